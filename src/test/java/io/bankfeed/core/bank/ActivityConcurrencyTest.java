package io.bankfeed.core.bank;

import static io.bankfeed.core.transaction.IsoTime.micros;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ActivityConcurrencyTest {

    private static final long START = micros("2026-11-22T17:00:00+07:00");

    /** Longer than the window, so that accounts of the previous round are idle. */
    private static final long ROUND_MICROS = 310_000_000L;

    private static final int ROUNDS = 150;
    private static final int ACCOUNTS = 5000;
    private static final int ADDERS = 3;

    private final Activity activity = new Activity(ACCOUNTS);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void noTransactionIsLostWhileIdleAccountsExpire() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long now = START + round * ROUND_MICROS;
            List<Callable<Void>> tasks = addersAt(now);
            tasks.add(() -> expireAt(now));

            runConcurrently(tasks);

            assertEverythingIsCountedAt(now);
        }
    }

    @Test
    void noTransactionIsLostWhileTwoThreadsExpireIdleAccounts() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long now = START + round * ROUND_MICROS;
            List<Callable<Void>> tasks = addersAt(now);
            tasks.add(() -> expireAt(now));
            tasks.add(() -> expireAt(now));

            runConcurrently(tasks);

            assertEverythingIsCountedAt(now);
        }
    }

    private void assertEverythingIsCountedAt(long now) {
        assertThat(activity.activeAccounts()).isEqualTo(ACCOUNTS);
        int wrong = 0;
        for (int slot = 0; slot < ACCOUNTS; slot++) {
            wrong += activity.record(slot, now, 1) == ADDERS * 2 + 1 ? 0 : 1;
        }
        assertThat(wrong).as("accounts with a wrong count").isZero();
    }

    private List<Callable<Void>> addersAt(long now) {
        List<Callable<Void>> adders = new ArrayList<>();
        for (int adder = 0; adder < ADDERS; adder++) {
            adders.add(() -> {
                for (int slot = 0; slot < ACCOUNTS; slot++) {
                    activity.record(slot, now, 2);
                }
                return null;
            });
        }
        return adders;
    }

    private Void expireAt(long now) {
        activity.expire(now);
        return null;
    }

    private void runConcurrently(List<Callable<Void>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        List<Future<Void>> running = new ArrayList<>();
        for (Callable<Void> task : tasks) {
            running.add(threads.submit(() -> {
                start.await();
                return task.call();
            }));
        }
        for (Future<Void> task : running) {
            task.get();
        }
    }
}
