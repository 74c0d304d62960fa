package io.bankfeed.benchmark;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * When events were due, released and delivered, in microseconds of the machine's clock, which the service shares. Not
 * thread-safe.
 *
 * <p>Event n is due at start + n × period. No event is released before it is due, so the start is the minimum of
 * (released at − n × period), which is that of the event that was least late.
 */
final class Deliveries {

    private final long periodMicros;
    private final long[] releasedAt;
    private long[] events = new long[1024];
    private long[] arrivedAt = new long[1024];
    private int count;

    /** @param maxSequence the highest number of an event that is recorded */
    Deliveries(long periodMicros, int maxSequence) {
        this.periodMicros = periodMicros;
        releasedAt = new long[maxSequence + 1];
    }

    /** Records the arrival of an event. */
    void arrived(long sequence, CharSequence timestamp, long nowMicros) {
        if (sequence >= releasedAt.length) {
            return;
        }
        if (releasedAt[(int) sequence] == 0) {
            releasedAt[(int) sequence] = EventReader.micros(timestamp);
        }
        if (count == events.length) {
            events = Arrays.copyOf(events, 2 * count);
            arrivedAt = Arrays.copyOf(arrivedAt, 2 * count);
        }
        events[count] = sequence;
        arrivedAt[count++] = nowMicros;
    }

    /** Discards the events of the warm-up. */
    void forget() {
        count = 0;
        Arrays.fill(releasedAt, 0);
    }

    /** By how many microseconds each event arrived after it was due, sorted. */
    long[] arrivalLateness() {
        long start = start();
        long[] lateness = new long[count];
        for (int i = 0; i < count; i++) {
            lateness[i] = arrivedAt[i] - start - events[i] * periodMicros;
        }
        Arrays.sort(lateness);
        return lateness;
    }

    /** By how many microseconds each event was released after it was due, sorted. */
    long[] releaseLateness() {
        long start = start();
        return sequences()
                .map(n -> releasedAt[(int) n] - start - n * periodMicros)
                .sorted()
                .toArray();
    }

    /** The events released per second, between the first and the last. */
    double perSecond() {
        long[] released = sequences().toArray();
        long first = released[0];
        long last = released[released.length - 1];
        return (last - first) * 1e6 / (releasedAt[(int) last] - releasedAt[(int) first]);
    }

    /** The quantile of sorted values. */
    static double quantile(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }

    private long start() {
        return sequences()
                .map(n -> releasedAt[(int) n] - n * periodMicros)
                .min()
                .orElseThrow();
    }

    private LongStream sequences() {
        return LongStream.range(1, releasedAt.length).filter(n -> releasedAt[(int) n] != 0);
    }
}
