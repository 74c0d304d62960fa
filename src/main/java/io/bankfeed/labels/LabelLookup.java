package io.bankfeed.labels;

/** What is known of the label of a transaction. */
sealed interface LabelLookup {

    /** The number of the transaction. */
    long number();

    /**
     * The label is known.
     *
     * @param label its index in the generator's labels
     * @param labelledAtMicros since when, in microseconds since 1970-01-01T00:00Z
     */
    record Known(long number, int label, long labelledAtMicros) implements LabelLookup {}

    /**
     * The transaction was made, and its label is not known yet.
     *
     * @param knownAtMicros from when on it is, as things are now, in microseconds since 1970-01-01T00:00Z
     */
    record Pending(long number, long knownAtMicros) implements LabelLookup {}

    /** The transaction was made so long ago that its label is no longer held. */
    record Evicted(long number) implements LabelLookup {}

    /** There is no such transaction: it was not made yet, is in the making, or could not be made. */
    record Unknown(long number) implements LabelLookup {}
}
