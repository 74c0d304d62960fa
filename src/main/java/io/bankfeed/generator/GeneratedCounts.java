package io.bankfeed.generator;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.bankfeed.core.transaction.Label;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The numbers of transactions generated since start-up, which are also metrics. Thread-safe. */
public final class GeneratedCounts {

    private final List<Label> labels;
    private final LongAdder[] byLabel;
    private final Map<String, Integer> indexes;
    private final ScenarioCounts byScenario;

    /** @param labels all labels, by index */
    GeneratedCounts(List<Label> labels, MeterRegistry meters) {
        this.labels = labels;
        byLabel = Stream.generate(LongAdder::new).limit(labels.size()).toArray(LongAdder[]::new);
        for (int i = 0; i < byLabel.length; i++) {
            FunctionCounter.builder("bankfeed.transactions", byLabel[i], LongAdder::sum)
                    .description("Transactions generated, by fraud pattern")
                    .tag("pattern", labels.get(i).fraudType())
                    .register(meters);
        }
        indexes = IntStream.range(0, byLabel.length)
                .boxed()
                .collect(toUnmodifiableMap(i -> labels.get(i).fraudType(), i -> i));
        byScenario = new ScenarioCounts(meters);
    }

    /** The number of all transactions. */
    public long all() {
        return Arrays.stream(byLabel).mapToLong(LongAdder::sum).sum();
    }

    /** The number of transactions by {@code fraud_type}. */
    public Map<String, Long> byPattern() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < byLabel.length; i++) {
            counts.put(labels.get(i).fraudType(), byLabel[i].sum());
        }
        return counts;
    }

    /** The number of transactions by type of scenario, for the types that have occurred, in alphabetical order. */
    public Map<String, Long> byScenario() {
        return byScenario.byType();
    }

    /** Counts transactions by their labels. */
    public void add(Collection<Label> added) {
        int[] counts = new int[byLabel.length];
        for (Label label : added) {
            counts[requireNonNull(indexes.get(label.fraudType()))]++;
            byScenario.addStep(label.step());
        }
        add(counts);
    }

    /** Counts the transactions of a block, as a {@link TransactionListener} receives them. */
    void add(byte[] labelIndexes, @Nullable LabelDetail @Nullable [] details) {
        int[] counts = new int[byLabel.length];
        for (byte label : labelIndexes) {
            if (label != TransactionListener.NOT_GENERATED) {
                counts[label]++;
            }
        }
        add(counts);
        byScenario.add(details);
    }

    private void add(int[] counts) {
        for (int i = 0; i < counts.length; i++) {
            byLabel[i].add(counts[i]);
        }
    }
}
