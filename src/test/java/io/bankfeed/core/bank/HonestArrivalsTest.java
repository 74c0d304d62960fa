package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.BankTime;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HonestArrivalsTest {

    private static final long OPENED = BankTime.parse("2026-02-05T13:30");

    @ParameterizedTest
    @ValueSource(doubles = {8.64, 86_400, 4_320_000, 8.64e9})
    void indexAtIsTheInverseOfAt(double perDay) {
        HonestArrivals arrivals = arrivals(perDay);
        KeyedRandom random = new KeyedRandom(1, 1);
        for (int i = 0; i < 1000; i++) {
            long time = OPENED + random.below(20 * BankTime.MICROS_PER_DAY);
            long index = arrivals.indexAt(time);

            assertThat(arrivals.at(index)).isGreaterThanOrEqualTo(time);
            if (index > 0) {
                assertThat(arrivals.at(index - 1)).isLessThan(time);
            }
        }
    }

    @Test
    void timesGrowAndDoNotDependOnTheOrder() {
        HonestArrivals arrivals = arrivals(86_400);
        long[] inOrder = LongStream.range(0, 5000).map(arrivals::at).toArray();
        HonestArrivals again = arrivals(86_400);

        assertThat(inOrder).isSorted();
        for (int i = 4999; i >= 0; i -= 7) {
            assertThat(again.at(i)).isEqualTo(inOrder[i]);
        }
    }

    @Test
    void numberOfADayIsItsTraffic() {
        BankCalendar calendar = new BankCalendar();
        HonestArrivals arrivals = arrivals(86_400);
        long end = OPENED + 7 * BankTime.MICROS_PER_DAY;

        assertThat((double) arrivals.indexAt(end))
                .isCloseTo(86_400 * (calendar.operationalTime(end) - calendar.operationalTime(OPENED)), offset((double)
                        ArrivalBlocks.BLOCK));
    }

    @Test
    void farIndexesAreFoundAtOnce() {
        HonestArrivals arrivals = arrivals(86_400);
        long time = arrivals.at(1_000_000_000);

        assertThat(arrivals.indexAt(time)).isEqualTo(1_000_000_000);
    }

    @Test
    void noneWithoutTraffic() {
        assertThat(arrivals(0).at(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(arrivals(0).indexAt(Long.MAX_VALUE)).isZero();
    }

    @Test
    void everyBlockOfArrivalsHasTheSameLength() {
        ArrivalBlocks blocks = new ArrivalBlocks(7);
        for (long index = 0; index < 10 * ArrivalBlocks.BLOCK; index++) {
            long start = index / ArrivalBlocks.BLOCK * ArrivalBlocks.BLOCK;
            assertThat(blocks.at(index)).isBetween((double) start, (double) start + ArrivalBlocks.BLOCK);
        }
    }

    private static HonestArrivals arrivals(double perDay) {
        BankCalendar calendar = new BankCalendar();
        return new HonestArrivals(7, calendar, calendar.operationalTime(OPENED), perDay);
    }
}
