package io.bankfeed.labels;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.TransactionEncoder;

/** Writes what is known of labels as JSON. Not thread-safe. */
final class LabelEncoder {

    /** More than what a label takes as an event, but for a fraud type of extraordinary length. */
    static final int TYPICAL_BYTES = 192;

    private static final byte[] TRANSACTION_ID = AsciiBuffer.ascii("{\"transaction_id\":\"");
    private static final byte[] KNOWN_AT = AsciiBuffer.ascii("\",\"known_at\":\"");
    private static final byte[] END = AsciiBuffer.ascii("\"}");

    private final LabelTexts texts;
    private final AsciiBuffer out;
    private final TransactionEncoder timestamps;

    /** @param out where it is appended to */
    LabelEncoder(LabelTexts texts, AsciiBuffer out) {
        this.texts = texts;
        this.out = out;
        timestamps = new TransactionEncoder(out);
    }

    void append(LabelLookup.Known known) {
        out.append(TRANSACTION_ID);
        TransactionId.append(out, known.number());
        out.append(texts.of(known.label()));
        timestamps.appendTimestamp(known.labelledAtMicros());
        out.append(END);
    }

    void append(LabelLookup.Pending pending) {
        out.append(TRANSACTION_ID);
        TransactionId.append(out, pending.number());
        out.append(KNOWN_AT);
        timestamps.appendTimestamp(pending.knownAtMicros());
        out.append(END);
    }
}
