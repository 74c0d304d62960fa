package io.bankfeed.core.fraud;

import static io.bankfeed.core.transaction.IsoTime.micros;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Transactions of a bank with a clock of its own; idle accounts are let go from time to time, as in the service.
 *
 * @param fraudRate the probability of fraud
 * @param accounts the size of the population
 * @param stepMicros the time from one transaction to the next
 */
record Traffic(double fraudRate, int accounts, long stepMicros) {

    static final int TRANSACTIONS = 200_000;
    static final long SEED = 20261122;
    static final int ACCOUNTS = 4000;
    static final int FIRST_ACCOUNT = 1000;
    static final long START = micros("2026-11-22T00:00:00+07:00");

    private static final int TRANSACTIONS_PER_EXPIRY = 2000;

    /** 200,000 of these are four days: every hour comes alike, and an account is mostly idle for 5 minutes. */
    private static final long SPREAD_MICROS = 1_728_000;

    /** 200,000 of these are half an hour: an account comes up every half minute. */
    private static final long BUSY_MICROS = 9_000;

    /** 200,000 of these are a fifth of a second: all fall into one window. */
    private static final long TIGHT_MICROS = 1;

    /** The default population over four days. */
    static Traffic spread(double fraudRate) {
        return new Traffic(fraudRate, ACCOUNTS, SPREAD_MICROS);
    }

    /** The default population over half an hour. */
    static Traffic busy(double fraudRate) {
        return new Traffic(fraudRate, ACCOUNTS, BUSY_MICROS);
    }

    /** The default population within one window. */
    static Traffic tight(double fraudRate) {
        return new Traffic(fraudRate, ACCOUNTS, TIGHT_MICROS);
    }

    /** A population so large that almost no account comes up twice, over four days. */
    static Traffic large(double fraudRate) {
        return new Traffic(fraudRate, 1_000_000, SPREAD_MICROS);
    }

    static LiveSampler sampler(int accounts, Map<String, Double> weights) {
        return new LiveSampler(SEED, accounts, FIRST_ACCOUNT, FraudPattern.ALL, weights);
    }

    List<Drawn> draw() {
        return draw(sampler(accounts, Map.of()), TRANSACTIONS);
    }

    List<Drawn> draw(LiveSampler sampler, int count) {
        List<Drawn> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long now = START + i * stepMicros;
            if (i % TRANSACTIONS_PER_EXPIRY == 0) {
                sampler.activity().expire(now);
            }
            sampler.draw(i + 1, now, fraudRate, (transaction, label) -> all.add(new Drawn(transaction, label, now)));
        }
        return all;
    }
}
