package io.bankfeed.core.bank;

import static io.bankfeed.core.transaction.IsoTime.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.random.ChiSquare;
import io.bankfeed.core.transaction.BankTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArrivalTimesTest {

    private static final long KEY = 20261122;
    private static final long MIDNIGHT = micros("2026-11-22T00:00:00+07:00");
    private static final long DAY = BankTime.MICROS_PER_DAY;
    private static final long HOUR = BankTime.MICROS_PER_HOUR;

    /** The number of arrivals that span exactly their mean duration. */
    private static final int BLOCK = 64;

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1, 1000, 1e6})
    void timesNeverDecrease(double perSecond) {
        assertNeverDecreases(times(perSecond), 0, 2_000_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1000, 1e6})
    void timesNeverDecreaseAtTheLargestIndexes(double perSecond) {
        assertNeverDecreases(times(perSecond), ArrivalTimes.MAX_INDEX - 500_000, 500_000);
    }

    @Test
    void timesNeverDecreaseIfSomeHoursHaveNoTraffic() {
        assertNeverDecreases(new ArrivalTimes(KEY, MIDNIGHT, 5, only(2, 3, 13, 23)), 0, 2_000_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1, 1e6})
    void timeDoesNotDependOnTheOrderOfCalls(double perSecond) {
        ArrivalTimes inSequence = times(perSecond);
        long[] expected =
                LongStream.range(0, 20_000).map(index -> inSequence.at(index)).toArray();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, expected.length).boxed().toList());
        Collections.shuffle(order, new Random(7));
        ArrivalTimes shuffled = times(perSecond);

        for (int index : order) {
            assertThat(shuffled.at(index)).as("index %d", index).isEqualTo(expected[index]);
        }
    }

    @Test
    void distantIndexIsComputedWithoutThoseBeforeIt() {
        ArrivalTimes times = times(1000);
        long far = times.at(1_000_000_000_000L);

        assertThat(times(1000).at(1_000_000_000_000L)).isEqualTo(far);
        // A billion seconds are 11,574.07 days.
        assertThat((far - MIDNIGHT) / DAY).isEqualTo(11_574);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 1, 12.5, 1000})
    void meanRateOverWholeDaysIsExactToABlock(double perSecond) {
        ArrivalTimes times = times(perSecond);

        for (int days = 1; days <= 400; days *= 7) {
            long mean = Math.round(perSecond * 86_400 * days);
            long end = MIDNIGHT + days * DAY;

            assertThat(times.at(Math.max(0, mean - BLOCK - 1)))
                    .as("day %d", days)
                    .isLessThan(end);
            assertThat(times.at(mean + BLOCK + 1)).as("day %d", days).isGreaterThanOrEqualTo(end);
        }
    }

    @Test
    void meanRateOverWholeDaysOfWholeBlocksIsExact() {
        // 864,000 a day are 13,500 blocks.
        ArrivalTimes times = times(10);

        for (int day = 1; day <= 30; day++) {
            assertThat(times.at(864_000L * day - 1)).isLessThan(MIDNIGHT + day * DAY);
            assertThat(times.at(864_000L * day)).isGreaterThanOrEqualTo(MIDNIGHT + day * DAY);
        }
    }

    @Test
    void hoursHaveTheSharesOfTheDailyRhythm() {
        int[] counts = hourly(times(10), 864_000);

        for (int hour = 0; hour < Hours.PER_DAY; hour++) {
            // Only the first and the last block of an hour vary.
            assertThat(counts[hour] - 864_000 * shareOf(hour))
                    .as("hour %d", hour)
                    .isBetween(-2.0 * BLOCK, 2.0 * BLOCK);
        }
    }

    @Test
    void hoursAreRandomAtALowRate() {
        // 86.4 a day: a block spans most of a day, so the count of an hour is nearly that of a Poisson process.
        int[] counts = hourly(times(0.001), 172_800);
        double[] shares = IntStream.range(0, Hours.PER_DAY)
                .mapToDouble(ArrivalTimesTest::shareOf)
                .toArray();

        assertThat(ChiSquare.deviationFrom(shares, counts)).isBetween(-4.0, 4.0);
    }

    @Test
    void factorOfAnHourMultipliesItsTraffic() {
        double[] hourly = only(10, 11);
        hourly[11] = 3;
        int[] counts = hourly(new ArrivalTimes(KEY, MIDNIGHT, 1, hourly), 86_400);

        double share = 3 * shareOf(11) / (shareOf(10) + 3 * shareOf(11));
        assertThat((double) counts[11]).isCloseTo(86_400 * share, within(2.0 * BLOCK));
        assertThat(counts[10] + counts[11]).isEqualTo(86_400);
    }

    @Test
    void gapsAreThoseOfAPoissonProcess() {
        // Within a quarter of an hour the intensity is constant.
        long from = MIDNIGHT + 12 * HOUR;
        long to = from + HOUR / 4;
        ArrivalTimes times = times(100);
        long[] arrivals = LongStream.iterate(times.indexBefore(from), index -> index + 1)
                .map(index -> times.at(index))
                .dropWhile(at -> at < from)
                .takeWhile(at -> at < to)
                .toArray();
        double mean = (double) (to - from) / arrivals.length;
        double shorterThanMean = 0;
        double longerThanThreeMeans = 0;

        for (int i = 1; i < arrivals.length; i++) {
            long gap = arrivals[i] - arrivals[i - 1];
            shorterThanMean += gap < mean ? 1 : 0;
            longerThanThreeMeans += gap > 3 * mean ? 1 : 0;
        }

        // For 140,000 gaps, four standard deviations are 0.0052 and 0.0023. In a block of 64 uniform numbers, a share
        // of (1 - k/64)^64 of the gaps exceeds k means instead of e^-k, which is 0.003 and 0.0035 less.
        assertThat(arrivals.length).isGreaterThan(130_000);
        assertThat(shorterThanMean / arrivals.length).isCloseTo(1 - Math.exp(-1), within(0.0082));
        assertThat(longerThanThreeMeans / arrivals.length).isCloseTo(Math.exp(-3), within(0.0058));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T00:00:00+07:00",
                "2026-11-22T00:00:00.000001+07:00",
                "2026-11-22T03:07:12.345678+07:00",
                "2026-11-22T17:03:12.123456+07:00",
                "2026-11-22T23:59:59.999999+07:00",
                "1970-01-01T00:00:00+07:00",
                "1969-12-31T12:00:00Z"
            })
    void noArrivalIsBeforeTheStart(String start) {
        for (double perSecond : new double[] {1e-3, 1, 1000, 1e6}) {
            for (long key = 0; key < 200; key++) {
                ArrivalTimes times = new ArrivalTimes(key, micros(start), perSecond, everyHour());

                assertThat(times.at(0)).isGreaterThanOrEqualTo(micros(start));
            }
        }
    }

    @Test
    void startInTheMiddleOfADayGetsTheRestOfItsTraffic() {
        long start = MIDNIGHT + 17 * HOUR;
        ArrivalTimes times = new ArrivalTimes(KEY, start, 10, everyHour());
        double rest = 864_000 * DailyRhythm.shareOf(Hours.of(17, 18, 19, 20, 21, 22, 23));

        assertThat(times.at((long) rest - BLOCK)).isLessThan(MIDNIGHT + DAY);
        assertThat(times.at((long) rest + 1 + BLOCK)).isGreaterThanOrEqualTo(MIDNIGHT + DAY);
        assertThat(times.at((long) rest + 864_000 + 1 + BLOCK)).isGreaterThanOrEqualTo(MIDNIGHT + 2 * DAY);
        assertThat(times.at((long) rest + 864_000 - BLOCK)).isLessThan(MIDNIGHT + 2 * DAY);
    }

    @Test
    void hoursWithoutTrafficHaveNoArrivals() {
        int[] counts = hourly(new ArrivalTimes(KEY, MIDNIGHT, 1, only(22, 23, 2, 3, 4)), 1_000_000);

        assertThat(IntStream.range(0, Hours.PER_DAY).filter(hour -> counts[hour] > 0))
                .containsExactly(2, 3, 4, 22, 23);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 12, 23})
    void startInAnHourWithoutTrafficWaitsForTheNextHourWithTraffic(int startHour) {
        long start = MIDNIGHT + startHour * HOUR + HOUR / 3;
        ArrivalTimes times = new ArrivalTimes(KEY, start, 1000, only(3, 4, 9));

        assertThat(BankTime.hourOf(times.at(0))).isEqualTo(startHour == 0 || startHour >= 12 ? 3 : 9);
        assertThat(times.at(0)).isBetween(start, start + DAY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.3, 50, 1000, 1e6})
    void indexBeforeATimeIsALittleTooLowAtMost(double perSecond) {
        ArrivalTimes times = times(perSecond);
        Random random = new Random(3);

        for (int i = 0; i < 3000; i++) {
            long time = MIDNIGHT + (long) (random.nextDouble() * Math.pow(10, random.nextInt(5)) * DAY);
            long index = times.indexBefore(time);

            assertThat(index).isNotNegative();
            if (index > 0) {
                assertThat(times.at(index - 1)).isLessThan(time);
            }
            assertThat(times.at(index + 3 * BLOCK)).isGreaterThanOrEqualTo(time);
        }
    }

    @Test
    void indexBeforeTheStartIsZero() {
        assertThat(times(1000).indexBefore(MIDNIGHT)).isZero();
        assertThat(times(1000).indexBefore(MIDNIGHT - 1)).isZero();
        assertThat(times(1000).indexBefore(MIDNIGHT - 1000 * DAY)).isZero();
    }

    @Test
    void differentKeysHaveDifferentTimes() {
        ArrivalTimes one = new ArrivalTimes(1, MIDNIGHT, 1, everyHour());
        ArrivalTimes other = new ArrivalTimes(2, MIDNIGHT, 1, everyHour());

        assertThat(LongStream.range(0, 1000).filter(index -> one.at(index) == other.at(index)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-6, 1e-300})
    void indexWhoseTimeOverflowsIsRejected(double perSecond) {
        ArrivalTimes times = times(perSecond);

        assertThatThrownBy(() -> times.at(ArrivalTimes.MAX_INDEX)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void timesUpToTheLimitOf64BitsAreSupported() {
        // 2^63 microseconds are 106,751,991 days.
        ArrivalTimes times = times(1);

        assertThat(times.at(106_700_000L * 86_400)).isGreaterThan(MIDNIGHT + 106_699_999L * DAY);
        assertThatThrownBy(() -> times.at(106_752_000L * 86_400)).isInstanceOf(ArithmeticException.class);
    }

    private static void assertNeverDecreases(ArrivalTimes times, long from, int count) {
        long before = times.at(from);
        for (long index = from + 1; index < from + count; index++) {
            long at = times.at(index);
            if (at < before) {
                assertThat(at).as("index %d", index).isGreaterThanOrEqualTo(before);
            }
            before = at;
        }
    }

    private static int[] hourly(ArrivalTimes times, int count) {
        int[] counts = new int[Hours.PER_DAY];
        for (int index = 0; index < count; index++) {
            counts[BankTime.hourOf(times.at(index))]++;
        }
        return counts;
    }

    private static ArrivalTimes times(double perSecond) {
        return new ArrivalTimes(KEY, MIDNIGHT, perSecond, everyHour());
    }

    private static double[] everyHour() {
        double[] hourly = new double[Hours.PER_DAY];
        Arrays.fill(hourly, 1);
        return hourly;
    }

    private static double[] only(int... hours) {
        double[] hourly = new double[Hours.PER_DAY];
        for (int hour : hours) {
            hourly[hour] = 1;
        }
        return hourly;
    }

    private static double shareOf(int hour) {
        return DailyRhythm.shareOf(Hours.of(hour));
    }
}
