package io.bankfeed.labels;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.generator.LabelDetail;
import io.bankfeed.generator.TransactionId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps lookups to the records that are written as JSON. Not thread-safe. */
final class LabelMapper {

    private final List<Label> labels;
    private final boolean full;
    private final AsciiBuffer text = new AsciiBuffer(64);
    private final TransactionEncoder encoder = new TransactionEncoder(text);

    /**
     * @param labels all labels, by index
     * @param full whether labels have their scenario and their report
     */
    LabelMapper(List<Label> labels, boolean full) {
        this.labels = labels;
        this.full = full;
    }

    KnownLabel known(LabelLookup.Known known) {
        Label label = labels.get(known.label());
        return new KnownLabel(
                TransactionId.format(known.number()),
                label.isFraud(),
                label.fraudType(),
                timestamp(known.labelledAtMicros()),
                full ? full(known.detail()) : null);
    }

    private FullLabel full(@Nullable LabelDetail detail) {
        ScenarioStep step = detail == null ? null : detail.step();
        String reportedAt = detail == null || detail.reportedAtMicros() == FraudReports.NEVER
                ? null
                : timestamp(detail.reportedAtMicros());
        return step == null
                ? new FullLabel(null, null, null, null, null, reportedAt != null, reportedAt)
                : new FullLabel(
                        step.wireId(),
                        step.type(),
                        step.step(),
                        step.steps(),
                        step.role(),
                        reportedAt != null,
                        reportedAt);
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
