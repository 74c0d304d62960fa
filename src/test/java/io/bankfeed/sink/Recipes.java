package io.bankfeed.sink;

import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.TransactionSource;

/** Recipes for tests. */
final class Recipes {

    static final String START = "2026-03-02T08:00+07:00";

    private Recipes() {}

    /** The bank of seed 42 with the defaults of the configuration. */
    static Recipe of(int lanes) {
        return of(lanes, 0, false, 0);
    }

    static Recipe of(int lanes, double difficulty, boolean extended, double labelDelaySeconds) {
        return new Recipe(
                42,
                4000,
                1000,
                Bank.of(42).fraudWeights(),
                0.05,
                difficulty,
                START,
                1,
                labelDelaySeconds,
                extended,
                true,
                lanes,
                TransactionSource.DATA_VERSION);
    }
}
