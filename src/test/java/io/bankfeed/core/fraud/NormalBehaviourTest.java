package io.bankfeed.core.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Transaction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NormalBehaviourTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.5})
    void normalTransactionsShowNoSignalOfFraud(double fraudRate) {
        List<Transaction> normal =
                Drawn.transactionsOf(Traffic.spread(fraudRate).draw(), "normal");

        assertThat(normal).allMatch(t -> t.amountVnd() >= 10_000, "at least 10,000 VND");
        assertThat(normal)
                .allMatch(
                        t -> !t.newDevice() && t.deviceNumber() >= 10_000 && t.deviceNumber() <= 49_999,
                        "on a usual device");
        assertThat(normal).allMatch(t -> t.biometricFailureCount() <= 2, "0 to 2 biometric failures");
        assertThat(normal)
                .allMatch(
                        t -> Math.abs(t.feesVnd() - t.totalDepositsVnd() / 1000.0) <= 0.5,
                        "fees of 0.1 % of the deposits");
        assertThat(normal).allMatch(t -> Location.CITIES.contains(t.location()), "in a city");
    }

    @Test
    void someNormalTransactionsArePostedLate() {
        List<Drawn> normal = Traffic.spread(0.05).draw().stream()
                .filter(drawn -> drawn.is("normal"))
                .toList();

        List<Long> ages = normal.stream()
                .map(drawn -> drawn.nowMicros() - drawn.transaction().timestampMicros())
                .filter(age -> age > 0)
                .toList();

        // 3 %, uniformly over a day: four standard deviations of a share of 190,000 and of a mean of 5,700.
        assertThat(ages.size() / (double) normal.size()).isCloseTo(0.03, within(0.0016));
        assertThat(ages.stream().mapToLong(age -> age).average().orElseThrow() / BankTime.MICROS_PER_DAY)
                .isCloseTo(0.5, within(0.016));
    }

    @Test
    void oneInAHundredNormalTransactionsIsMadeByAFraudster() {
        List<Drawn> all = Traffic.spread(0.05).draw();
        Set<Integer> fraudsters = all.stream()
                .filter(drawn -> drawn.label().isFraud() && !drawn.is("account_takeover"))
                .map(drawn -> drawn.transaction().accountNumber())
                .collect(Collectors.toSet());

        List<Transaction> normal = Drawn.transactionsOf(all, "normal");
        long byFraudsters = normal.stream()
                .filter(transaction -> fraudsters.contains(transaction.accountNumber()))
                .count();

        // Four standard deviations of a binomial distribution of 190,000.
        assertThat(byFraudsters / (double) normal.size()).isCloseTo(0.01, within(0.0009));
    }
}
