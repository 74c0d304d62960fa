package io.bankfeed.generator;

/** Is told the truth about every transaction, before whoever asked for the transaction has it. Thread-safe. */
@FunctionalInterface
public interface GroundTruth {

    /**
     * Takes the labels of transactions with consecutive numbers. Blocks may come in another order than that of their
     * numbers, but none is left out.
     *
     * @param firstNumber the number of the first transaction, from 1
     * @param labels for each transaction the index of its label in {@link TransactionGenerator#labels}, or
     *     {@link #NEVER_MADE}; it must not be kept
     * @param nowMicros when the last was made, and each before it a microsecond earlier; microseconds since
     *     1970-01-01T00:00Z
     */
    void record(long firstNumber, byte[] labels, long nowMicros);

    /** Stands for a transaction that could not be made, whose number nobody has. */
    byte NEVER_MADE = -1;
}
