package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.AccountGroup;
import io.bankfeed.core.bank.AccountProfile;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/** One kind of fraud. Implementations are stateless and thread-safe. */
public interface FraudPattern {

    /** All patterns, in the order in which they are listed. Add a new pattern here. */
    List<FraudPattern> ALL =
            List.of(new MoneyLaundering(), new AccountTakeover(), new LoanFraud(), new FeeManipulation());

    /** The {@code fraud_type} of its transactions: lower-case letters, digits and underscores. */
    String name();

    /** Its weight relative to the other patterns if the configuration sets none; at least 0. */
    double defaultWeight();

    /** The accounts that commit it, or empty if its victims are ordinary accounts. */
    Optional<AccountProfile> profile();

    /** The hours of the day in which it occurs. */
    Hours hours();

    /**
     * Draws one transaction of this pattern.
     *
     * @param accounts the accounts of its {@link #profile}, or the ordinary accounts if it has none
     */
    Transaction draw(DrawContext context, AccountGroup accounts);
}
