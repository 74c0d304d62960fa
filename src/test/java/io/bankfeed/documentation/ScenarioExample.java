package io.bankfeed.documentation;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import java.util.List;

/**
 * The transactions of one scenario.
 *
 * @param steps its transactions, in the order of time
 * @param others the transactions in between of the accounts that pay in it
 */
record ScenarioExample(List<Row> steps, List<Row> others) {

    /** A transaction with its label. */
    record Row(Transaction transaction, Label label) {

        int payer() {
            return transaction.accountNumber();
        }

        long epochMicros() {
            return transaction.timestampMicros();
        }
    }

    String type() {
        return steps.get(0).label().step().type();
    }
}
