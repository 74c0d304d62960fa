package io.bankfeed.core.fraud;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import java.util.List;

/** A transaction as it was drawn, with its ground truth and the bank's now. */
record Drawn(Transaction transaction, Label label, long nowMicros) {

    boolean is(String fraudType) {
        return label.fraudType().equals(fraudType);
    }

    static List<Transaction> transactionsOf(List<Drawn> all, String fraudType) {
        return all.stream()
                .filter(drawn -> drawn.is(fraudType))
                .map(Drawn::transaction)
                .toList();
    }
}
