package io.bankfeed.core.encoding;

import io.bankfeed.core.transaction.TransactionSink;

/**
 * Appends transactions to a buffer as a document of one format: {@link #begin}, each transaction, {@link #end}, and then
 * the next document if there is one. Not thread-safe.
 */
public interface RecordWriter extends TransactionSink {

    /** Begins a document. */
    default void begin() {}

    /**
     * Ends the document.
     *
     * @param timestampMicros the document's own time, in microseconds since 1970-01-01T00:00Z
     */
    default void end(long timestampMicros) {}
}
