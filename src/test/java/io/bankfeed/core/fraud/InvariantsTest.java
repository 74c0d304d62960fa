package io.bankfeed.core.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of all transactions, at different rates of fraud and of transactions. */
final class InvariantsTest {

    private static final long WINDOW_MICROS = 300_000_000;
    private static final long BUCKET_MICROS = 10_000_000;

    static Stream<Traffic> traffic() {
        return Stream.of(Traffic.spread(1), Traffic.spread(0.05), Traffic.busy(0.5), Traffic.tight(1));
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void transactionsHaveTheRequestedNumberAndAnAccountOfTheBank(Traffic traffic) {
        List<Drawn> all = traffic.draw();

        assertThat(all).hasSize(Traffic.TRANSACTIONS);
        assertThat(IntStream.range(0, all.size()))
                .allMatch(i -> all.get(i).transaction().number() == i + 1);
        assertThat(all)
                .allMatch(drawn -> drawn.transaction().accountNumber() >= Traffic.FIRST_ACCOUNT
                        && drawn.transaction().accountNumber() < Traffic.FIRST_ACCOUNT + Traffic.ACCOUNTS);
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void timestampsAreNeitherInTheFutureNorMoreThanADayLate(Traffic traffic) {
        assertThat(traffic.draw())
                .allMatch(drawn -> drawn.transaction().timestampMicros() <= drawn.nowMicros()
                        && drawn.transaction().timestampMicros() > drawn.nowMicros() - BankTime.MICROS_PER_DAY);
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void accountValuesAreTheSameInAllTransactions(Traffic traffic) {
        Map<Integer, Set<List<Object>>> seen = new HashMap<>();

        for (Drawn drawn : traffic.draw()) {
            Transaction t = drawn.transaction();
            seen.computeIfAbsent(t.accountNumber(), number -> new HashSet<>())
                    .add(List.of(t.totalLoansVnd(), t.totalDepositsVnd(), t.numTransactions(), t.nonPerformingLoan()));
        }

        assertThat(seen.values()).allMatch(set -> set.size() == 1);
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void accountsUseAtMostThreeUsualDevices(Traffic traffic) {
        Map<Integer, Set<Integer>> devices = new HashMap<>();

        for (Drawn drawn : traffic.draw()) {
            Transaction t = drawn.transaction();
            if (!t.newDevice()) {
                devices.computeIfAbsent(t.accountNumber(), number -> new HashSet<>())
                        .add(t.deviceNumber());
            }
        }

        assertThat(devices.values()).allMatch(set -> set.size() <= 3).anyMatch(set -> set.size() == 3);
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void homeIsUsedMostOftenInFraudAndNormalTransactions(Traffic traffic) {
        List<Transaction> transactions =
                traffic.draw().stream().map(Drawn::transaction).toList();
        List<Transaction> byCustomers =
                transactions.stream().filter(t -> t.biometricFailureCount() < 3).toList();

        // 90 % and a tenth of the rest, 95 % and an eighth of the rest. With about 50 transactions per account, the
        // most frequent place is the home except for one in 10^9. Four standard deviations of 150,000 are 0.003.
        assertThat(shareAtTheMostFrequent(transactions, Transaction::branchId)).isCloseTo(0.91, within(0.003));
        assertThat(shareAtTheMostFrequent(byCustomers, Transaction::location)).isCloseTo(0.95625, within(0.003));
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void accountsHaveAtMostOneFraudPattern(Traffic traffic) {
        List<Drawn> all = traffic.draw();

        Map<Integer, Set<String>> kinds = new HashMap<>();

        for (Drawn drawn : all) {
            if (drawn.label().isFraud()) {
                kinds.computeIfAbsent(drawn.transaction().accountNumber(), number -> new HashSet<>())
                        .add(drawn.label().fraudType());
            }
        }

        assertThat(kinds.values()).allMatch(set -> set.size() == 1);
        // Even 2000 frauds include all fraudsters; 1649 of the 3700 ordinary accounts can be victims.
        Map<String, Long> accounts = kinds.values().stream()
                .collect(Collectors.groupingBy(set -> set.iterator().next(), Collectors.counting()));
        assertThat(accounts).containsEntry("money_laundering", 100L);
        assertThat(accounts).containsEntry("loan_fraud", 100L);
        assertThat(accounts).containsEntry("fee_manipulation", 100L);
        assertThat(accounts.get("account_takeover")).isBetween(800L, 1649L);
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void frequencyMatchesTheTransactionsOfTheLastFiveMinutes(Traffic traffic) {
        Map<Integer, Deque<Counted>> byAccount = new HashMap<>();
        List<Drawn> wrong = new ArrayList<>();
        int sharingAWindow = 0;

        for (Drawn drawn : traffic.draw()) {
            long now = drawn.nowMicros();
            Deque<Counted> counted =
                    byAccount.computeIfAbsent(drawn.transaction().accountNumber(), number -> new ArrayDeque<>());
            counted.addLast(Counted.of(drawn));
            while (counted.getFirst().micros() <= now - WINDOW_MICROS - BUCKET_MICROS) {
                counted.removeFirst();
            }
            int min = 0;
            int max = 0;
            for (Counted one : counted) {
                min += one.micros() > now - WINDOW_MICROS ? one.min() : 0;
                max += one.max();
            }

            int frequency = drawn.transaction().frequency5min();
            if (frequency < min || frequency > max) {
                wrong.add(drawn);
            }
            sharingAWindow += counted.size() > 1 ? 1 : 0;
        }

        assertThat(wrong).isEmpty();
        assertThat(sharingAWindow)
                .as("transactions with others in their window")
                .isGreaterThan(1000);
    }

    private static double shareAtTheMostFrequent(List<Transaction> all, Function<Transaction, Object> place) {
        Map<Integer, Map<Object, Integer>> counts = new HashMap<>();
        for (Transaction transaction : all) {
            counts.computeIfAbsent(transaction.accountNumber(), number -> new HashMap<>())
                    .merge(place.apply(transaction), 1, Integer::sum);
        }
        long atHome = 0;
        long total = 0;
        for (Map<Object, Integer> ofAccount : counts.values()) {
            int sum = ofAccount.values().stream().mapToInt(count -> count).sum();
            if (sum >= 10) {
                atHome += ofAccount.values().stream()
                        .mapToInt(count -> count)
                        .max()
                        .orElseThrow();
                total += sum;
            }
        }
        return atHome / (double) total;
    }

    /**
     * A transaction with those that its pattern hides: 15 to 25 for money laundering, 12 to 20 for fee manipulation.
     */
    private record Counted(long micros, int min, int max) {

        static Counted of(Drawn drawn) {
            return switch (drawn.label().fraudType()) {
                case "money_laundering" -> new Counted(drawn.nowMicros(), 16, 26);
                case "fee_manipulation" -> new Counted(drawn.nowMicros(), 13, 21);
                default -> new Counted(drawn.nowMicros(), 1, 1);
            };
        }
    }
}
