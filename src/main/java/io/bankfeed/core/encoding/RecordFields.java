package io.bankfeed.core.encoding;

/**
 * The fields of a record: the 15 of the feed, and those that follow on request. Immutable and thread-safe.
 *
 * @param extended whether the five fields of the payment follow
 * @param labels which fields of the label follow at the end
 */
public record RecordFields(boolean extended, LabelFields labels) {

    /** The 15 fields of the feed. */
    public static final RecordFields CORE = new RecordFields(false, LabelFields.NONE);

    /** The 15 fields and the label, without its scenario. */
    public static final RecordFields LABELLED = new RecordFields(false, LabelFields.TRUTH);

    public boolean isCore() {
        return !extended && labels == LabelFields.NONE;
    }
}
