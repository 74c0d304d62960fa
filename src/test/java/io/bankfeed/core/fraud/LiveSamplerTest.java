package io.bankfeed.core.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bankfeed.core.bank.AccountGroup;
import io.bankfeed.core.bank.AccountProfile;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.encoding.TransactionReader;
import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.random.UniformRange;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveSamplerTest {

    private static final int COUNT = 20_000;

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.05})
    void patternsHaveTheDocumentedShares(double fraudRate) {
        List<Drawn> fraud = Traffic.spread(fraudRate).draw().stream()
                .filter(drawn -> drawn.label().isFraud())
                .toList();

        // The documented tolerance is one percentage point; a standard deviation of 10,000 frauds is 0.46 points.
        Map<String, Double> shares = shares(fraud);
        assertThat(shares.get("money_laundering")).isCloseTo(0.30, within(0.01));
        assertThat(shares.get("account_takeover")).isCloseTo(0.25, within(0.01));
        assertThat(shares.get("loan_fraud")).isCloseTo(0.25, within(0.01));
        assertThat(shares.get("fee_manipulation")).isCloseTo(0.20, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.05, 0.5, 1})
    void shareOfFraudMatchesTheRate(double fraudRate) {
        List<Drawn> all = Traffic.spread(fraudRate).draw();

        long fraud = all.stream().filter(drawn -> drawn.label().isFraud()).count();

        // Four standard deviations of a binomial distribution of 200,000, which are 0 for the rates 0 and 1.
        double tolerance = 4 * Math.sqrt(fraudRate * (1 - fraudRate) / all.size());
        assertThat(fraud / (double) all.size()).isCloseTo(fraudRate, within(tolerance));
    }

    @Test
    void labelsAreNormalAndOneForEachPattern() {
        assertThat(Traffic.sampler(100, Map.of()).labels())
                .extracting(Label::fraudType)
                .containsExactly("normal", "money_laundering", "account_takeover", "loan_fraud", "fee_manipulation");
    }

    @Test
    void drawReturnsTheIndexOfTheLabel() {
        LiveSampler sampler = Traffic.sampler(100, Map.of());
        List<Label> labels = new ArrayList<>();
        List<Label> returned = new ArrayList<>();

        for (int i = 1; i <= 1000; i++) {
            returned.add(sampler.labels()
                    .get(sampler.draw(i, Traffic.START, 0.5, (transaction, label) -> labels.add(label))));
        }

        assertThat(returned).isEqualTo(labels);
        assertThat(Set.copyOf(labels)).hasSize(5);
    }

    @Test
    void encodedTransactionsAreReadBackUnchanged() throws JsonProcessingException {
        Traffic traffic = new Traffic(0.5, Traffic.ACCOUNTS, 86_400_000);
        AsciiBuffer out = new AsciiBuffer(TransactionEncoder.TYPICAL_BYTES);
        TransactionEncoder encoder = new TransactionEncoder(out);

        for (Drawn drawn : traffic.draw(Traffic.sampler(Traffic.ACCOUNTS, Map.of()), 4000)) {
            out.clear();
            encoder.append(drawn.transaction());
            // The reader rejects an hour other than the timestamp's.
            Transaction read = TransactionReader.read(new String(out.toByteArray(), StandardCharsets.US_ASCII));

            assertThat(read).isEqualTo(drawn.transaction());
        }
    }

    @Test
    void weightsChangeTheSharesOfThePatterns() {
        Map<String, Double> shares =
                shares(fraud(Traffic.sampler(Traffic.ACCOUNTS, Map.of("money_laundering", 130.0))));

        // 130, 25, 25 and 20 of 200; four standard deviations of a binomial of 20,000.
        assertThat(shares.get("money_laundering")).isCloseTo(0.65, within(0.0135));
        assertThat(shares.get("account_takeover")).isCloseTo(0.125, within(0.0094));
        assertThat(shares.get("loan_fraud")).isCloseTo(0.125, within(0.0094));
        assertThat(shares.get("fee_manipulation")).isCloseTo(0.1, within(0.0085));
    }

    @Test
    void patternsWithWeightZeroDoNotOccur() {
        Map<String, Double> shares = shares(
                fraud(Traffic.sampler(Traffic.ACCOUNTS, Map.of("money_laundering", 0.0, "fee_manipulation", 0.0))));

        assertThat(shares).containsOnlyKeys("account_takeover", "loan_fraud");
    }

    @Test
    void weightsDoNotChangeTransactionsOfOtherBehaviours() {
        // The choice of the pattern always takes one random number, so normal transactions stay the same.
        Traffic traffic = Traffic.spread(0.05);
        List<Drawn> usual = traffic.draw(Traffic.sampler(Traffic.ACCOUNTS, Map.of()), COUNT);
        List<Drawn> other = traffic.draw(Traffic.sampler(Traffic.ACCOUNTS, Map.of("loan_fraud", 1000.0)), COUNT);

        assertThat(amounts(other, "normal")).isEqualTo(amounts(usual, "normal"));
        assertThat(amounts(usual, "fee_manipulation")).containsAllEntriesOf(amounts(other, "fee_manipulation"));
    }

    @Test
    void weightOfAnUnknownPatternIsRejectedWithTheKnownNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Traffic.sampler(Traffic.ACCOUNTS, Map.of("loan_frauds", 1.0)))
                .withMessage("There is no fraud pattern \"loan_frauds\"; the patterns are"
                        + " [money_laundering, account_takeover, loan_fraud, fee_manipulation]");
    }

    @Test
    void weightsThatAreAllZeroAreRejected() {
        Map<String, Double> none = Stream.of("money_laundering", "account_takeover", "loan_fraud", "fee_manipulation")
                .collect(Collectors.toMap(name -> name, name -> 0.0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Traffic.sampler(Traffic.ACCOUNTS, none))
                .withMessageStartingWith("At least one of the weights must be over 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void weightsOutOfRangeAreRejected(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Traffic.sampler(Traffic.ACCOUNTS, Map.of("loan_fraud", weight)))
                .withMessage("A weight must be a number of at least 0, but was " + weight);
    }

    @Test
    void populationOutOfRangeIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Traffic.sampler(99, Map.of()))
                .withMessage("A population must have 100 to 10000000 accounts, but has 99");
    }

    @Test
    void additionalPatternHasItsOwnShareAndAccounts() {
        List<Drawn> fraud = fraud(sampler(new CardTesting(CardTesting.TESTERS), Map.of()));

        List<Transaction> cardTesting = Drawn.transactionsOf(fraud, "card_testing");
        // 100 of 200 by weight; four standard deviations of a binomial of 20,000.
        assertThat(cardTesting.size() / (double) fraud.size()).isCloseTo(0.5, within(0.0142));
        assertThat(cardTesting)
                .allMatch(t -> t.amountVnd() == 12_345 && t.numTransactions() >= 2000 && t.numTransactions() <= 3000);
        // The accounts of the other patterns keep their profiles.
        assertThat(Drawn.transactionsOf(fraud, "fee_manipulation"))
                .allMatch(t -> t.numTransactions() >= 300 && t.numTransactions() <= 1000);
    }

    @Test
    void weightOfAnAdditionalPatternIsConfigurable() {
        List<Drawn> fraud = fraud(sampler(new CardTesting(CardTesting.TESTERS), Map.of("card_testing", 0.0)));

        assertThat(shares(fraud)).doesNotContainKey("card_testing").hasSize(4);
    }

    @Test
    void patternWithoutAProfileUsesOrdinaryAccounts() {
        List<Drawn> fraud = fraud(sampler(new CardTesting(null), Map.of()));
        Set<Integer> victims = accounts(Drawn.transactionsOf(fraud, "card_testing"));

        // 10,000 draws reach all of 3700 ordinary accounts except a share of e^-2.7.
        assertThat(victims).hasSizeBetween(3300, 3600);
        assertThat(victims).doesNotContainAnyElementsOf(accounts(Drawn.transactionsOf(fraud, "loan_fraud")));
    }

    @Test
    void patternsWithTheSameProfileHaveDifferentAccounts() {
        AccountProfile sameAsLoanFraud = new LoanFraud().profile().orElseThrow();

        List<Drawn> fraud = fraud(sampler(new CardTesting(sameAsLoanFraud), Map.of()));

        // 10,000 and 2500 draws reach all of a hundred accounts each.
        Set<Integer> cardTesters = accounts(Drawn.transactionsOf(fraud, "card_testing"));
        Set<Integer> loanFraudsters = accounts(Drawn.transactionsOf(fraud, "loan_fraud"));
        assertThat(cardTesters).hasSize(100);
        assertThat(loanFraudsters).hasSize(100).doesNotContainAnyElementsOf(cardTesters);
    }

    private static List<Drawn> fraud(LiveSampler sampler) {
        return Traffic.spread(1).draw(sampler, COUNT);
    }

    private static LiveSampler sampler(FraudPattern fifth, Map<String, Double> weights) {
        List<FraudPattern> patterns = new ArrayList<>(FraudPattern.ALL);
        patterns.add(1, fifth);
        return new LiveSampler(Traffic.SEED, Traffic.ACCOUNTS, Traffic.FIRST_ACCOUNT, patterns, weights);
    }

    private static Map<String, Double> shares(List<Drawn> fraud) {
        return fraud.stream()
                .collect(Collectors.groupingBy(
                        drawn -> drawn.label().fraudType(),
                        Collectors.collectingAndThen(Collectors.counting(), count -> count / (double) fraud.size())));
    }

    private static Map<Long, Long> amounts(List<Drawn> all, String fraudType) {
        return Drawn.transactionsOf(all, fraudType).stream()
                .collect(Collectors.toMap(Transaction::number, Transaction::amountVnd));
    }

    private static Set<Integer> accounts(List<Transaction> transactions) {
        return transactions.stream().map(Transaction::accountNumber).collect(Collectors.toSet());
    }

    /** An additional pattern. */
    private record CardTesting(@Nullable AccountProfile ownProfile) implements FraudPattern {

        static final AccountProfile TESTERS = new AccountProfile(
                0.01, new UniformRange(2000, 3000), new LogNormal(13, 1.5), new LogNormal(13.1, 1.4), 0.02);

        @Override
        public String name() {
            return "card_testing";
        }

        @Override
        public Hours hours() {
            return Hours.ALL;
        }

        @Override
        public double defaultWeight() {
            return 100;
        }

        @Override
        public Optional<AccountProfile> profile() {
            return Optional.ofNullable(ownProfile);
        }

        @Override
        public Transaction draw(DrawContext context, AccountGroup accounts) {
            return context.transactionOf(accounts.draw(context.random()))
                    .amountVnd(12_345)
                    .post();
        }
    }
}
