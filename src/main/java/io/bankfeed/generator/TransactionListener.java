package io.bankfeed.generator;

import io.bankfeed.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/** Receives every transaction with its label before it is returned to the caller. Thread-safe. */
@FunctionalInterface
public interface TransactionListener {

    /**
     * Receives a block of transactions with consecutive numbers. Blocks may arrive out of order, but every number
     * arrives exactly once. None of the arrays must be retained.
     *
     * @param firstNumber the number of the first transaction, from 1
     * @param transactions null for a number whose transaction could not be generated
     * @param labels the index of each transaction's label in {@link TransactionGenerator#labels}, or
     *     {@link #NOT_GENERATED}
     * @param details the details of each transaction's label, null for a transaction without; null if none has any
     * @param nowMicros the time of the last transaction in microseconds since 1970-01-01T00:00Z; each transaction
     *     before it is a microsecond earlier
     */
    void record(
            long firstNumber,
            @Nullable Transaction[] transactions,
            byte[] labels,
            @Nullable LabelDetail @Nullable [] details,
            long nowMicros);

    /** Marks the number of a transaction that could not be generated. */
    byte NOT_GENERATED = -1;
}
