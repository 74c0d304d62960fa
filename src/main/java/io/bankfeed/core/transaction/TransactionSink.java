package io.bankfeed.core.transaction;

/** Takes transactions with their ground truth, one after the other, in the thread that makes them. */
@FunctionalInterface
public interface TransactionSink {

    /**
     * Takes the next transaction.
     *
     * @param label the ground truth, which belongs in no raw feed
     */
    void accept(Transaction transaction, Label label);
}
