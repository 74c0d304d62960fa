package io.bankfeed.core.bank;

import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.Weights;

/** What the bank charges for an express payment, as a share of the amount. */
public final class ExpressFee {

    public static final double HIGHEST = 0.05;

    private static final double[] SHARES = {0.01, 0.02, 0.03, HIGHEST};
    private static final Weights WEIGHTS = Weights.of(40, 30, 18, 12);

    private ExpressFee() {}

    public static double draw(KeyedRandom random) {
        return SHARES[WEIGHTS.draw(random)];
    }
}
