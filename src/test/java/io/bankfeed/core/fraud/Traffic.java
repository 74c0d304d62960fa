package io.bankfeed.core.fraud;

import static io.bankfeed.core.transaction.IsoTime.micros;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Live transactions of a bank at a constant rate. Idle accounts expire periodically, as in the service.
 *
 * @param fraudRate the probability of fraud, 0 to 1
 * @param accounts the number of accounts
 * @param stepMicros the time between transactions in microseconds
 */
record Traffic(double fraudRate, int accounts, long stepMicros) {

    static final int TRANSACTIONS = 200_000;
    static final long SEED = 20261122;
    static final int ACCOUNTS = 4000;
    static final int FIRST_ACCOUNT = 1000;
    static final long START = micros("2026-11-22T00:00:00+07:00");

    private static final int TRANSACTIONS_PER_EXPIRY = 2000;

    /** 200,000 transactions take four days, so every hour is equally frequent, and accounts are usually idle. */
    private static final long SPREAD_MICROS = 1_728_000;

    /** 200,000 transactions take half an hour, so each account has one about every 36 seconds. */
    private static final long BUSY_MICROS = 9_000;

    /** 200,000 transactions take a fifth of a second, so all are in one window. */
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

    /** A population so large that few accounts have two transactions, over four days. */
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
