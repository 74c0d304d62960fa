package io.bankfeed.core.source;

import io.bankfeed.core.bank.Population;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.fraud.Reporting;
import io.bankfeed.core.fraud.TextbookPayments;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.core.transaction.TransactionSink;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters from which a bank and its transactions are generated. Immutable.
 *
 * @param seed any 64-bit number
 * @param accounts the number of accounts, 100 to 10,000,000
 * @param firstAccount the lowest account number, 0 to 900,000,000
 * @param fraudWeights the weights of all fraud patterns by name, in the order of the patterns
 */
public record Bank(long seed, int accounts, int firstAccount, Map<String, Double> fraudWeights) {

    public static final int MIN_ACCOUNTS = Population.MIN_SIZE;
    public static final int MAX_ACCOUNTS = Population.MAX_SIZE;
    public static final double MAX_TRANSACTIONS_PER_DAY = 86_400_000_000.0;
    public static final int MAX_FIRST_ACCOUNT = 900_000_000;

    /** The bank of a seed with the defaults of the configuration: 4,000 accounts from 1000 on, and the usual weights. */
    public static Bank of(long seed) {
        Map<String, Double> weights = new LinkedHashMap<>();
        FraudPattern.ALL.forEach(pattern -> weights.put(pattern.name(), pattern.defaultWeight()));
        return new Bank(seed, 4000, 1000, weights);
    }

    public Bank {
        fraudWeights = Collections.unmodifiableMap(new LinkedHashMap<>(fraudWeights));
    }

    /** The reports of this bank's fraud. */
    public FraudReports reports(ReportSettings settings) {
        return new Reporting(seed, settings);
    }

    /** A sink that passes on each transaction with its payment, also if it was drawn without one. */
    public TransactionSink withPayments(TransactionSink sink) {
        return new TextbookPayments(seed, accounts, firstAccount).before(sink);
    }
}
