package io.bankfeed.scoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The detectors on the scoreboard by their names, in the order of their first scores. Not thread-safe. */
final class Detectors {

    private final int max;
    private final int capacity;
    private final Map<String, Detector> byName = new LinkedHashMap<>();

    /**
     * @param max how many there can be, at most 64
     * @param capacity the number of pending transactions
     */
    Detectors(int max, int capacity) {
        this.max = max;
        this.capacity = capacity;
    }

    /**
     * Returns the detectors of scores, and adds those that are new.
     *
     * @throws TooManyDetectorsException if there is no room for a new one; then none is added
     */
    Map<String, Detector> open(List<SubmittedScore> scores) throws TooManyDetectorsException {
        Map<String, Detector> opened = new LinkedHashMap<>();
        List<Detector> added = new ArrayList<>();
        for (SubmittedScore score : scores) {
            if (!opened.containsKey(score.detector())) {
                Detector known = byName.get(score.detector());
                if (known == null) {
                    if (byName.size() + added.size() >= max) {
                        throw new TooManyDetectorsException(names());
                    }
                    known = new Detector(score.detector(), freePlace(added), capacity);
                    added.add(known);
                }
                opened.put(score.detector(), known);
            }
        }
        added.forEach(detector -> byName.put(detector.name(), detector));
        return opened;
    }

    private int freePlace(List<Detector> added) {
        long taken = 0;
        for (Detector detector : byName.values()) {
            taken |= 1L << detector.place();
        }
        for (Detector detector : added) {
            taken |= 1L << detector.place();
        }
        return Long.numberOfTrailingZeros(~taken);
    }

    @Nullable
    Detector get(String name) {
        return byName.get(name);
    }

    @Nullable
    Detector remove(String name) {
        return byName.remove(name);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    Collection<Detector> all() {
        return byName.values();
    }
}
