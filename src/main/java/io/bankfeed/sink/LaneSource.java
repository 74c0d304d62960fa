package io.bankfeed.sink;

import io.bankfeed.core.bank.ArrivalTimes;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;
import org.jspecify.annotations.Nullable;

/** The transactions of a lane from a number of the bank on, one after the other. Not thread-safe. */
final class LaneSource {

    private final TransactionSource source;
    private @Nullable Row next;

    /** A transaction with its label. */
    record Row(Transaction transaction, Label label) {

        void passTo(TransactionSink sink) {
            sink.accept(transaction, label);
        }
    }

    /**
     * @param lane from 0
     * @param lastNumber the number before the first
     * @param payments whether transactions get their payments
     */
    LaneSource(Recipe recipe, int lane, long lastNumber, boolean payments) {
        source = new TransactionSource(
                recipe.events(),
                lastNumber,
                ArrivalTimes.MAX_INDEX - lastNumber,
                recipe.part(lane),
                payments,
                (transaction, label) -> next = new Row(transaction, label));
    }

    /** The number up to which the bank's transactions were passed, whether or not they are of this lane. */
    long lastNumber() {
        return source.lastNumber();
    }

    /**
     * The next transaction, or null if no number up to a given one is of this lane. Once found, it stays the next one,
     * whatever the number, until {@link #remove}.
     */
    @Nullable
    Row peek(long upToNumber) {
        while (next == null && source.lastNumber() < upToNumber) {
            source.draw();
        }
        return next;
    }

    void remove() {
        next = null;
    }
}
