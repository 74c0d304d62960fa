package io.bankfeed.core.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.bank.AccountGroup;
import io.bankfeed.core.bank.AccountProfile;
import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.bank.DailyRhythm;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.random.UniformRange;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTimeSamplerTest {

    private static final int COUNT = 200_000;
    private static final long WINDOW_MICROS = 300_000_000;
    private static final Set<Integer> LAUNDERING_HOURS = Set.of(23, 0, 1, 2, 3);
    private static final Set<Integer> TAKEOVER_HOURS = Set.of(22, 23, 2, 3, 4);

    @ParameterizedTest
    @CsvSource({"0.05, 1000000", "0.5, 200000", "1, 200000"})
    void sharesOfFraudAndPatternsMatchTheSettingsOverWholeDays(double fraudRate, int count) {
        Map<String, Double> shares = shares(EventTime.tenDays(fraudRate, count).draw(count));

        double fraud = 1 - shares.getOrDefault("normal", 0.0);
        // At 0.05 the documented tolerance is 0.1 percentage points, and four standard deviations of a million are
        // 0.087; at 0.5 four standard deviations of 200,000 are 0.45 points.
        assertThat(fraud).isCloseTo(fraudRate, within(fraudRate == 0.5 ? 0.0045 : 0.001));
        // The documented tolerance is one percentage point; four standard deviations of 50,000 frauds are 0.82 points.
        assertThat(shares.get("money_laundering") / fraud).isCloseTo(0.30, within(0.01));
        assertThat(shares.get("account_takeover") / fraud).isCloseTo(0.25, within(0.01));
        assertThat(shares.get("loan_fraud") / fraud).isCloseTo(0.25, within(0.01));
        assertThat(shares.get("fee_manipulation") / fraud).isCloseTo(0.20, within(0.01));
    }

    @Test
    void fraudRateZeroGivesOnlyNormalTransactions() {
        assertThat(shares(EventTime.of(0, 1).draw(COUNT))).containsOnlyKeys("normal");
    }

    @Test
    void fraudRateOneGivesNoNormalTransactions() {
        assertThat(shares(EventTime.of(1, 1).draw(COUNT)))
                .containsOnlyKeys("money_laundering", "account_takeover", "loan_fraud", "fee_manipulation");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 1})
    void timestampsAreNeitherLateNorDecreasing(double fraudRate) {
        List<Drawn> all = EventTime.tenDays(fraudRate, COUNT).draw(COUNT);

        assertThat(all)
                .allMatch(drawn -> drawn.transaction().timestampMicros() == drawn.nowMicros(), "not late")
                .isSortedAccordingTo((one, other) -> Long.compare(
                        one.transaction().timestampMicros(), other.transaction().timestampMicros()));
        assertThat(all.get(0).nowMicros()).isGreaterThanOrEqualTo(Traffic.START);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 1})
    void numberIsTheIndexPlusOne(double fraudRate) {
        List<Drawn> all = EventTime.tenDays(fraudRate, COUNT).draw(COUNT);

        assertThat(IntStream.range(0, COUNT))
                .allMatch(i -> all.get(i).transaction().number() == i + 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 1})
    void behavioursOccurInExactlyTheirHours(double fraudRate) {
        List<Drawn> all = EventTime.tenDays(fraudRate, COUNT).draw(COUNT);

        assertThat(hours(all, "money_laundering")).isEqualTo(LAUNDERING_HOURS);
        assertThat(hours(all, "account_takeover")).isEqualTo(TAKEOVER_HOURS);
        assertThat(hours(all, "loan_fraud")).hasSize(Hours.PER_DAY);
        assertThat(hours(all, "fee_manipulation")).hasSize(Hours.PER_DAY);
        if (fraudRate < 1) {
            assertThat(hours(all, "normal")).hasSize(Hours.PER_DAY);
        }
    }

    @Test
    void behavioursAreSpreadOverTheirHoursLikeTheTraffic() {
        List<Drawn> all = EventTime.tenDays(0.5, COUNT).draw(COUNT);

        assertSpread(all, "normal", Hours.ALL);
        assertSpread(all, "money_laundering", Hours.of(23, 0, 1, 2, 3));
        assertSpread(all, "account_takeover", Hours.of(22, 23, 2, 3, 4));
        assertSpread(all, "loan_fraud", Hours.ALL);
        assertSpread(all, "fee_manipulation", Hours.ALL);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.25", "0.5, 20", "1, 0.25", "1, 1000"})
    void frequencyIncludesTheAccountsTransactionsOfTheLastFiveMinutes(double fraudRate, double perSecond) {
        Map<Integer, Deque<Drawn>> byAccount = new HashMap<>();
        List<Drawn> wrong = new ArrayList<>();
        int sharingAWindow = 0;

        for (Drawn drawn : EventTime.of(fraudRate, perSecond).draw(COUNT)) {
            Deque<Drawn> recent =
                    byAccount.computeIfAbsent(drawn.transaction().accountNumber(), number -> new ArrayDeque<>());
            recent.addLast(drawn);
            while (recent.getFirst().nowMicros() <= drawn.nowMicros() - WINDOW_MICROS) {
                recent.removeFirst();
            }
            if (drawn.transaction().frequency5min() < recent.size()) {
                wrong.add(drawn);
            }
            sharingAWindow += recent.size() > 1 ? 1 : 0;
        }

        assertThat(wrong).isEmpty();
        assertThat(sharingAWindow)
                .as("transactions with others in their window")
                .isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.2, 15, 400, 100_000})
    void slicesEqualThoseOfTheWhole(double perSecond) {
        EventTime traffic = EventTime.of(0.3, perSecond);
        List<Transaction> whole =
                traffic.draw(60_000).stream().map(Drawn::transaction).toList();

        for (int offset : new int[] {0, 1, 63, 64, 65, 1000, 4999, 31_234, 59_900}) {
            assertThat(traffic.slice(offset, 100))
                    .as("from %d on", offset)
                    .isEqualTo(whole.subList(offset, offset + 100));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 500, 100_000, 1_000_000_000_000L})
    void slicesStartAtMostAFewMinutesEarly(long offset) {
        EventTimeSampler sampler = EventTime.of(0.05, 10).sampler();

        long first = sampler.firstToDraw(offset);

        assertThat(first).isBetween(0L, offset);
        // 300 to 310 seconds at up to 1.8 times the mean rate, and two blocks of 64.
        assertThat(offset - first).isLessThan(310 * 18 + 2 * 64);
        if (first > 0) {
            assertThat(sampler.at(first - 1)).isLessThan(sampler.at(offset) - WINDOW_MICROS);
        }
    }

    @Test
    void sameParametersGiveTheSameTransactions() {
        assertThat(EventTime.of(0.3, 5).draw(5000))
                .isEqualTo(EventTime.of(0.3, 5).draw(5000));
    }

    @Test
    void differentSeedGivesDifferentTransactions() {
        EventTimeSampler other = new EventTimeSampler(
                Traffic.SEED + 1,
                Traffic.ACCOUNTS,
                Traffic.FIRST_ACCOUNT,
                FraudPattern.ALL,
                Map.of(),
                0.3,
                Traffic.START,
                5,
                new Activity(Traffic.ACCOUNTS));
        List<Drawn> drawn = EventTime.of(0.3, 5).draw(1000);

        for (int i = 0; i < drawn.size(); i++) {
            Transaction one = drawn.get(i).transaction();
            other.draw(
                    i,
                    account -> true,
                    (transaction, label) -> assertThat(transaction).isNotEqualTo(one));
        }
    }

    @Test
    void additionalPatternHasItsOwnShareAndHours() {
        List<FraudPattern> five = new ArrayList<>(FraudPattern.ALL);
        five.add(1, new SalaryTheft());

        List<Drawn> all = EventTime.tenDays(0.5, COUNT).with(five, Map.of()).draw(COUNT);

        Map<String, Double> shares = shares(all);
        // 100 of 200 by weight, of half the transactions; four standard deviations of 200,000.
        assertThat(shares.get("salary_theft")).isCloseTo(0.25, within(0.004));
        assertThat(shares.get("money_laundering")).isCloseTo(0.075, within(0.0024));
        assertThat(hours(all, "salary_theft")).containsExactly(9, 15);
        assertThat(hours(all, "money_laundering")).isEqualTo(LAUNDERING_HOURS);
        assertThat(Drawn.transactionsOf(all, "salary_theft"))
                .allMatch(transaction -> transaction.amountVnd() == 54_321)
                .allMatch(transaction -> transaction.numTransactions() >= 2000);
    }

    @Test
    void onlyPatternWithAWeightGetsAllFraud() {
        Map<String, Double> weights = Map.of("money_laundering", 0.0, "loan_fraud", 0.0, "fee_manipulation", 0.0);

        List<Drawn> all =
                EventTime.tenDays(0.5, COUNT).with(FraudPattern.ALL, weights).draw(COUNT);

        assertThat(shares(all)).containsOnlyKeys("normal", "account_takeover");
        // Four standard deviations of 200,000.
        assertThat(shares(all).get("account_takeover")).isCloseTo(0.5, within(0.0045));
        assertThat(hours(all, "account_takeover")).isEqualTo(TAKEOVER_HOURS);
    }

    @Test
    void noTransactionOccursInHoursWithoutBehaviours() {
        Map<String, Double> weights = Map.of("account_takeover", 0.0, "loan_fraud", 0.0, "fee_manipulation", 0.0);
        int count = 20_000;

        List<Drawn> all =
                EventTime.tenDays(1, count).with(FraudPattern.ALL, weights).draw(count);

        assertThat(shares(all)).containsOnlyKeys("money_laundering");
        assertThat(hours(all, "money_laundering")).isEqualTo(LAUNDERING_HOURS);
        // Ten days at the mean rate, whatever the hours, except for the last block of 64.
        assertThat(all.get(count - 65).nowMicros()).isLessThan(Traffic.START + 10 * BankTime.MICROS_PER_DAY);
        assertThat(all.get(count - 65).nowMicros()).isGreaterThan(Traffic.START + 9 * BankTime.MICROS_PER_DAY);
    }

    @Test
    void weightOfAnUnknownPatternIsRejected() {
        EventTime traffic = EventTime.of(0.05, 1).with(FraudPattern.ALL, Map.of("loan_frauds", 1.0));

        assertThatIllegalArgumentException()
                .isThrownBy(traffic::sampler)
                .withMessageStartingWith("There is no fraud pattern \"loan_frauds\"");
    }

    private static void assertSpread(List<Drawn> all, String fraudType, Hours hours) {
        List<Transaction> ofType = Drawn.transactionsOf(all, fraudType);
        for (int hour = 0; hour < Hours.PER_DAY; hour++) {
            int theHour = hour;
            double expected =
                    hours.contains(hour) ? DailyRhythm.shareOf(Hours.of(hour)) / DailyRhythm.shareOf(hours) : 0;
            double share = share(ofType, transaction -> BankTime.hourOf(transaction.timestampMicros()) == theHour);
            // Four standard deviations of a binomial distribution, which one hour in 10,000 exceeds.
            assertThat(share)
                    .as("%s at %d", fraudType, hour)
                    .isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / ofType.size())));
        }
    }

    private static double share(List<Transaction> all, Predicate<Transaction> predicate) {
        return all.stream().filter(predicate).count() / (double) all.size();
    }

    private static Map<String, Double> shares(List<Drawn> all) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        drawn -> drawn.label().fraudType(),
                        Collectors.collectingAndThen(Collectors.counting(), count -> count / (double) all.size())));
    }

    private static Set<Integer> hours(List<Drawn> all, String fraudType) {
        return Drawn.transactionsOf(all, fraudType).stream()
                .map(transaction -> BankTime.hourOf(transaction.timestampMicros()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** An additional pattern that occurs in two hours of the day. */
    private static final class SalaryTheft implements FraudPattern {

        private static final AccountProfile CLERKS = new AccountProfile(
                0.01, new UniformRange(2000, 3000), new LogNormal(13, 1.5), new LogNormal(13.1, 1.4), 0.02);

        @Override
        public String name() {
            return "salary_theft";
        }

        @Override
        public double defaultWeight() {
            return 100;
        }

        @Override
        public Optional<AccountProfile> profile() {
            return Optional.of(CLERKS);
        }

        @Override
        public Hours hours() {
            return Hours.of(9, 15);
        }

        @Override
        public Transaction draw(DrawContext context, AccountGroup accounts) {
            return context.transactionOf(accounts.draw(context.random()))
                    .amountVnd(54_321)
                    .at(context.during(hours()))
                    .post();
        }
    }
}
