package io.bankfeed.labels;

import io.bankfeed.generator.LabelDetail;
import org.jspecify.annotations.Nullable;

/** What is known about the label of a transaction. */
sealed interface LabelLookup {

    /** The number of the transaction. */
    long number();

    /**
     * The label is known.
     *
     * @param label its index in the generator's labels
     * @param labelledAtMicros when it became known, in microseconds since 1970-01-01T00:00Z
     * @param detail null if the transaction belongs to no scenario and is never reported
     */
    record Known(
            long number,
            int label,
            long labelledAtMicros,
            @Nullable LabelDetail detail) implements LabelLookup {

        Known(long number, int label, long labelledAtMicros) {
            this(number, label, labelledAtMicros, null);
        }
    }

    /**
     * The transaction exists, but its label is not known yet.
     *
     * @param knownAtMicros when it becomes known if the delay does not change, in microseconds since 1970-01-01T00:00Z
     */
    record Pending(long number, long knownAtMicros) implements LabelLookup {}

    /** The label was evicted to make room for newer ones. */
    record Evicted(long number) implements LabelLookup {}

    /** There is no such transaction, or not yet. */
    record Unknown(long number) implements LabelLookup {}
}
