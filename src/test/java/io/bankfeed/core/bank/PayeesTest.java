package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.Payment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PayeesTest {

    private static final int FIRST = 1000;
    private static final int SIZE = 4000;
    private static final int DRAWS = 20_000;

    private final Customers customers = new Customers(7, SIZE, FIRST, 1);
    private final Payees payees = new Payees(7, customers);

    @Test
    void mostPaymentsGoToTheCustomersOwnPayeesAndTheFirstOfThemMostOften() {
        assertThat(shares(payees::person, 8)).isCloseTo(0.85, offset(0.03));
        assertThat(shares(payees::large, 2)).isCloseTo(0.85, offset(0.03));
        assertThat(shares(payees::biller, 3)).isGreaterThan(0.82);
        assertThat(shares(payees::shop, 8)).isGreaterThan(0.82);
        assertThat(shares(payees::topUp, 2)).isOne();
        assertThat(shares(payees::cash, 1)).isGreaterThan(0.82);
        assertThat(shares(payees::person, 1)).isGreaterThan(0.25);
    }

    @Test
    void ownPayeesAreThoseOfTheCustomer() {
        assertThat(favourite(customers.at(1000))).isNotEqualTo(favourite(customers.at(1001)));
        assertThat(favourite(customers.at(1000))).isEqualTo(favourite(new Customers(7, SIZE, FIRST, 1).at(1000)));
    }

    @Test
    void personsAreAtThisBankOrAnyOther() {
        List<Payee> drawn = IntStream.range(0, DRAWS)
                .mapToObj(i -> payees.anyoneBut(customers.at(1), new KeyedRandom(1, i)))
                .toList();

        assertThat(drawn).allMatch(payee -> payee.number() >= FIRST && payee.number() < FIRST + SIZE);
        assertThat(drawn).allMatch(payee -> payee.merchantCategory() == 0);
        Map<Integer, Long> banks = drawn.stream().collect(Collectors.groupingBy(Payee::bank, Collectors.counting()));
        assertThat(banks).hasSize(Payment.BANKS);
        assertThat(banks.get(Payment.OWN_BANK) / (double) DRAWS).isCloseTo(0.45, offset(0.02));
        assertThat(banks.get(7) / (double) DRAWS).isCloseTo(0.05, offset(0.01));
    }

    @Test
    void nobodyPaysItself() {
        Customers few = new Customers(7, 100, FIRST, 1);
        Payees ofFew = new Payees(7, few);
        for (int i = 0; i < DRAWS; i++) {
            Customer customer = few.at(i % 100);
            assertThat(ofFew.person(customer, new KeyedRandom(1, i))).isNotEqualTo(Payees.of(customer));
            assertThat(ofFew.large(customer, new KeyedRandom(2, i))).isNotEqualTo(Payees.of(customer));
            assertThat(ofFew.anyoneBut(customer, new KeyedRandom(3, i))).isNotEqualTo(Payees.of(customer));
        }
    }

    @Test
    void merchantsAndCashHaveNumbersOfTheirOwn() {
        List<Payee> merchants = IntStream.range(0, DRAWS)
                .mapToObj(i -> i % 2 == 0
                        ? payees.shop(customers.at(i % SIZE), new KeyedRandom(1, i))
                        : payees.biller(customers.at(i % SIZE), new KeyedRandom(1, i)))
                .toList();
        List<Payee> cash = IntStream.range(0, DRAWS)
                .mapToObj(i -> payees.cash(customers.at(i % SIZE), new KeyedRandom(1, i)))
                .toList();

        int lastMerchant = merchants.stream().mapToInt(Payee::number).max().orElseThrow();
        assertThat(merchants).allMatch(payee -> payee.number() >= FIRST + SIZE && payee.bank() <= Payment.BANKS);
        assertThat(cash).allMatch(payee -> payee.number() > lastMerchant && payee.merchantCategory() == 6011);
        assertThat(merchants.stream()
                        .collect(Collectors.groupingBy(Payee::number))
                        .values())
                .allMatch(same -> same.stream().distinct().count() == 1);
        assertThat(merchants.stream().map(Payee::merchantCategory).distinct().count())
                .isEqualTo(16);
    }

    @Test
    void topUpGoesToTelecommunication() {
        assertThat(payees.topUp(customers.at(1), new KeyedRandom(1, 1)).merchantCategory())
                .isEqualTo(4814);
    }

    /** The mean share of the most frequent payees among those of some customers. */
    private double shares(BiFunction<Customer, KeyedRandom, Payee> draw, int mostFrequent) {
        return IntStream.range(0, 20)
                .mapToDouble(customer -> {
                    Map<Payee, Long> counts = IntStream.range(0, DRAWS / 20)
                            .mapToObj(i -> draw.apply(customers.at(150 * customer), new KeyedRandom(customer, i)))
                            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
                    return counts.values().stream()
                                    .sorted(Comparator.reverseOrder())
                                    .limit(mostFrequent)
                                    .mapToLong(count -> count)
                                    .sum()
                            / (DRAWS / 20.0);
                })
                .average()
                .orElseThrow();
    }

    private Payee favourite(Customer customer) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> payees.person(customer, new KeyedRandom(1, i)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
