package io.bankfeed.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one thing.
 *
 * @param name what it is
 * @param unit of the values
 * @param runs the value of each run, in the order in which they were made
 * @param bar what the median is to reach, or null if there is no such thing
 */
record Figure(
        String name,
        String unit,
        List<Double> runs,
        @Nullable Bar bar) {

    /** @param atLeast whether the median is to be that much or more, rather than that much or less */
    record Bar(double value, boolean atLeast) {

        static Bar atLeast(double value) {
            return new Bar(value, true);
        }

        static Bar atMost(double value) {
            return new Bar(value, false);
        }

        boolean isMetBy(double median) {
            return atLeast ? median >= value : median <= value;
        }
    }

    Figure {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(name + " was never measured");
        }
    }

    static Figure of(String name, String unit, double... runs) {
        return new Figure(name, unit, Arrays.stream(runs).boxed().toList(), null);
    }

    static Figure of(String name, String unit, List<Double> runs) {
        return new Figure(name, unit, runs, null);
    }

    Figure withBar(Bar newBar) {
        return new Figure(name, unit, runs, newBar);
    }

    @JsonProperty
    double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @JsonProperty
    double lowest() {
        return sorted()[0];
    }

    @JsonProperty
    double highest() {
        return sorted()[runs.size() - 1];
    }

    /** The median, the lowest and the highest, and what it was to reach. */
    String shown() {
        String spread = runs.size() == 1 ? "" : " (" + number(lowest()) + " to " + number(highest()) + ")";
        String verdict = bar == null
                ? ""
                : (bar.atLeast() ? "at least " : "at most ")
                        + number(bar.value())
                        + (bar.isMetBy(median()) ? ": met" : ": MISSED");
        return String.format(Locale.ROOT, "%-62s %12s%-26s %-26s %s", name, number(median()), spread, unit, verdict)
                .stripTrailing();
    }

    private double[] sorted() {
        return runs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** With three digits that count, or all before the point. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size == 0 || size >= 100 ? 0 : (int) Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(size))));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
