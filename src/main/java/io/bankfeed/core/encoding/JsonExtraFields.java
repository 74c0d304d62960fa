package io.bankfeed.core.encoding;

import io.bankfeed.core.encoding.Ascii.Literal;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.TransactionType;
import java.util.Arrays;

/** Writes what follows the 15 fields of a JSON object: the payment and the label. Not thread-safe. */
final class JsonExtraFields extends ExtraFields {

    /** An upper bound of the size of a payment, including the overrun: 140 bytes of names and 80 of values. */
    private static final int PAYMENT_BYTES = 320;

    private static final Literal[] TYPES = Arrays.stream(TransactionType.values())
            .map(type -> Literal.of(",\"transaction_type\":\"" + type.wireName()))
            .toArray(Literal[]::new);
    private static final Literal[] CHANNELS = Arrays.stream(Channel.values())
            .map(channel -> Literal.of("\",\"channel\":\"" + channel.wireName()))
            .toArray(Literal[]::new);
    private static final Literal COUNTERPARTY = Literal.of("\",\"counterparty_account_id\":\"ACC_");
    private static final Literal BANK = Literal.of("\",\"counterparty_bank\":\"BANK_");
    private static final Literal MERCHANT = Literal.of("\",\"merchant_category\":\"");
    private static final Literal NO_MERCHANT = Literal.of("\",\"merchant_category\":null");

    private static final byte[] SCENARIO_ID = AsciiBuffer.ascii(",\"scenario_id\":\"SCN_");
    private static final byte[] SCENARIO_TYPE = AsciiBuffer.ascii("\",\"scenario_type\":\"");
    private static final byte[] SCENARIO_STEP = AsciiBuffer.ascii("\",\"scenario_step\":");
    private static final byte[] SCENARIO_STEPS = AsciiBuffer.ascii(",\"scenario_steps\":");
    private static final byte[] SCENARIO_ROLE = AsciiBuffer.ascii(",\"scenario_role\":\"");
    private static final byte[] NO_SCENARIO = AsciiBuffer.ascii(",\"scenario_id\":null,\"scenario_type\":null,"
            + "\"scenario_step\":null,\"scenario_steps\":null,\"scenario_role\":null");
    private static final byte[] REPORTED = AsciiBuffer.ascii(",\"reported_fraud\":true,\"reported_at\":\"");
    private static final byte[] NOT_REPORTED = AsciiBuffer.ascii(",\"reported_fraud\":false,\"reported_at\":null");

    JsonExtraFields(AsciiBuffer out, RecordFields fields, FraudReports reports) {
        super(out, fields, reports);
    }

    // The ordinal is the index in an array of the same enum.
    @SuppressWarnings("EnumOrdinal")
    @Override
    void appendPayment(Payment payment) {
        byte[] json = out.reserved(PAYMENT_BYTES);
        int at = TYPES[payment.type().ordinal()].writeWhole(json, out.length());
        at = CHANNELS[payment.channel().ordinal()].writeWhole(json, at);
        at = Ascii.padded(json, COUNTERPARTY.write(json, at), payment.counterpartyNumber(), 6);
        at = Ascii.padded(json, BANK.write(json, at), payment.counterpartyBank(), 2);
        if (payment.merchantCategory() == Payment.NO_MERCHANT) {
            at = NO_MERCHANT.write(json, at);
        } else {
            at = Ascii.padded(json, MERCHANT.write(json, at), payment.merchantCategory(), 4);
            json[at++] = '"';
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
        out.append(SCENARIO_TYPE).appendAscii(step.type());
        out.append(SCENARIO_STEP).append(step.step());
        out.append(SCENARIO_STEPS).append(step.steps());
        out.append(SCENARIO_ROLE).appendAscii(step.role()).append('"');
    }

    @Override
    void appendReport(long atMicros) {
        if (atMicros == FraudReports.NEVER) {
            out.append(NOT_REPORTED);
            return;
        }
        out.append(REPORTED);
        appendTimestamp(atMicros);
        out.append('"');
    }

    @Override
    byte[] truth(Label label) {
        return AsciiBuffer.ascii(",\"is_fraud\":" + label.isFraud() + ",\"fraud_type\":\"" + label.fraudType() + "\"");
    }
}
