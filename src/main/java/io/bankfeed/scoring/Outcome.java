package io.bankfeed.scoring;

import java.util.Locale;

/** What became of a score. It does not depend on the label of the transaction. */
enum Outcome {
    /** The first score of the detector for a transaction, and in time. */
    ACCEPTED,
    /** The detector has scored the transaction before. */
    REPEATED,
    /** It came after the deadline. */
    LATE,
    /** There is no such transaction, or not yet. */
    UNKNOWN,
    /** The transaction was evicted to make room for newer ones. */
    EVICTED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
