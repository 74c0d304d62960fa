package io.bankfeed.benchmark;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts unexpected events by kind. Thread-safe. */
final class Unexpected {

    /** The maximum number of kinds; further ones are counted together. */
    private static final int MAX_KINDS = 50;

    private final Map<String, LongAdder> kinds = new ConcurrentSkipListMap<>();

    void add(String kind) {
        add(kind, 1);
    }

    void add(String kind, long times) {
        if (times > 0) {
            String counted = kinds.size() < MAX_KINDS || kinds.containsKey(kind) ? kind : "others";
            kinds.computeIfAbsent(counted, ignored -> new LongAdder()).add(times);
        }
    }

    void add(String operation, Exception e) {
        add(operation + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    /** Adds the warnings and errors in the log of a service. */
    void addComplaints(Service service) throws IOException {
        if (!service.isAlive()) {
            add("the service has ended");
        }
        service.complaints().forEach(complaint -> add("the log: " + complaint));
    }

    long count() {
        return kinds.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Reports each kind and how often it occurred. */
    void report(Report report) {
        kinds.forEach((kind, count) -> report.progress("  UNEXPECTED, " + count.sum() + " times: " + kind));
    }
}
