package io.bankfeed.generator;

import org.jspecify.annotations.Nullable;

/** Receives the label of every transaction before the transaction is returned to the caller. Thread-safe. */
@FunctionalInterface
public interface LabelListener {

    /**
     * Receives the labels of a block of transactions with consecutive numbers. Blocks may arrive out of order, but
     * every number arrives exactly once.
     *
     * @param firstNumber the number of the first transaction, from 1
     * @param labels the index of each transaction's label in {@link TransactionGenerator#labels}, or
     *     {@link #NOT_GENERATED}; the array must not be retained
     * @param details the details of each transaction's label, null for a transaction without; null if none has any. The
     *     array must not be retained.
     * @param nowMicros the time of the last transaction in microseconds since 1970-01-01T00:00Z; each transaction
     *     before it is a microsecond earlier
     */
    void record(long firstNumber, byte[] labels, @Nullable LabelDetail @Nullable [] details, long nowMicros);

    /** Marks the number of a transaction that could not be generated. */
    byte NOT_GENERATED = -1;
}
