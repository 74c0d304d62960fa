package io.bankfeed.core.bank;

import static io.bankfeed.core.transaction.IsoTime.micros;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * The heap memory of accounts, measured as the bytes that this thread allocates, which neither other threads nor the
 * garbage collector affect. The lower bounds prove that the measurement works.
 */
final class ActivityMemoryTest {

    private static final int ACCOUNTS = 200_000;
    private static final long START = micros("2026-11-22T17:00:00+07:00");
    private static final long SECOND = 1_000_000;

    /** A reference takes 4 or 8 bytes; the documented limit is 64. */
    private static final double MIN_IDLE = 3;

    private static final double MAX_IDLE = 64;

    /** A header of at least 8 bytes and a count of 4; the documented limit is 64, including the idle account. */
    private static final double MIN_ACTIVE = 12;

    private static final double MAX_ACTIVE = 64 - MIN_IDLE;

    /** 31 counts of 4 bytes; the documented limit is 256. */
    private static final double MIN_ALWAYS_ACTIVE = 124;

    private static final double MAX_ALWAYS_ACTIVE = 256;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void idleAndActiveAccountsTakeAtMost64Bytes() {
        long before = threads.getCurrentThreadAllocatedBytes();
        Population population = new Population(1, ACCOUNTS, 1000, Accounts.TWO_PROFILES);
        Activity activity = new Activity(population.size());
        assertThat(bytesPerAccountSince(before)).isBetween(MIN_IDLE, MAX_IDLE);

        before = threads.getCurrentThreadAllocatedBytes();
        recordAll(activity, START);
        assertThat(bytesPerAccountSince(before)).isBetween(MIN_ACTIVE, MAX_ACTIVE);
    }

    @Test
    void memoryOfIdleAccountsIsReleased() {
        Activity activity = new Activity(ACCOUNTS);
        recordAll(activity, START);
        activity.expire(START + 310 * SECOND);

        long before = threads.getCurrentThreadAllocatedBytes();
        recordAll(activity, START + 320 * SECOND);

        // The memory is allocated again, so it had been released.
        assertThat(bytesPerAccountSince(before)).isBetween(MIN_ACTIVE, MAX_ACTIVE);
    }

    @Test
    void continuouslyActiveAccountsTakeAtMost256BytesAndDoNotGrow() {
        long before = threads.getCurrentThreadAllocatedBytes();
        Activity activity = new Activity(ACCOUNTS);
        recordAll(activity, START);
        long atFirst = threads.getCurrentThreadAllocatedBytes();
        for (int i = 1; i <= 31; i++) {
            recordAll(activity, START + i * 10 * SECOND);
        }
        // The sum includes arrays that were replaced by larger ones, which at most doubles it.
        double grown = bytesPerAccountSince(atFirst);
        assertThat(bytesPerAccountSince(before) - grown / 2).isBetween(MIN_ALWAYS_ACTIVE, MAX_ALWAYS_ACTIVE);

        before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 32; i <= 70; i++) {
            recordAll(activity, START + i * 10 * SECOND);
            activity.expire(START + i * 10 * SECOND);
        }

        assertThat(bytesPerAccountSince(before)).isLessThan(1);
        assertThat(activity.activeAccounts()).isEqualTo(ACCOUNTS);
    }

    private static void recordAll(Activity activity, long nowMicros) {
        for (int slot = 0; slot < ACCOUNTS; slot++) {
            activity.record(slot, nowMicros, 1);
        }
    }

    private double bytesPerAccountSince(long before) {
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) ACCOUNTS;
    }
}
