package io.bankfeed.core.encoding;

import static java.util.Objects.requireNonNull;

import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;
import java.util.HashMap;
import java.util.Map;

/** Writes what follows the 15 fields of a record: the payment and the label. Not thread-safe. */
abstract class ExtraFields {

    final AsciiBuffer out;
    final RecordFields fields;

    private final FraudReports reports;

    /** Its own, since the dates of reports differ from those of transactions. */
    private final TimestampEncoder timestamps = new TimestampEncoder();

    private final Map<String, byte[]> truths = new HashMap<>();

    /** @param reports what is written if the fields include it */
    ExtraFields(AsciiBuffer out, RecordFields fields, FraudReports reports) {
        this.out = out;
        this.fields = fields;
        this.reports = reports;
    }

    void append(Transaction transaction, Label label) {
        if (!fields.isCore()) {
            boolean reported = fields.labels() == LabelFields.FULL;
            append(
                    transaction.payment(),
                    label,
                    reported ? reports.reportedAtMicros(transaction, label) : FraudReports.NEVER);
        }
    }

    /** @throws NullPointerException if the transaction has no payment, but the fields include it */
    void append(Payment payment, Label label, long reportedAtMicros) {
        if (fields.extended()) {
            appendPayment(requireNonNull(payment, "The payment was not drawn"));
        }
        if (fields.labels() != LabelFields.NONE) {
            appendTruth(label);
        }
        if (fields.labels() == LabelFields.FULL) {
            appendStep(label.step());
            appendReport(reportedAtMicros);
        }
    }

    /** Appends whether it is fraud, and of which type, whatever the fields are. */
    void appendTruth(Label label) {
        out.append(truths.computeIfAbsent(label.fraudType(), type -> truth(label)));
    }

    abstract void appendPayment(Payment payment);

    /** The bytes of the two fields of a label without its scenario. */
    abstract byte[] truth(Label label);

    /** @param step null if the transaction belongs to no scenario */
    abstract void appendStep(ScenarioStep step);

    /** @param atMicros microseconds since 1970-01-01T00:00Z, or {@link FraudReports#NEVER} */
    abstract void appendReport(long atMicros);

    void appendTimestamp(long epochMicros) {
        byte[] text = out.reserved(TimestampEncoder.MAX_BYTES);
        out.written(timestamps.write(text, out.length(), epochMicros));
    }
}
