package io.bankfeed.scoring;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a detector's sums.
 *
 * @param sinceMicros when the first transaction that counts was made, by the bank's clock; null before
 * @param covered transactions since then
 * @param judged those whose label is public and whose score is final, or scored already
 * @param unscored those judged without a score
 * @param evicted those evicted before they were judged
 * @param late scores that came after the deadline
 * @param scored scores accepted
 * @param blind those that came before the label was public
 * @param scenarios those that have ended, by type
 */
record DetectorSums(
        String name,
        @Nullable Long sinceMicros,
        long covered,
        long judged,
        long unscored,
        long evicted,
        long late,
        long scored,
        long blind,
        Tally tally,
        DelayHistogram delays,
        Map<String, ScenarioTally> scenarios) {

    static DetectorSums of(Detector detector) {
        return new DetectorSums(
                detector.name(),
                detector.first == Detector.NOTHING ? null : detector.firstMadeMicros,
                detector.covered,
                detector.judged,
                detector.unscored,
                detector.evicted,
                detector.counted(Outcome.LATE),
                detector.counted(Outcome.ACCEPTED),
                detector.blind,
                detector.tally.copy(),
                detector.delays.copy(),
                new TreeMap<>(detector.scenarios));
    }

    /** Transactions that wait for their label or for the deadline. */
    long pending() {
        return covered - judged - evicted;
    }
}
