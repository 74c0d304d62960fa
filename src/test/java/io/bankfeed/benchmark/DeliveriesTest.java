package io.bankfeed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class DeliveriesTest {

    private static final long FIRST_DUE = EventReader.micros("2026-11-22T17:00:00.000000+07:00");

    private final Deliveries deliveries = new Deliveries(1_000_000, 100);

    @Test
    void latenessIsCountedFromWhenAnEventWasDue() {
        arrived(5, 2000, 2500);
        arrived(6, 0, 100);
        arrived(7, 1000, 9000);

        assertThat(deliveries.releaseLateness()).containsExactly(0, 1000, 2000);
        assertThat(deliveries.arrivalLateness()).containsExactly(100, 2500, 9000);
    }

    @Test
    void rateIsThatOfTheReleases() {
        arrived(10, 0, 1);
        arrived(20, 10_000, 10_001);

        assertThat(deliveries.perSecond()).isCloseTo(10 / 10.01, Offset.offset(1e-12));
    }

    @Test
    void forgottenEventsAreNotCounted() {
        arrived(1, 90_000, 95_000);
        arrived(2, 0, 900);
        deliveries.forget();
        arrived(3, 300, 400);
        arrived(4, 200, 1200);

        assertThat(deliveries.releaseLateness()).containsExactly(0, 100);
        assertThat(deliveries.arrivalLateness()).containsExactly(200, 1000);
    }

    @Test
    void quantileIsOneOfTheValues() {
        long[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        assertThat(Deliveries.quantile(values, 0.5)).isEqualTo(5);
        assertThat(Deliveries.quantile(values, 0.99)).isEqualTo(10);
        assertThat(Deliveries.quantile(values, 0.9)).isEqualTo(9);
    }

    private void arrived(int sequence, int releasedAfterDue, int arrivedAfterDue) {
        long due = FIRST_DUE + (sequence - 1) * 1_000_000L;
        String timestamp =
                String.format(Locale.ROOT, "2026-11-22T17:00:%02d.%06d+07:00", sequence - 1, releasedAfterDue);
        deliveries.arrived(sequence, timestamp, due + arrivedAfterDue);
    }
}
