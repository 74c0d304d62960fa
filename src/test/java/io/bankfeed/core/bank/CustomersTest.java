package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.random.KeyedRandom;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CustomersTest {

    private static final int SIZE = 4000;

    private final Customers customers = new Customers(7, SIZE, 1000, 1);
    private final List<Customer> all =
            IntStream.range(0, SIZE).mapToObj(customers::at).toList();

    @Test
    void factsDoNotDependOnTheOrder() {
        Customers again = new Customers(7, SIZE, 1000, 1);
        for (int index = SIZE - 1; index >= 0; index--) {
            assertThat(again.at(index)).isEqualTo(all.get(index));
        }
        for (int index = 0; index < 3 * SIZE; index += 17) {
            assertThat(again.at(index % SIZE)).isEqualTo(all.get(index % SIZE));
        }
    }

    @Test
    void differentSeedsGiveDifferentCustomers() {
        Customers other = new Customers(8, SIZE, 1000, 1);

        assertThat(IntStream.range(0, SIZE)
                        .filter(index -> other.at(index).account().totalDepositsVnd()
                                == all.get(index).account().totalDepositsVnd()))
                .isEmpty();
    }

    @Test
    void accountNumbersHaveNoGapsAndTellNothingAboutTheCount() {
        assertThat(all.stream().map(customer -> customer.account().number()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(1000, 1000 + SIZE).boxed().toList());
        assertThat(correlation(
                        customer -> customer.account().number(),
                        customer -> customer.account().numTransactions()))
                .isCloseTo(0, offset(0.05));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 4000, 1_000_000})
    void countsAscendFrom1To1000(int size) {
        Customers some = new Customers(7, size, 1000, 1);
        int[] counts = IntStream.iterate(0, index -> index < size, index -> index + Math.max(1, size / 5000))
                .map(index -> some.at(index).account().numTransactions())
                .toArray();

        assertThat(counts).isSorted();
        assertThat(counts[0]).isBetween(1, 49);
        assertThat(some.at(size - 1).account().numTransactions()).isBetween(501, 1000);
    }

    @Test
    void depositsGoWithTheLevelOfTheAmounts() {
        assertThat(mean(Customer::level)).isCloseTo(13.8, offset(0.1));
        assertThat(Math.sqrt(variance(Customer::level))).isBetween(0.7, 1.1);
        assertThat(correlation(
                        Customer::level, customer -> Math.log(customer.account().totalDepositsVnd())))
                .isBetween(0.4, 0.6);
    }

    @Test
    void honestAccountsHaveLargeLoansToo() {
        long large = all.stream()
                .filter(customer -> customer.account().totalLoansVnd() > 500_000_000)
                .count();
        assertThat(large / (double) SIZE).isBetween(0.03, 0.12);
    }

    @Test
    void nightOwlsAndBusyCustomersAppearWithTheDifficulty() {
        assertThat(all.stream().filter(Customer::busy).count() / (double) SIZE).isBetween(0.03, 0.07);
        assertThat(IntStream.range(0, SIZE)
                                .filter(index -> customers.hoursOf(index) == HourHabit.OWL)
                                .count()
                        / (double) SIZE)
                .isBetween(0.09, 0.15);
        Customers easy = new Customers(7, SIZE, 1000, 1e-9);
        assertThat(IntStream.range(0, SIZE))
                .noneMatch(index -> easy.at(index).busy() || easy.hoursOf(index) == HourHabit.OWL);
    }

    @Test
    void busiestCustomersAreDrawnMostOften() {
        int[] drawn = new int[SIZE];
        for (int i = 0; i < 200_000; i++) {
            drawn[customers.drawIndex(new KeyedRandom(1, i))]++;
        }
        int topPercent = IntStream.of(drawn).sorted().skip(SIZE - SIZE / 100).sum();

        assertThat(topPercent / 200_000.0).isBetween(0.05, 0.12);
        assertThat(correlation(
                        customer -> customer.account().numTransactions(),
                        customer -> drawn[customer.account().slot()]))
                .isGreaterThan(0.5);
        assertThat(drawn).doesNotContain(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 4000})
    void borrowersHaveFewTransactionsAndActiveCustomersMany(int size) {
        Customers some = new Customers(7, size, 1000, 1);
        for (int i = 0; i < 2000; i++) {
            assertThat(some.drawBorrower(new KeyedRandom(1, i)).account().numTransactions())
                    .isLessThan(50);
            assertThat(some.drawActiveAt(12, new KeyedRandom(1, i)).account().numTransactions())
                    .isGreaterThanOrEqualTo(150);
        }
    }

    @Test
    void customersAreDrawnAtTheirHours() {
        double[] owls = new double[24];
        for (int hour = 0; hour < 24; hour++) {
            for (int i = 0; i < 2000; i++) {
                int index = customers
                        .drawAt(hour, new KeyedRandom(hour, i))
                        .account()
                        .slot();
                owls[hour] += customers.hoursOf(index) == HourHabit.OWL ? 1 / 2000.0 : 0;
            }
        }

        assertThat(owls[2]).isGreaterThan(5 * owls[12]);
        assertThat(owls[12]).isPositive();
    }

    private double correlation(ToDoubleFunction<Customer> x, ToDoubleFunction<Customer> y) {
        double meanX = mean(x);
        double meanY = mean(y);
        return mean(one -> (x.applyAsDouble(one) - meanX) * (y.applyAsDouble(one) - meanY))
                / Math.sqrt(variance(x) * variance(y));
    }

    private double variance(ToDoubleFunction<Customer> of) {
        double mean = mean(of);
        return mean(one -> (of.applyAsDouble(one) - mean) * (of.applyAsDouble(one) - mean));
    }

    private double mean(ToDoubleFunction<Customer> of) {
        return all.stream().mapToDouble(of).average().orElseThrow();
    }
}
