package io.bankfeed.limits;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientsTest {

    private static final long RATE = 10;
    private static final long BURST = 100;

    private final FakeTime time = new FakeTime();
    private final Clients clients = new Clients(RATE, BURST, 2, time);

    @Test
    void unitsAreRefilledAtTheRate() {
        assertThat(clients.take("a", BURST).isConsumed()).isTrue();
        assertThat(clients.take("a", 5).getNanosToWaitForRefill()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));

        time.nanos += TimeUnit.MILLISECONDS.toNanos(500);

        assertThat(clients.take("a", 5).isConsumed()).isTrue();
        assertThat(clients.take("a", 1).isConsumed()).isFalse();
    }

    @Test
    void costAboveTheBurstRequiresAndTakesTheWholeBurst() {
        assertThat(clients.take("a", 1_000_000).getRemainingTokens()).isZero();
        time.nanos += TimeUnit.SECONDS.toNanos(9);
        assertThat(clients.take("a", 1_000_000).isConsumed()).isFalse();
        time.nanos += TimeUnit.SECONDS.toNanos(1);
        assertThat(clients.take("a", 1_000_000).isConsumed()).isTrue();
    }

    @Test
    void floodOfClientsDoesNotRestoreUnits() {
        clients.take("a", BURST);
        clients.take("b", BURST);
        for (int i = 0; i < 1000; i++) {
            clients.take("other " + i, 1);
        }

        assertThat(clients.take("a", 1).isConsumed()).isFalse();
        assertThat(clients.take("another", 1).isConsumed()).isFalse();
        assertThat(clients.size()).isEqualTo(2);
    }

    @Test
    void idleClientsAreEvicted() {
        clients.take("a", BURST);
        Runnable release = requireNonNull(clients.open("b", false, 1));
        time.nanos += TimeUnit.SECONDS.toNanos(10);

        clients.take("c", BURST);
        assertThat(clients.size()).isEqualTo(2);
        assertThat(clients.open("b", false, 1)).isNull();
        release.run();
        assertThat(clients.open("b", false, 1)).isNotNull();
    }

    @Test
    void streamIsReleasedOnce() {
        Runnable release = requireNonNull(clients.open("a", false, 2));
        clients.open("a", false, 2);
        release.run();
        release.run();

        assertThat(clients.open("a", false, 2)).isNotNull();
        assertThat(clients.open("a", false, 2)).isNull();
        assertThat(clients.open("a", true, 1)).isNotNull();
    }

    private static final class FakeTime implements TimeMeter {

        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
