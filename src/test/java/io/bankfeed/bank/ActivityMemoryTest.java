package io.bankfeed.bank;

import static io.bankfeed.transaction.IsoTime.micros;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * What accounts take on the heap: the difference of two full collections, divided by so many accounts that what the
 * test's own JVM does meanwhile (some 100 KiB) is less than a byte each. The lower bounds show that it is measured.
 */
final class ActivityMemoryTest {

    private static final int ACCOUNTS = 200_000;
    private static final long START = micros("2026-11-22T17:00:00+07:00");
    private static final long SECOND = 1_000_000;

    /** A reference, compressed or not, is 4 or 8 bytes; the promise is 64. */
    private static final double LEAST_AT_REST = 3;

    private static final double MOST_AT_REST = 64;

    /** 31 counts of 4 bytes are the least that a window takes; the promise is 256. */
    private static final double LEAST_ACTIVE = 124;

    private static final double MOST_ACTIVE = 256;

    @Test
    void anAccountAtRestTakesAtMost64BytesAndAnActiveOneAtMost256() {
        long before = usedHeap();
        Population population = new Population(1, ACCOUNTS, 1000, Accounts.TWO_PROFILES);
        Activity activity = new Activity(ACCOUNTS);
        double atRest = bytesPerAccountSince(before);

        recordAll(activity, START);
        double active = bytesPerAccountSince(before);

        activity.expire(START + 310 * SECOND);
        double atRestAgain = bytesPerAccountSince(before);

        assertThat(atRest).isBetween(LEAST_AT_REST, MOST_AT_REST);
        assertThat(active).isBetween(LEAST_ACTIVE, MOST_ACTIVE);
        assertThat(atRestAgain).isBetween(LEAST_AT_REST, MOST_AT_REST);
        assertThat(population.size()).as("still in use").isEqualTo(ACCOUNTS);
        assertThat(activity.activeAccounts()).isZero();
    }

    @Test
    void anActiveAccountTakesNoMoreWithTimeOrWithItsTransactions() {
        Activity activity = new Activity(ACCOUNTS);
        recordAll(activity, START);
        long before = usedHeap();

        for (int i = 1; i <= 20; i++) {
            recordAll(activity, START + i * 20 * SECOND);
            activity.expire(START + i * 20 * SECOND);
        }

        assertThat(bytesPerAccountSince(before)).isLessThan(4);
        assertThat(activity.activeAccounts()).isEqualTo(ACCOUNTS);
    }

    private static void recordAll(Activity activity, long nowMicros) {
        for (int slot = 0; slot < ACCOUNTS; slot++) {
            activity.record(slot, nowMicros, 1);
        }
    }

    private static double bytesPerAccountSince(long before) {
        return (usedHeap() - before) / (double) ACCOUNTS;
    }

    /** The least of a few collections: one may come before what it should free is unreachable. */
    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
