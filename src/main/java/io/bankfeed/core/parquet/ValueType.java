package io.bankfeed.core.parquet;

/** How the values of a column, which are numbers here, are stored. */
interface ValueType {

    PhysicalType physical();

    /**
     * Appends values in the encoding {@code PLAIN}.
     *
     * @param count how many of the values, from the first on; at least 1
     */
    Range writePlain(long[] values, int count, BinaryBuffer out);

    /** Writes the logical type, if there is one, to a {@code SchemaElement}. */
    default void describe(ThriftWriter element) {}
}
