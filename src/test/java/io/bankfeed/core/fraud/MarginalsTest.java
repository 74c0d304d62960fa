package io.bankfeed.core.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Transaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every class of transactions has the distributions of the original generator.
 *
 * <p>Our sample and the original's 200,000 may differ by the Kolmogorov–Smirnov distance that one pair of samples in a
 * thousand exceeds, and their shares by four standard deviations. {@link Source} gives further tolerances.
 */
final class MarginalsTest {

    private static final double KOLMOGOROV_SMIRNOV = 1.95;
    private static final double STANDARD_DEVIATIONS = 4;

    /**
     * The share of normal transactions made by fraudsters' accounts, which have other distributions than ordinary ones.
     */
    private static final double BY_FRAUDSTERS = 0.01;

    private static final double MAX_NON_PERFORMING = 0.15;

    /**
     * The original's counts of loan fraud go up to 50 and the documented ones to 49, which differs by this at the
     * median.
     */
    private static final double COUNTS_TO_49 = 25 / 49.0 - 25 / 50.0;

    static Stream<Traffic> traffic() {
        return Stream.of(Traffic.spread(1), Traffic.spread(0.05), Traffic.large(0.5));
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void transactionValuesAreDistributedAsInTheOriginal(Traffic traffic) {
        for (Sample sample : samples(traffic)) {
            sample.isDistributedAs("transaction_amount_vnd", Transaction::amountVnd, Source.DRAWN);
            sample.hasSharesAs("biometric_failure_count", Transaction::biometricFailureCount, Source.DRAWN);
        }
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void accountValuesAreDistributedAsInTheOriginal(Traffic traffic) {
        for (Sample sample : samples(traffic)) {
            Source accounts = Source.accounts(sample, traffic.accounts()).andOff(sample.isNormal() ? BY_FRAUDSTERS : 0);

            sample.isDistributedAs("total_loans_vnd", Transaction::totalLoansVnd, accounts);
            sample.isDistributedAs("total_deposits_vnd", Transaction::totalDepositsVnd, accounts);
            sample.isDistributedAs(
                    "transaction_fees_vnd",
                    Transaction::feesVnd,
                    sample.is("fee_manipulation") ? Source.DRAWN : accounts);
            sample.isDistributedAs(
                    "num_transactions",
                    Transaction::numTransactions,
                    accounts.andOff(sample.is("loan_fraud") ? COUNTS_TO_49 : 0));
        }
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void shareOfNonPerformingLoansIsThatOfTheOriginal(Traffic traffic) {
        for (Sample sample : samples(traffic)) {
            sample.hasNonPerformingLoansAs(Source.accounts(sample, traffic.accounts())
                    .andOff(sample.isNormal() ? BY_FRAUDSTERS * MAX_NON_PERFORMING : 0));
        }
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void branchesAndCitiesAreDistributedAsInTheOriginal(Traffic traffic) {
        for (Sample sample : samples(traffic)) {
            Source accounts = Source.accounts(sample, traffic.accounts());

            sample.hasSharesAs("branch_id", Transaction::branchId, accounts);
            sample.hasSharesAs(
                    "location_city",
                    transaction -> transaction.location().wireName(),
                    sample.is("account_takeover") ? Source.DRAWN : accounts);
        }
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void offHoursAreDistributedAsInTheOriginal(Traffic traffic) {
        List<Sample> samples = samples(traffic).stream()
                .filter(sample -> sample.is("money_laundering") || sample.is("account_takeover"))
                .toList();

        assertThat(samples).hasSize(2);
        for (Sample sample : samples) {
            Map<String, Double> hours = new TreeMap<>();
            sample.original()
                    .shares("transaction_hour")
                    .forEach((hour, share) -> hours.put(hour.equals("24") ? "0" : hour, share));

            sample.hasShares(hours, transaction -> BankTime.hourOf(transaction.timestampMicros()), Source.DRAWN);
        }
    }

    private static List<Sample> samples(Traffic traffic) {
        List<Drawn> all = traffic.draw();
        return Stream.of("normal", "money_laundering", "account_takeover", "loan_fraud", "fee_manipulation")
                .map(fraudType -> new Sample(fraudType, Drawn.transactionsOf(all, fraudType)))
                .filter(sample -> !sample.transactions().isEmpty())
                .toList();
    }

    /**
     * The tolerances of a value besides those of the sampling of transactions.
     *
     * @param off by how much the distribution may differ from the original's
     * @param sampleSize the number of accounts from which the value is sampled, or infinity if it is drawn for each
     *     transaction
     */
    private record Source(double off, double sampleSize) {

        /** Drawn for each transaction. */
        static final Source DRAWN = new Source(0, Double.POSITIVE_INFINITY);

        /**
         * Fixed for each account. The values of a group are stratified, so they are off by at most one account. The
         * victims of takeovers are a sample of the 44 % of ordinary accounts with such counts. Because the deposits
         * determine the choice, its effective size is 0.69 of that.
         */
        static Source accounts(Sample sample, int accounts) {
            return switch (sample.fraudType()) {
                case "normal" -> new Source(1 / (0.925 * accounts), Double.POSITIVE_INFINITY);
                case "account_takeover" -> new Source(0, 0.925 * 0.44 * 0.69 * accounts);
                default -> new Source(1 / (0.025 * accounts), Double.POSITIVE_INFINITY);
            };
        }

        Source andOff(double further) {
            return new Source(off + further, sampleSize);
        }
    }

    /** The transactions of one class. */
    private record Sample(String fraudType, List<Transaction> transactions) {

        boolean is(String other) {
            return fraudType.equals(other);
        }

        boolean isNormal() {
            return is("normal");
        }

        OriginalStatistics original() {
            return OriginalStatistics.of(fraudType);
        }

        void isDistributedAs(String field, ToLongFunction<Transaction> value, Source source) {
            long[] sorted = transactions.stream().mapToLong(value).sorted().toArray();
            double tolerance = KOLMOGOROV_SMIRNOV * Math.sqrt(variance(source)) + source.off();

            assertThat(original().distance(field, sorted))
                    .as("%s of %s", field, fraudType)
                    .isLessThan(tolerance);
        }

        void hasSharesAs(String field, Function<Transaction, Object> value, Source source) {
            hasShares(original().shares(field), value, source);
        }

        void hasShares(Map<String, Double> expected, Function<Transaction, Object> value, Source source) {
            Map<String, Long> counts = new TreeMap<>();
            for (Transaction transaction : transactions) {
                counts.merge(value.apply(transaction).toString(), 1L, Long::sum);
            }

            assertThat(counts.keySet()).as(fraudType).isEqualTo(expected.keySet());
            counts.forEach((name, count) -> isClose(count, expected.getOrDefault(name, 0.0), source, name));
        }

        void hasNonPerformingLoansAs(Source source) {
            long count =
                    transactions.stream().filter(Transaction::nonPerformingLoan).count();
            isClose(count, original().nonPerformingLoanRate(), source, "npl_flag");
        }

        private void isClose(long count, double share, Source source, String what) {
            double deviation = Math.sqrt(share * (1 - share) * variance(source));
            assertThat(count / (double) transactions.size())
                    .as("%s of %s", what, fraudType)
                    .isCloseTo(share, within(STANDARD_DEVIATIONS * deviation + source.off()));
        }

        /** The variance of the difference between our mean and the original's, for a value of variance 1. */
        private double variance(Source source) {
            return 1.0 / transactions.size() + 1.0 / original().draws() + 1 / source.sampleSize();
        }
    }
}
