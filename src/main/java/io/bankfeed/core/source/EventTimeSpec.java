package io.bankfeed.core.source;

import io.bankfeed.core.bank.FrequencyCounter;
import io.bankfeed.core.fraud.EventTimeSampler;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.world.World;
import io.bankfeed.core.world.WorldSpec;

/**
 * What determines the transactions of a bank in event time. Immutable.
 *
 * @param fraudRate the share of fraud, 0 to 1
 * @param startMicros when the bank opens, in microseconds since 1970-01-01T00:00Z
 * @param perSecond transactions per second, on average over a day, or over a month if the model is not the textbook's
 */
public record EventTimeSpec(Bank bank, double fraudRate, long startMicros, double perSecond, FraudModel model) {

    /** The share of fraud if the configuration sets none. */
    public static final double DEFAULT_FRAUD_RATE = 0.05;

    /** The expected share of fraud among consecutive transactions, of which the first has an index from 0. */
    public double expectedFraudShare(long index, long count) {
        return model.isTextbook()
                ? EventTimeSampler.expectedFraudShare(
                        FraudPattern.ALL, bank.fraudWeights(), fraudRate, startMicros, perSecond, index, count)
                : fraudRate;
    }

    EventTimeSampler textbook(FrequencyCounter frequencies) {
        return new EventTimeSampler(
                bank.seed(),
                bank.accounts(),
                bank.firstAccount(),
                FraudPattern.ALL,
                bank.fraudWeights(),
                fraudRate,
                startMicros,
                perSecond,
                frequencies);
    }

    /** The world of this bank; the model must not be the textbook. */
    public World world() {
        return new World(new WorldSpec(
                bank.seed(),
                bank.accounts(),
                bank.firstAccount(),
                model.difficulty(),
                fraudRate,
                bank.fraudWeights(),
                model.scenarioWeights(),
                startMicros,
                perSecond,
                model.drifts()));
    }
}
