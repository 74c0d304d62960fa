package io.bankfeed.core.encoding;

import io.bankfeed.core.encoding.Ascii.Literal;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.TransactionType;
import java.util.Arrays;

/**
 * Writes what follows the 15 fields of a CSV record: the payment and the label. A field that is null in JSON is empty.
 * Not thread-safe.
 */
final class CsvExtraFields extends ExtraFields {

    private static final byte[] PAYMENT_HEADER =
            AsciiBuffer.ascii(",transaction_type,channel,counterparty_account_id,counterparty_bank,merchant_category");
    private static final byte[] TRUTH_HEADER = AsciiBuffer.ascii(",is_fraud,fraud_type");
    private static final byte[] FULL_HEADER = AsciiBuffer.ascii(
            ",scenario_id,scenario_type,scenario_step,scenario_steps,scenario_role,reported_fraud,reported_at");

    /** An upper bound of the size of a payment, including the overrun. */
    private static final int PAYMENT_BYTES = 128;

    private static final Literal[] TYPES = Arrays.stream(TransactionType.values())
            .map(type -> Literal.of("," + type.wireName()))
            .toArray(Literal[]::new);
    private static final Literal[] CHANNELS = Arrays.stream(Channel.values())
            .map(channel -> Literal.of("," + channel.wireName()))
            .toArray(Literal[]::new);
    private static final Literal COUNTERPARTY = Literal.of(",ACC_");
    private static final Literal BANK = Literal.of(",BANK_");

    private static final byte[] SCENARIO_ID = AsciiBuffer.ascii(",SCN_");
    private static final byte[] NO_SCENARIO = AsciiBuffer.ascii(",,,,,");
    private static final byte[] REPORTED = AsciiBuffer.ascii(",true,");
    private static final byte[] NOT_REPORTED = AsciiBuffer.ascii(",false,");

    CsvExtraFields(AsciiBuffer out, RecordFields fields, FraudReports reports) {
        super(out, fields, reports);
    }

    void appendHeader() {
        if (fields.extended()) {
            out.append(PAYMENT_HEADER);
        }
        if (fields.labels() != LabelFields.NONE) {
            out.append(TRUTH_HEADER);
        }
        if (fields.labels() == LabelFields.FULL) {
            out.append(FULL_HEADER);
        }
    }

    // The ordinal is the index in an array of the same enum.
    @SuppressWarnings("EnumOrdinal")
    @Override
    void appendPayment(Payment payment) {
        byte[] csv = out.reserved(PAYMENT_BYTES);
        int at = TYPES[payment.type().ordinal()].writeWhole(csv, out.length());
        at = CHANNELS[payment.channel().ordinal()].writeWhole(csv, at);
        at = Ascii.padded(csv, COUNTERPARTY.write(csv, at), payment.counterpartyNumber(), 6);
        at = Ascii.padded(csv, BANK.write(csv, at), payment.counterpartyBank(), 2);
        csv[at++] = ',';
        if (payment.merchantCategory() != Payment.NO_MERCHANT) {
            at = Ascii.padded(csv, at, payment.merchantCategory(), 4);
        }
        out.written(at);
    }

    @Override
    void appendStep(ScenarioStep step) {
        if (step == null) {
            out.append(NO_SCENARIO);
            return;
        }
        out.append(SCENARIO_ID).appendHex(step.scenario());
        out.append(',').appendAscii(step.type());
        out.append(',').append(step.step());
        out.append(',').append(step.steps());
        out.append(',').appendAscii(step.role());
    }

    @Override
    void appendReport(long atMicros) {
        if (atMicros == FraudReports.NEVER) {
            out.append(NOT_REPORTED);
            return;
        }
        out.append(REPORTED);
        appendTimestamp(atMicros);
    }

    @Override
    byte[] truth(Label label) {
        return AsciiBuffer.ascii("," + label.isFraud() + "," + label.fraudType());
    }
}
