package io.bankfeed.core.fraud;

import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;

/**
 * Reports fraud by scenario: either none of its fraudulent transactions is reported, or all are, at one moment after
 * the last of them. Fraud outside of a scenario is a scenario of one transaction. Honest transactions, also those that
 * prepare a fraud, are each reported wrongly with a small probability. A report is a function of the seed and the
 * scenario, or the number of the transaction. Thread-safe.
 */
public final class Reporting implements FraudReports {

    /** The delay's logarithm: with 1, 5 % of the reports take more than five times the median. */
    private static final double SIGMA = 1;

    private final double recall;
    private final double falseRate;
    private final LogNormal delayMicros;
    private final long scenarios;
    private final long single;
    private final long honest;

    /** @param seed determines which transactions are reported, and when */
    public Reporting(long seed, ReportSettings settings) {
        recall = settings.recall();
        falseRate = settings.falseRate();
        // Without a delay, the logarithm is minus infinity, of which the exponential is 0.
        delayMicros = new LogNormal(StrictMath.log(settings.delayDays() * BankTime.MICROS_PER_DAY), SIGMA);
        long key = Hash64.of(seed, -20);
        scenarios = Hash64.of(key, 0);
        single = Hash64.of(key, 1);
        honest = Hash64.of(key, 2);
    }

    @Override
    public long reportedAtMicros(Transaction transaction, Label label) {
        long atMicros = transaction.timestampMicros();
        if (!label.isFraud()) {
            return reportedAt(Hash64.of(honest, transaction.number()), falseRate, atMicros);
        }
        ScenarioStep step = label.step();
        return step == null
                ? reportedAt(Hash64.of(single, transaction.number()), recall, atMicros)
                : reportedAt(Hash64.of(scenarios, step.scenario()), recall, atMicros + step.remainingMicros());
    }

    private long reportedAt(long hash, double probability, long sinceMicros) {
        return Hash64.unit(hash) < probability
                ? sinceMicros + delayMicros.quantile(Hash64.unit(Hash64.of(hash)))
                : NEVER;
    }
}
