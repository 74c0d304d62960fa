package io.bankfeed.benchmark;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What was not as it had to be, counted by what it was. Thread-safe. */
final class Mishaps {

    /** Beyond, kinds are counted together, so that what goes wrong in a thousand ways can still be read. */
    private static final int MAX_KINDS = 50;

    private final Map<String, LongAdder> kinds = new ConcurrentSkipListMap<>();

    void add(String kind) {
        String counted = kinds.size() < MAX_KINDS || kinds.containsKey(kind) ? kind : "others";
        kinds.computeIfAbsent(counted, ignored -> new LongAdder()).increment();
    }

    /** Adds what happened to a request or a stream, with the words of the error. */
    void add(String of, Exception e) {
        add(of + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    long count() {
        return kinds.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Tells each kind and how often it was. */
    void tell(Report report) {
        kinds.forEach((kind, count) -> report.progress("  MISHAP, " + count.sum() + " times: " + kind));
    }
}
