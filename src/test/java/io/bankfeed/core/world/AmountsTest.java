package io.bankfeed.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.TransactionType;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class AmountsTest {

    @Test
    void cashIsInMultiplesOf50000() {
        KeyedRandom random = new KeyedRandom(1, 1);
        for (int i = 0; i < 10_000; i++) {
            long amount = Amounts.rounded(1e7 * random.unit(), TransactionType.CASH_WITHDRAWAL, random.unit());
            assertThat(amount).isPositive().isGreaterThanOrEqualTo(50_000);
            assertThat(amount % 50_000).isZero();
        }
    }

    @Test
    void halfOfTheOthersAreMultiplesOf10000AndMostOf1000() {
        long[] amounts = IntStream.range(0, 20_000)
                .mapToObj(i -> new KeyedRandom(2, i))
                .mapToLong(random -> Amounts.rounded(1e7 * random.unit(), TransactionType.TRANSFER, random.unit()))
                .toArray();

        assertThat(share(amounts, 10_000)).isCloseTo(0.54, offset(0.03));
        assertThat(share(amounts, 1_000)).isCloseTo(0.87, offset(0.02));
        assertThat(LongStream.of(amounts)).allMatch(amount -> amount >= 10_000);
    }

    @Test
    void smallAmountsAreRaisedToTheLeast() {
        for (TransactionType type : TransactionType.values()) {
            assertThat(Amounts.rounded(1, type, 0.99)).isGreaterThanOrEqualTo(Amounts.MIN_VND);
            assertThat(Amounts.rounded(0, type, 0.01)).isGreaterThanOrEqualTo(Amounts.MIN_VND);
        }
    }

    @Test
    void roundingMovesAnAmountByHalfAStepAtMost() {
        KeyedRandom random = new KeyedRandom(3, 1);
        for (int i = 0; i < 10_000; i++) {
            double amount = 20_000 + 1e9 * random.unit();
            assertThat((double) Amounts.rounded(amount, TransactionType.TRANSFER, random.unit()))
                    .isCloseTo(amount, offset(5_000.0));
        }
    }

    private static double share(long[] amounts, long multiple) {
        long count = IntStream.range(0, amounts.length)
                .filter(i -> amounts[i] % multiple == 0)
                .count();
        return (double) count / amounts.length;
    }
}
