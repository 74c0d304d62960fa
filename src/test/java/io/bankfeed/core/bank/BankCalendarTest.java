package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.BankTime;
import java.time.LocalDate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BankCalendarTest {

    private static final long FIRST = BankTime.parse("1970-01-01");
    private static final long LAST = BankTime.parse("2200-12-31T23:59:59.999999");

    private final BankCalendar calendar = new BankCalendar();

    @Test
    void operationalTimeAndTimeAreInverse() {
        for (long time : times(20_000)) {
            double operational = calendar.operationalTime(time);
            long again = calendar.epochMicros(operational);

            assertThat(Math.abs(again - time)).isLessThan(100);
            assertThat(calendar.operationalTime(again)).isCloseTo(operational, offset(1e-10));
        }
    }

    @Test
    void operationalTimeGrows() {
        double[] operational = LongStream.of(times(20_000))
                .sorted()
                .mapToDouble(calendar::operationalTime)
                .toArray();
        assertThat(operational).isSorted();
        long[] again =
                DoubleStream.of(operational).mapToLong(calendar::epochMicros).toArray();
        assertThat(again).isSorted();
    }

    @Test
    void everyMonthHasAsMuchTrafficAsDays() {
        for (LocalDate month = LocalDate.of(1970, 1, 1); month.getYear() < 2201; month = month.plusMonths(1)) {
            assertThat(calendar.operationalTime(startOf(month))).isEqualTo(month.toEpochDay());
            assertThat(calendar.epochMicros(month.toEpochDay())).isEqualTo(startOf(month));
            LocalDate last = month.plusMonths(1).minusDays(1);
            assertThat(calendar.operationalTime(startOf(last)) + trafficOf(last))
                    .isCloseTo(last.toEpochDay() + 1, offset(1e-8));
        }
    }

    @Test
    void noDayExceedsTheLargestFactor() {
        for (LocalDate day = LocalDate.of(2000, 1, 1); day.getYear() < 2101; day = day.plusDays(1)) {
            assertThat(trafficOf(day)).isBetween(0.15, BankCalendar.MAX_FACTOR);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2000-02-05",
        "2007-02-17",
        "2015-02-19",
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2027-02-06",
        "2028-01-26",
        "2029-02-13",
        "2030-02-02",
        "2033-01-31"
    })
    void lunarNewYear(LocalDate tet) {
        assertThat(LunarNewYear.dayOf(tet.getYear())).isEqualTo(tet.toEpochDay());
        assertThat(LunarNewYear.daysSince(tet)).isZero();
        assertThat(LunarNewYear.daysSince(tet.minusDays(2))).isEqualTo(-2);
    }

    @Test
    void lunarYearsHave12Or13Months() {
        for (int year = LunarNewYear.FIRST_YEAR; year < LunarNewYear.LAST_YEAR; year++) {
            assertThat(LunarNewYear.dayOf(year + 1) - LunarNewYear.dayOf(year))
                    .isIn(353L, 354L, 355L, 383L, 384L, 385L);
        }
        assertThat(LunarNewYear.daysSince(LocalDate.of(1999, 2, 16))).isEqualTo(Integer.MAX_VALUE);
        assertThat(LunarNewYear.daysSince(LocalDate.of(2101, 1, 29))).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void tetIsVisible() {
        LocalDate tet = LocalDate.of(2026, 2, 17);
        double usual = trafficOf(tet.plusDays(14));

        assertThat(IntStream.range(-1, 4).mapToObj(tet::plusDays)).allMatch(day -> trafficOf(day) < 0.5 * usual);
        assertThat(trafficOf(tet.minusDays(7))).isGreaterThan(1.2 * usual);
        assertThat(trafficOf(tet.plusDays(7))).isLessThan(0.9 * usual);
    }

    @Test
    void weekdaysAndPaydaysAreVisible() {
        LocalDate friday = LocalDate.of(2026, 6, 12);

        assertThat(trafficOf(friday.plusDays(2)) / trafficOf(friday)).isBetween(0.5, 0.75);
        assertThat(trafficOf(friday.plusDays(3))).isLessThan(trafficOf(friday));
        assertThat(trafficOf(LocalDate.of(2026, 6, 26)) / trafficOf(friday)).isCloseTo(1.12, offset(0.001));
        assertThat(trafficOf(LocalDate.of(2026, 6, 5)) / trafficOf(friday)).isCloseTo(1.12, offset(0.001));
    }

    @Test
    void hoursFollowTheDailyRhythm() {
        long day = startOf(LocalDate.of(2026, 6, 12));
        double night = hourOf(day, 3);

        assertThat(hourOf(day, 12)).isGreaterThan(7 * night);
    }

    @Test
    void branchesAreClosedAtNightAndOnSundays() {
        assertThat(open("2026-06-12T03:00")).isFalse();
        assertThat(open("2026-06-12T07:59:59")).isFalse();
        assertThat(open("2026-06-12T08:00")).isTrue();
        assertThat(open("2026-06-12T16:59:59")).isTrue();
        assertThat(open("2026-06-12T17:00")).isFalse();
        assertThat(open("2026-06-13T11:59:59")).isTrue();
        assertThat(open("2026-06-13T12:00")).isFalse();
        assertThat(open("2026-06-14T10:00")).isFalse();
    }

    @Test
    void timesBeyondAllCalendarsAreMovedToTheEnds() {
        long last = calendar.epochMicros(1e7);

        assertThat(last / BankTime.MICROS_PER_DAY).isBetween(9_999_968L, 10_000_032L);
        assertThat(calendar.epochMicros(1e8)).isEqualTo(last);
        assertThat(calendar.epochMicros(Double.POSITIVE_INFINITY)).isEqualTo(last);
        assertThat(calendar.epochMicros(-1e300))
                .isEqualTo(calendar.epochMicros(-1e7))
                .isNegative();
    }

    private static boolean open(String time) {
        return BankCalendar.branchesOpen(BankTime.parse(time));
    }

    private double hourOf(long day, int hour) {
        long start = day + hour * BankTime.MICROS_PER_HOUR;
        return calendar.operationalTime(start + BankTime.MICROS_PER_HOUR - 1) - calendar.operationalTime(start);
    }

    private double trafficOf(LocalDate day) {
        return calendar.operationalTime(startOf(day.plusDays(1)) - 1) - calendar.operationalTime(startOf(day));
    }

    private static long startOf(LocalDate day) {
        return BankCalendar.startOf(day.toEpochDay());
    }

    private static long[] times(int count) {
        KeyedRandom random = new KeyedRandom(1, 1);
        return LongStream.range(0, count).map(i -> random.between(FIRST, LAST)).toArray();
    }
}
