package io.bankfeed.core.transaction;

/**
 * What a bank learns about its fraud: which transactions are reported as fraud, and when. It is neither complete nor
 * free of errors, and it comes late. Thread-safe.
 */
@FunctionalInterface
public interface FraudReports {

    /** Nothing is reported. */
    FraudReports NONE = (transaction, label) -> FraudReports.NEVER;

    /** The time of a report that never comes. */
    long NEVER = Long.MAX_VALUE;

    /**
     * When a transaction is reported as fraud: microseconds since 1970-01-01T00:00Z, not before the transaction's
     * timestamp, or {@link #NEVER}.
     */
    long reportedAtMicros(Transaction transaction, Label label);
}
