package io.bankfeed.scoring;

import io.bankfeed.core.transaction.ScenarioStep;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The scenarios that have begun and not ended, and which detectors have found them. A scenario of which a transaction is
 * missing does not count. Guarded by the {@link Scoreboard}.
 */
final class OpenScenarios {

    /** Each takes about 150 bytes, and 8 for each detector. When there are more, the oldest is dropped. */
    static final int MAX_OPEN = 16_384;

    /** A detector finds a transaction with this score or more. */
    private static final int FOUND_FROM = ScoreScale.binOf(0.5);

    private final Map<Long, Open> open = new LinkedHashMap<>();
    private final int maxDetectors;

    /** @param maxDetectors at most 64 */
    OpenScenarios(int maxDetectors) {
        this.maxDetectors = maxDetectors;
    }

    /** A scenario. Detectors are bits, by their places. */
    private static final class Open {
        private final long[] fraudAtFinding;
        private long watchedBy;
        private long foundBy;
        private int rows;
        private long fraudVnd;

        private Open(int maxDetectors) {
            fraudAtFinding = new long[maxDetectors];
        }
    }

    /** Adds a transaction of a scenario whose scores are final. They are added in the order of their numbers. */
    void add(long number, ScenarioStep step, boolean isFraud, long amountVnd, Collection<Detector> detectors) {
        Open scenario = step.step() == 1 ? begin(number, step, detectors) : open.get(step.scenario());
        if (scenario == null) {
            return;
        }
        if (scenario.rows != step.step() - 1) {
            open.remove(step.scenario());
            return;
        }
        scenario.rows++;
        if (isFraud) {
            scenario.fraudVnd += amountVnd;
        }
        if (step.step() == step.steps()) {
            end(step, scenario, detectors);
        } else if (isFraud) {
            find(number, scenario, detectors);
        }
    }

    void remove(Detector detector) {
        long others = ~bit(detector);
        for (Open scenario : open.values()) {
            scenario.watchedBy &= others;
            scenario.foundBy &= others;
        }
    }

    void clear() {
        open.clear();
    }

    private Open begin(long number, ScenarioStep step, Collection<Detector> detectors) {
        Open scenario = new Open(maxDetectors);
        for (Detector detector : detectors) {
            scenario.watchedBy |= detector.covers(number) ? bit(detector) : 0;
        }
        open.put(step.scenario(), scenario);
        if (open.size() > MAX_OPEN) {
            Iterator<Long> oldest = open.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return scenario;
    }

    private static void find(long number, Open scenario, Collection<Detector> detectors) {
        for (Detector detector : detectors) {
            long bit = bit(detector);
            if ((scenario.watchedBy & ~scenario.foundBy & bit) != 0
                    && detector.isScored(number)
                    && detector.bin(number) >= FOUND_FROM) {
                scenario.foundBy |= bit;
                scenario.fraudAtFinding[detector.place()] = scenario.fraudVnd;
            }
        }
    }

    private void end(ScenarioStep step, Open scenario, Collection<Detector> detectors) {
        open.remove(step.scenario());
        for (Detector detector : detectors) {
            if ((scenario.watchedBy & bit(detector)) != 0) {
                boolean found = (scenario.foundBy & bit(detector)) != 0;
                long saved = found ? scenario.fraudVnd - scenario.fraudAtFinding[detector.place()] : 0;
                ScenarioTally before = detector.scenarios.getOrDefault(step.type(), ScenarioTally.NONE);
                detector.scenarios.put(step.type(), before.plus(found, scenario.fraudVnd, saved));
            }
        }
    }

    private static long bit(Detector detector) {
        return 1L << detector.place();
    }
}
