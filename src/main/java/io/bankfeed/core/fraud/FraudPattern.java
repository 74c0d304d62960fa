package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.AccountGroup;
import io.bankfeed.core.bank.AccountProfile;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/** One kind of fraud. Implementations hold no state and are thread-safe. A new one is registered in {@link #ALL}. */
public interface FraudPattern {

    /** The patterns that the bank knows, in the order in which they are shown. */
    List<FraudPattern> ALL =
            List.of(new MoneyLaundering(), new AccountTakeover(), new LoanFraud(), new FeeManipulation());

    /** The {@code fraud_type} of the ground truth. */
    String name();

    /** Its weight among the patterns where the configuration names none. */
    double defaultWeight();

    /** The kind of account that commits it; empty if ordinary accounts are its victims. */
    Optional<AccountProfile> profile();

    /** The hours of the day in which it is done: all, where it does not matter. */
    Hours hours();

    /**
     * Makes one transaction of this pattern.
     *
     * @param accounts those of {@link #profile}, or the ordinary ones
     */
    Transaction draw(DrawContext occasion, AccountGroup accounts);
}
