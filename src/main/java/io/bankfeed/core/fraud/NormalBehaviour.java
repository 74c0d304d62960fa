package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.bank.Population;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.random.Weights;
import io.bankfeed.core.transaction.Transaction;

/** What honest customers do, and fraudsters most of the time. Stateless and thread-safe. */
final class NormalBehaviour {

    static final Weights BIOMETRIC_FAILURES = Weights.of(85, 12, 3);

    private static final LogNormal AMOUNT_VND = new LogNormal(13.8, 1.2);
    private static final long MIN_AMOUNT_VND = 10_000;

    /**
     * The share of normal transactions that come from the accounts of fraudsters, so that neither an account's number
     * nor its loans give it away. A larger share would show in the marginals of normal transactions.
     */
    private static final double BY_FRAUDSTERS = 0.01;

    /** The share that is posted up to a day late, as some fraud must be, so that lateness alone gives nothing away. */
    private static final double LATE = 0.03;

    Transaction draw(DrawContext occasion, Population population) {
        KeyedRandom draws = occasion.draws();
        Account account = draws.chance(BY_FRAUDSTERS)
                ? population.drawBesideOrdinary(draws)
                : population.ordinary().draw(draws);
        return occasion.by(account)
                .amountVnd(Math.max(MIN_AMOUNT_VND, AMOUNT_VND.quantile(draws.unit())))
                .at(occasion.orLate(LATE))
                .biometricFailures(BIOMETRIC_FAILURES.draw(draws))
                .post();
    }
}
