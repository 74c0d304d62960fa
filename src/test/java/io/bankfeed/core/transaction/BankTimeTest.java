package io.bankfeed.core.transaction;

import static io.bankfeed.core.transaction.IsoTime.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BankTimeTest {

    private static final ZoneId HO_CHI_MINH = ZoneId.of("Asia/Ho_Chi_Minh");

    @Test
    void agreesWithTheTimeZoneDatabase() {
        Random random = new Random(1975);
        long first = micros("1976-01-01T00:00:00+07:00");
        long last = micros("2199-12-31T23:59:59+07:00");

        for (int i = 0; i < 2000; i++) {
            assertIsTimeOfHoChiMinhCity(first + (long) (random.nextDouble() * (last - first)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1976-01-01T00:00:00+07:00",
                "1999-12-31T23:59:59.999999+07:00",
                "2000-01-01T00:00:00+07:00",
                "2026-11-22T00:00:00+07:00",
                "2026-11-22T06:59:59.999999+07:00",
                "2026-11-22T07:00:00+07:00",
                "2026-11-22T22:59:59.999999+07:00",
                "2026-11-22T23:00:00+07:00",
                "2026-11-22T23:59:59.999999+07:00",
                "2028-02-29T12:00:00+07:00",
                "2199-12-31T23:59:59.999999+07:00"
            })
    void agreesWithTheTimeZoneDatabaseAtHoursAndMidnights(String time) {
        assertIsTimeOfHoChiMinhCity(micros(time));
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-03T23:59:59.999999+07:00, false",
        "1970-01-04T00:00:00+07:00, true",
        "2026-11-22T23:59:59.999999+07:00, true",
        "2026-11-23T00:00:00+07:00, false",
        "1969-12-28T00:00:00+07:00, true"
    })
    void sundaysAreKnown(String time, boolean sunday) {
        assertThat(BankTime.isSunday(micros(time))).isEqualTo(sunday);
    }

    @Test
    void timesBeforeTheEpochAreSupported() {
        // The time zone had another offset then, but the bank uses the fixed one.
        long micros = micros("1969-12-31T23:59:59.999999+07:00");

        assertThat(BankTime.hourOf(micros)).isEqualTo(23);
        assertThat(BankTime.dayOf(micros)).isEqualTo(-1);
        assertThat(BankTime.microsOfDay(micros)).isEqualTo(BankTime.MICROS_PER_DAY - 1);
    }

    @Test
    void latestStartOfAnHourIsWithinTheLastDay() {
        Random random = new Random(24);
        long first = micros("2026-01-01T00:00:00+07:00");

        for (int i = 0; i < 200; i++) {
            long now = first + (long) (random.nextDouble() * 365 * BankTime.MICROS_PER_DAY);
            for (int hour = 0; hour < 24; hour++) {
                long start = BankTime.latestStartOf(hour, now);

                assertThat(start).isBetween(now - BankTime.MICROS_PER_DAY + 1, now);
                assertThat(BankTime.microsOfDay(start)).isEqualTo(hour * BankTime.MICROS_PER_HOUR);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // hour, now, the hour's last beginning
        "23, 2026-11-22T23:00:00+07:00, 2026-11-22T23:00:00+07:00",
        "23, 2026-11-22T22:59:59.999999+07:00, 2026-11-21T23:00:00+07:00",
        "23, 2026-11-22T23:59:59.999999+07:00, 2026-11-22T23:00:00+07:00",
        "0, 2026-11-22T00:00:00+07:00, 2026-11-22T00:00:00+07:00",
        "0, 2026-11-21T23:59:59.999999+07:00, 2026-11-21T00:00:00+07:00",
        "3, 2028-03-01T02:00:00+07:00, 2028-02-29T03:00:00+07:00",
        "22, 2027-01-01T00:30:00+07:00, 2026-12-31T22:00:00+07:00"
    })
    void latestStartOfAnHourIsExactToTheMicrosecond(int hour, String now, String start) {
        assertThat(BankTime.latestStartOf(hour, micros(now))).isEqualTo(micros(start));
    }

    private static void assertIsTimeOfHoChiMinhCity(long micros) {
        ZonedDateTime expected = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(HO_CHI_MINH);

        assertThat(expected.getOffset()).isEqualTo(BankTime.OFFSET);
        assertThat(BankTime.hourOf(micros)).isEqualTo(expected.getHour());
        assertThat(BankTime.dayOf(micros)).isEqualTo(expected.toLocalDate().toEpochDay());
        assertThat(BankTime.microsOfDay(micros))
                .isEqualTo(expected.toLocalTime().toNanoOfDay() / 1000);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22,2026-11-22T00:00:00+07:00",
        "2026-11-22T17:03,2026-11-22T17:03:00+07:00",
        "2026-11-22T17:03:12.5,2026-11-22T17:03:12.500000+07:00",
        "2026-11-22T10:03:12.123456Z,2026-11-22T17:03:12.123456+07:00",
        "2026-11-22T10:03:12-05:00,2026-11-22T22:03:12+07:00",
        "1970-01-01,1970-01-01T00:00:00+07:00",
        "2200-12-31T23:59:59.999999,2200-12-31T23:59:59.999999+07:00"
    })
    void datesAndTimesAreParsed(String text, String time) {
        assertThat(BankTime.parse(text)).isEqualTo(micros(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026",
                "2026-02-30",
                "2026-11-22T24:00",
                "2026-11-22T10:00:00+25:00",
                "22.11.2026",
                "2026-11-22 10:00",
                "2026-11-22T10:00:00.1234567",
                "2026-11-22T10:00:00[Asia/Ho_Chi_Minh]",
                "1969-12-31T23:59:59.999999",
                "1969-12-31T16:59:59.999999Z",
                "2201-01-01",
                "-2026-11-22",
                "+999999999-12-31T00:00"
            })
    void otherTextsAreRejected(String text) {
        assertThatThrownBy(() -> BankTime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be an ISO 8601 date or time from 1970 to 2200");
    }
}
