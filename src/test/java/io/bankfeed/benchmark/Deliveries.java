package io.bankfeed.benchmark;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * When events were due, made and delivered, in microseconds of the machine's clock, which is the service's too. Not
 * thread-safe.
 *
 * <p>Event n is due at start + n × period. No event is made before it is due, so the start is the least of (made at − n ×
 * period): that of the event that was least late.
 */
final class Deliveries {

    private final long periodMicros;
    private final long[] madeAt;
    private long[] events = new long[1024];
    private long[] arrivedAt = new long[1024];
    private int count;

    /** @param most the highest number of an event */
    Deliveries(long periodMicros, int most) {
        this.periodMicros = periodMicros;
        madeAt = new long[most + 1];
    }

    /** An event has arrived. Beyond the most, it is not looked at. */
    void arrived(long sequence, CharSequence timestamp, long nowMicros) {
        if (sequence >= madeAt.length) {
            return;
        }
        if (madeAt[(int) sequence] == 0) {
            madeAt[(int) sequence] = EventReader.micros(timestamp);
        }
        if (count == events.length) {
            events = Arrays.copyOf(events, 2 * count);
            arrivedAt = Arrays.copyOf(arrivedAt, 2 * count);
        }
        events[count] = sequence;
        arrivedAt[count++] = nowMicros;
    }

    /** Forgets everything: what comes while the service's compilers are at work is another matter. */
    void forget() {
        count = 0;
        Arrays.fill(madeAt, 0);
    }

    /** By how many microseconds events arrived after they were due, the least late first. */
    long[] arrivalLateness() {
        long start = start();
        long[] lateness = new long[count];
        for (int i = 0; i < count; i++) {
            lateness[i] = arrivedAt[i] - start - events[i] * periodMicros;
        }
        Arrays.sort(lateness);
        return lateness;
    }

    /** By how many microseconds events were made after they were due, the least late first. */
    long[] releaseLateness() {
        long start = start();
        return sequences()
                .map(n -> madeAt[(int) n] - start - n * periodMicros)
                .sorted()
                .toArray();
    }

    /** The events a second that were made, between the first and the last. */
    double perSecond() {
        long[] made = sequences().toArray();
        long first = made[0];
        long last = made[made.length - 1];
        return (last - first) * 1e6 / (madeAt[(int) last] - madeAt[(int) first]);
    }

    /** The value that this share of them do not exceed. */
    static double quantile(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }

    private long start() {
        return sequences().map(n -> madeAt[(int) n] - n * periodMicros).min().orElseThrow();
    }

    private LongStream sequences() {
        return LongStream.range(1, madeAt.length).filter(n -> madeAt[(int) n] != 0);
    }
}
