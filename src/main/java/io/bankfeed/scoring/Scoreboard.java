package io.bankfeed.scoring;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.generator.LabelDetail;
import io.bankfeed.generator.TransactionListener;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The scores of detectors for the latest transactions, and their sums by label.
 *
 * <p>Thread-safe. All operations take one lock, and only for a bounded time: per recorded block, per
 * {@value #MAX_SCORES_AT_ONCE} scores, per step of the {@link TransactionWindow}, and per copy of a detector's sums.
 */
final class Scoreboard implements TransactionListener {

    /** For each detector, and its place in a bit mask. */
    static final int MAX_DETECTORS = Long.SIZE;

    /** They take about a tenth of a millisecond, for which the feed may wait. */
    private static final int MAX_SCORES_AT_ONCE = 500;

    private final long deadlineNanos;
    private final LongSupplier nanoTime;
    private final LongSupplier bankMicros;

    // Guarded by this.
    private final Detectors detectors;
    private final TransactionWindow window;
    private long changes;

    /**
     * @param labels all labels, by index
     * @param capacity the number of pending transactions
     * @param maxDetectors at most {@value #MAX_DETECTORS}
     * @param deadlineNanos how long after a transaction a score counts
     * @param delayMicros how long after a transaction its label is public, by the bank's clock
     * @param nanoTime the monotonic clock
     * @param bankMicros the bank's clock
     */
    Scoreboard(
            List<Label> labels,
            int capacity,
            int maxDetectors,
            long deadlineNanos,
            long delayMicros,
            LongSupplier nanoTime,
            LongSupplier bankMicros) {
        this.deadlineNanos = deadlineNanos;
        this.nanoTime = nanoTime;
        this.bankMicros = bankMicros;
        detectors = new Detectors(maxDetectors, capacity);
        window = new TransactionWindow(
                labels,
                deadlineNanos,
                delayMicros,
                new PendingTransactions(capacity),
                new OpenScenarios(maxDetectors),
                detectors);
    }

    @Override
    public synchronized void record(
            long firstNumber,
            @Nullable Transaction[] transactions,
            byte[] labelIndexes,
            @Nullable LabelDetail @Nullable [] details,
            long nowMicros) {
        if (!detectors.isEmpty()) {
            // What is due is judged before it is evicted.
            window.advance(nowMicros, nanoTime.getAsLong());
            changes++;
        }
        window.record(firstNumber, transactions, labelIndexes, details, nowMicros, nanoTime.getAsLong());
    }

    /** Changes the delay of all labels that are not public yet. */
    void changeDelay(long changedDelayMicros) {
        advance();
        synchronized (this) {
            window.changeDelay(changedDelayMicros);
        }
    }

    /** Judges all transactions that are due, releasing the lock in between. */
    void advance() {
        long nowMicros = bankMicros.getAsLong();
        long nowNanos = nanoTime.getAsLong();
        boolean all;
        do {
            all = advance(nowMicros, nowNanos);
        } while (!all);
    }

    private synchronized boolean advance(long nowMicros, long nowNanos) {
        return window.advance(nowMicros, nowNanos);
    }

    /**
     * Takes scores.
     *
     * @return how many had each outcome
     * @throws TooManyDetectorsException if there is no room for a new detector; then nothing has changed
     */
    Map<Outcome, Integer> submit(List<SubmittedScore> scores) throws TooManyDetectorsException {
        advance();
        long nowNanos = nanoTime.getAsLong();
        Map<String, Detector> posting = open(scores);
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (int i = 0; i < scores.size(); i += MAX_SCORES_AT_ONCE) {
            take(scores.subList(i, Math.min(scores.size(), i + MAX_SCORES_AT_ONCE)), posting, nowNanos, outcomes);
        }
        return outcomes;
    }

    private synchronized Map<String, Detector> open(List<SubmittedScore> scores) throws TooManyDetectorsException {
        return detectors.open(scores);
    }

    private synchronized void take(
            List<SubmittedScore> scores, Map<String, Detector> posting, long nowNanos, Map<Outcome, Integer> outcomes) {
        for (SubmittedScore score : scores) {
            Detector detector = posting.get(score.detector());
            if (detector != null) {
                Outcome outcome = window.take(detector, score.number(), ScoreScale.binOf(score.score()), nowNanos);
                detector.count(outcome);
                outcomes.merge(outcome, 1, Integer::sum);
            }
        }
        changes++;
    }

    /** Removes a detector with all of its scores, if there is one. */
    synchronized boolean remove(String name) {
        Detector removed = detectors.remove(name);
        if (removed == null) {
            return false;
        }
        window.remove(removed);
        changes++;
        return true;
    }

    /** The names of the detectors, in the order of their first scores. */
    synchronized List<String> names() {
        return detectors.names();
    }

    /** A consistent copy of a detector's sums, without those that are due. */
    synchronized Optional<DetectorSums> sums(String name) {
        return Optional.ofNullable(detectors.get(name)).map(DetectorSums::of);
    }

    /** How many of a detector's scores had an outcome, 0 if there is no such detector. */
    synchronized long count(String name, Outcome outcome) {
        Detector detector = detectors.get(name);
        return detector == null ? 0 : detector.counted(outcome);
    }

    /** Changes whenever a detector's sums may have changed. */
    synchronized long version() {
        return changes + window.judgements();
    }

    /** How long after a transaction a score counts, in seconds. */
    double deadlineSeconds() {
        return deadlineNanos / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
