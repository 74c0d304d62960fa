package io.bankfeed.scoring;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.generator.LabelDetail;
import io.bankfeed.generator.TransactionListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest transactions, from when they are made until all detectors are judged on them. Not thread-safe.
 *
 * <p>A transaction passes two watermarks in the order of the numbers. Its label becomes public when the delay is over, as
 * in {@code /labels}; from then on a transaction that a detector has scored is judged. When in addition the deadline for
 * scores is over, it is final: a detector that has not scored it is judged as if the score was 0. Before a label is
 * public, nothing reads it.
 */
final class TransactionWindow {

    /** More than a block, so that what is due is judged before it is evicted. */
    private static final int MAX_AT_ONCE = 4096;

    private final List<Label> labels;
    private final long deadlineNanos;
    private final PendingTransactions pending;
    private final OpenScenarios scenarios;
    private final Detectors detectors;

    private long delayMicros;

    /** The label of every transaction up to this number is public, or it was never made, or it was evicted. */
    private long publicUpTo;

    /** Every transaction up to this number is final. INVARIANT: oldest - 1 <= finalUpTo <= publicUpTo. */
    private long finalUpTo;

    private long judgements;

    /**
     * @param labels all labels, by index
     * @param deadlineNanos how long after a transaction a score counts
     * @param delayMicros how long after a transaction its label is public, by the bank's clock
     */
    TransactionWindow(
            List<Label> labels,
            long deadlineNanos,
            long delayMicros,
            PendingTransactions pending,
            OpenScenarios scenarios,
            Detectors detectors) {
        this.labels = labels;
        this.deadlineNanos = deadlineNanos;
        this.delayMicros = delayMicros;
        this.pending = pending;
        this.scenarios = scenarios;
        this.detectors = detectors;
    }

    /**
     * Records a block, and evicts the oldest transactions if there is no room for it.
     *
     * @param nowMicros the time of the block's last transaction, by the bank's clock
     * @param nowNanos the same, by the monotonic clock
     */
    void record(
            long firstNumber,
            @Nullable Transaction[] transactions,
            byte[] labelIndexes,
            @Nullable LabelDetail @Nullable [] details,
            long nowMicros,
            long nowNanos) {
        for (int i = 0; i < labelIndexes.length; i++) {
            long number = firstNumber + i;
            while (pending.newest() < number) {
                makeRoom();
            }
            Transaction transaction = transactions[i];
            if (number < pending.oldest()) {
                continue;
            }
            if (transaction == null || labelIndexes[i] == TransactionListener.NOT_GENERATED) {
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
            for (Detector detector : detectors.all()) {
                detector.covered += detector.covers(number) ? 1 : 0;
            }
        }
    }

    private void makeRoom() {
        if (pending.isFull()) {
            evictOldest();
        }
        pending.advance();
        for (Detector detector : detectors.all()) {
            detector.clear(pending.newest());
        }
    }

    private void evictOldest() {
        long number = pending.oldest();
        if (number > finalUpTo) {
            for (Detector detector : detectors.all()) {
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
        delayMicros = changedDelayMicros;
    }

    /**
     * Moves both watermarks by up to {@value #MAX_AT_ONCE} transactions.
     *
     * @param nowMicros the time by the bank's clock
     * @param nowNanos the time by the monotonic clock
     * @return whether nothing else is due
     */
    boolean advance(long nowMicros, long nowNanos) {
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
            for (Detector detector : detectors.all()) {
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
        for (Detector detector : detectors.all()) {
            if (detector.covers(number) && !detector.isScored(number)) {
                detector.unscored++;
                judge(detector, number);
            }
        }
        ScenarioStep step = pending.step(number);
        if (step != null && !detectors.isEmpty()) {
            boolean isFraud = labels.get(pending.label(number)).isFraud();
            scenarios.add(number, step, isFraud, pending.amountVnd(number), detectors.all());
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
        judgements++;
    }

    /**
     * Takes the score of a detector for a transaction.
     *
     * @param bin the bin of the score
     * @param nowNanos when the score came, by the monotonic clock
     */
    Outcome take(Detector detector, long number, int bin, long nowNanos) {
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

    /** Forgets what a detector that was removed has found. */
    void remove(Detector detector) {
        scenarios.remove(detector);
        if (detectors.isEmpty()) {
            scenarios.clear();
        }
    }

    /** How many judgements of a detector on a transaction there were. */
    long judgements() {
        return judgements;
    }
}
