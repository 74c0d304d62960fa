package io.bankfeed.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RateMeterTest {

    private static final long MILLI = 1_000_000;
    private static final long START = -77_777 * MILLI;

    private final RateMeter meter = new RateMeter();

    @Test
    void averagesSinceTheStart() {
        meter.start(START);
        for (int i = 1; i <= 40; i++) {
            meter.add(START + i * 50 * MILLI, 5);
        }

        assertThat(meter.perSecond(START + 2_000 * MILLI)).isEqualTo(100.0, within(0.001));
    }

    @Test
    void averagesOverTenSeconds() {
        meter.start(START);
        for (int i = 1; i <= 4_000; i++) {
            meter.add(START + i * 5 * MILLI, i <= 2_000 ? 100 : 1);
        }

        // One event per 5 ms in the last 10 s; the tolerance is two slots of 1 % each.
        assertThat(meter.perSecond(START + 20_000 * MILLI)).isEqualTo(200.0, within(4.0));
    }

    @Test
    void dropsToZeroWithoutEvents() {
        meter.start(START);
        meter.add(START + MILLI, 1_000);

        assertThat(meter.perSecond(START + 9_000 * MILLI)).isPositive();
        assertThat(meter.perSecond(START + 11_000 * MILLI)).isZero();
        assertThat(meter.perSecond(START + 3_600_000 * MILLI)).isZero();
    }

    @Test
    void startsFromZero() {
        meter.start(START);
        meter.add(START + MILLI, 1_000);
        meter.start(START + 500 * MILLI);

        assertThat(meter.perSecond(START + 900 * MILLI)).isZero();
    }
}
