package io.bankfeed.scoring;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.generator.LabelDetail;
import io.bankfeed.generator.LabelListener;
import io.bankfeed.generator.TransactionListener;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The scores of detectors for the latest transactions, and their sums by label.
 *
 * <p>A transaction passes two watermarks in the order of the numbers. Its label becomes public when the delay is over, as
 * in {@code /labels}; from then on a transaction that a detector has scored is judged. When in addition the deadline for
 * scores is over, it is final: a detector that has not scored it is judged as if the score was 0.
 *
 * <p>Thread-safe. All operations take one lock, and only for a bounded time: per recorded block, per
 * {@value #MAX_SCORES_AT_ONCE} scores, per {@value #MAX_AT_ONCE} transactions that pass a watermark, and per copy of a
 * detector's sums. Before a label is public, nothing reads it.
 */
final class Scoreboard implements TransactionListener {

    /** For each detector, and its place in a bit mask. */
    static final int MAX_DETECTORS = Long.SIZE;

    /** More than a block, so that what is due is judged before it is evicted. */
    private static final int MAX_AT_ONCE = 4096;

    private static final int MAX_SCORES_AT_ONCE = 500;

    private final List<Label> labels;
    private final int maxDetectors;
    private final long deadlineNanos;
    private final LongSupplier nanoTime;
    private final LongSupplier bankMicros;
    private final PendingTransactions pending;
    private final OpenScenarios scenarios;
    private final Map<String, Detector> detectors = new LinkedHashMap<>();

    private long delayMicros;

    /** The label of every transaction up to this number is public, or it was never made, or it was evicted. */
    private long publicUpTo;

    /** Every transaction up to this number is final. INVARIANT: oldest - 1 <= finalUpTo <= publicUpTo. */
    private long finalUpTo;

    private long version;

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
        this.labels = labels;
        this.maxDetectors = maxDetectors;
        this.deadlineNanos = deadlineNanos;
        this.delayMicros = delayMicros;
        this.nanoTime = nanoTime;
        this.bankMicros = bankMicros;
        pending = new PendingTransactions(capacity);
        scenarios = new OpenScenarios(maxDetectors);
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
            advanceSome(nowMicros, nanoTime.getAsLong());
            version++;
        }
        long nowNanos = nanoTime.getAsLong();
        for (int i = 0; i < labelIndexes.length; i++) {
            long number = firstNumber + i;
            while (pending.newest() < number) {
                makeRoom();
            }
            Transaction transaction = transactions[i];
            if (number < pending.oldest()) {
                continue;
            }
            if (transaction == null || labelIndexes[i] == LabelListener.NOT_GENERATED) {
                pending.putNotMade(number);
                continue;
            }
            LabelDetail detail = details == null ? null : details[i];
            pending.put(
                    number,
                    nowMicros - (labelIndexes.length - 1 - i),
                    nowNanos,
                    transaction.amountVnd(),
                    labelIndexes[i],
                    DocumentedSignals.shown(transaction),
                    detail == null ? null : detail.step());
            for (Detector detector : detectors.values()) {
                detector.covered += detector.covers(number) ? 1 : 0;
            }
        }
    }

    private void makeRoom() {
        if (pending.isFull()) {
            evictOldest();
        }
        pending.advance();
        for (Detector detector : detectors.values()) {
            detector.clear(pending.newest());
        }
    }

    private void evictOldest() {
        long number = pending.oldest();
        if (number > finalUpTo) {
            for (Detector detector : detectors.values()) {
                if (pending.isMade(number) && detector.covers(number) && !detector.isJudged(number)) {
                    detector.evicted++;
                }
            }
            finalUpTo = number;
            publicUpTo = Math.max(publicUpTo, number);
        }
    }

    /** Changes the delay of all labels that are not public yet. */
    void changeDelay(long changedDelayMicros) {
        advance();
        synchronized (this) {
            delayMicros = changedDelayMicros;
        }
    }

    /** Moves both watermarks as far as possible, releasing the lock in between. */
    void advance() {
        long nowMicros = bankMicros.getAsLong();
        long nowNanos = nanoTime.getAsLong();
        boolean all;
        do {
            all = advanceSome(nowMicros, nowNanos);
        } while (!all);
    }

    /** @return whether nothing else is due */
    private synchronized boolean advanceSome(long nowMicros, long nowNanos) {
        long end = publicUpTo + MAX_AT_ONCE;
        while (publicUpTo < Math.min(end, pending.newest()) && publishes(publicUpTo + 1, nowMicros)) {
            publicUpTo++;
            judgeScored(publicUpTo);
        }
        long finalEnd = finalUpTo + MAX_AT_ONCE;
        while (finalUpTo < Math.min(finalEnd, publicUpTo) && isOver(finalUpTo + 1, nowNanos)) {
            finalUpTo++;
            judgeFinally(finalUpTo);
        }
        return publicUpTo < end && finalUpTo < finalEnd;
    }

    private boolean publishes(long number, long nowMicros) {
        return pending.isRecorded(number)
                && (!pending.isMade(number) || pending.madeMicros(number) + delayMicros <= nowMicros);
    }

    private boolean isOver(long number, long nowNanos) {
        return !pending.isMade(number) || nowNanos - pending.madeNanos(number) > deadlineNanos;
    }

    private void judgeScored(long number) {
        if (pending.isMade(number)) {
            for (Detector detector : detectors.values()) {
                if (detector.covers(number) && detector.isScored(number)) {
                    judge(detector, number);
                }
            }
        }
    }

    private void judgeFinally(long number) {
        if (!pending.isMade(number)) {
            return;
        }
        for (Detector detector : detectors.values()) {
            if (detector.covers(number) && !detector.isScored(number)) {
                detector.unscored++;
                judge(detector, number);
            }
        }
        ScenarioStep step = pending.step(number);
        if (step != null && !detectors.isEmpty()) {
            boolean isFraud = labels.get(pending.label(number)).isFraud();
            scenarios.add(number, step, isFraud, pending.amountVnd(number), detectors.values());
        }
    }

    private void judge(Detector detector, long number) {
        detector.tally.add(
                detector.bin(number),
                labels.get(pending.label(number)),
                pending.step(number),
                pending.amountVnd(number),
                pending.hasSignals(number));
        detector.judged++;
        detector.setJudged(number);
        version++;
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
        Map<String, Detector> posting = new LinkedHashMap<>();
        List<Detector> added = new ArrayList<>();
        for (SubmittedScore score : scores) {
            if (!posting.containsKey(score.detector())) {
                Detector known = detectors.get(score.detector());
                if (known == null) {
                    if (detectors.size() + added.size() >= maxDetectors) {
                        throw new TooManyDetectorsException(List.copyOf(detectors.keySet()));
                    }
                    known = new Detector(score.detector(), freePlace(added), pending.capacity());
                    added.add(known);
                }
                posting.put(score.detector(), known);
            }
        }
        added.forEach(detector -> detectors.put(detector.name(), detector));
        return posting;
    }

    private int freePlace(List<Detector> added) {
        long taken = 0;
        for (Detector detector : detectors.values()) {
            taken |= 1L << detector.place();
        }
        for (Detector detector : added) {
            taken |= 1L << detector.place();
        }
        return Long.numberOfTrailingZeros(~taken);
    }

    private synchronized void take(
            List<SubmittedScore> scores, Map<String, Detector> posting, long nowNanos, Map<Outcome, Integer> outcomes) {
        for (SubmittedScore score : scores) {
            Detector detector = posting.get(score.detector());
            if (detector != null) {
                Outcome outcome = take(detector, score.number(), ScoreScale.binOf(score.score()), nowNanos);
                detector.count(outcome);
                outcomes.merge(outcome, 1, Integer::sum);
            }
        }
        version++;
    }

    private Outcome take(Detector detector, long number, int bin, long nowNanos) {
        if (number < 1 || number > pending.newest()) {
            return Outcome.UNKNOWN;
        }
        if (number < pending.oldest()) {
            return Outcome.EVICTED;
        }
        if (!pending.isMade(number)) {
            return Outcome.UNKNOWN;
        }
        if (detector.isScored(number)) {
            return Outcome.REPEATED;
        }
        long delayNanos = nowNanos - pending.madeNanos(number);
        if (number <= finalUpTo || delayNanos > deadlineNanos) {
            return Outcome.LATE;
        }
        coverFrom(detector, number);
        detector.score(number, bin);
        detector.delays.add(delayNanos);
        if (number <= publicUpTo) {
            judge(detector, number);
        } else {
            detector.blind++;
        }
        return Outcome.ACCEPTED;
    }

    /** Transactions count from the first one that is scored. None before the deadline is final yet. */
    private void coverFrom(Detector detector, long number) {
        if (detector.covers(number)) {
            return;
        }
        long end = Math.min(detector.first, pending.newest() + 1);
        for (long one = number; one < end; one++) {
            detector.covered += pending.isMade(one) ? 1 : 0;
        }
        detector.first = number;
        detector.firstMadeMicros = pending.madeMicros(number);
    }

    /** Removes a detector with all of its scores, if there is one. */
    synchronized boolean remove(String name) {
        Detector removed = detectors.remove(name);
        if (removed == null) {
            return false;
        }
        scenarios.remove(removed);
        if (detectors.isEmpty()) {
            scenarios.clear();
        }
        version++;
        return true;
    }

    /** The names of the detectors, in the order of their first scores. */
    synchronized List<String> names() {
        return List.copyOf(detectors.keySet());
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
        return version;
    }

    /** How long after a transaction a score counts, in seconds. */
    double deadlineSeconds() {
        return deadlineNanos / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
