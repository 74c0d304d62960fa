package io.bankfeed.core.transaction;

/** Receives transactions with their labels, one at a time, in the thread that draws them. */
@FunctionalInterface
public interface TransactionSink {

    /**
     * Receives the next transaction.
     *
     * @param label the ground truth, which must not appear in the unlabelled feed
     */
    void accept(Transaction transaction, Label label);
}
