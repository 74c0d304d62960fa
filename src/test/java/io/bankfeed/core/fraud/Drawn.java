package io.bankfeed.core.fraud;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import java.util.List;

/** A transaction with its label and the bank's time when it was drawn. */
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
