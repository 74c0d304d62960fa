package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.bank.Population;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.random.Weights;
import io.bankfeed.core.transaction.Transaction;

/** Legitimate transactions, a few of which are made by fraudsters' accounts. Stateless and thread-safe. */
// The core has no annotations for null, since it uses the JDK alone.
@SuppressWarnings("NullAway")
final class NormalBehaviour {

    static final Weights BIOMETRIC_FAILURES = Weights.of(85, 12, 3);

    private static final LogNormal AMOUNT_VND = new LogNormal(13.8, 1.2);
    private static final long MIN_AMOUNT_VND = 10_000;

    /**
     * The share of normal transactions made by fraudsters' accounts, so that neither an account's number nor its loans
     * identify fraud. A larger share would distort the distributions of normal transactions.
     */
    private static final double BY_FRAUDSTERS = 0.01;

    /** The share that is posted up to a day late. Some fraud is, so a late timestamp alone must not identify fraud. */
    private static final double LATE = 0.03;

    /** Returns null if the account is not wanted. Most transactions are normal, so nothing more is drawn of those. */
    Transaction draw(DrawContext context, Population population) {
        KeyedRandom random = context.random();
        Account account = random.chance(BY_FRAUDSTERS)
                ? population.drawNonOrdinary(random)
                : population.ordinary().draw(random);
        if (!context.wants(account)) {
            return null;
        }
        return context.transactionOf(account)
                .amountVnd(Math.max(MIN_AMOUNT_VND, AMOUNT_VND.quantile(random.unit())))
                .at(context.nowOrLate(LATE))
                .biometricFailures(BIOMETRIC_FAILURES.draw(random))
                .post();
    }
}
