package io.bankfeed.labels;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.Label;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Maps lookups to the records that are written as JSON. Not thread-safe. */
final class LabelMapper {

    private final List<Label> labels;
    private final AsciiBuffer text = new AsciiBuffer(64);
    private final TransactionEncoder encoder = new TransactionEncoder(text);

    /** @param labels all labels, by index */
    LabelMapper(List<Label> labels) {
        this.labels = labels;
    }

    KnownLabel known(LabelLookup.Known known) {
        Label label = labels.get(known.label());
        return new KnownLabel(
                TransactionId.format(known.number()),
                label.isFraud(),
                label.fraudType(),
                timestamp(known.labelledAtMicros()));
    }

    PendingLabel pending(LabelLookup.Pending pending) {
        return new PendingLabel(TransactionId.format(pending.number()), timestamp(pending.knownAtMicros()));
    }

    /** Formats an instant as in the feed. */
    String timestamp(long epochMicros) {
        text.clear();
        encoder.appendTimestamp(epochMicros);
        return new String(text.toByteArray(), StandardCharsets.US_ASCII);
    }
}
