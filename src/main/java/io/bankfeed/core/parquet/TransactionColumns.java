package io.bankfeed.core.parquet;

import static java.util.Objects.requireNonNull;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The columns of transactions, with the names and in the order of the fields of JSON and CSV. Not thread-safe. */
final class TransactionColumns {

    private static final Location[] LOCATIONS = Location.values();
    private static final TransactionType[] TYPES = TransactionType.values();
    private static final Channel[] CHANNELS = Channel.values();

    private static final byte[] DEVICE = AsciiBuffer.ascii("DEV_");
    private static final byte[] NEW_DEVICE = AsciiBuffer.ascii("DEV_NEW_");
    private static final byte[] SCENARIO = AsciiBuffer.ascii("SCN_");

    private final RecordFields fields;
    private final FraudReports reports;
    private final Names names = new Names();

    /** @param reports what is written if the fields include it */
    TransactionColumns(RecordFields fields, FraudReports reports) {
        this.fields = fields;
        this.reports = reports;
    }

    List<Column> schema() {
        List<Column> columns = new ArrayList<>(core());
        if (fields.extended()) {
            columns.addAll(payment());
        }
        if (fields.labels() != LabelFields.NONE) {
            columns.add(Column.repeated("is_fraud", NumberType.BOOLEAN));
            columns.add(Column.repeated("fraud_type", TextType.named(names::name)));
        }
        if (fields.labels() == LabelFields.FULL) {
            columns.addAll(scenarioAndReport());
        }
        return Collections.unmodifiableList(columns);
    }

    private static List<Column> core() {
        return List.of(
                Column.distinct("transaction_id", TextType.padded("TXN_", 8)),
                Column.repeated("account_id", TextType.padded("ACC_", 6)),
                Column.repeated("branch_id", NumberType.INT32),
                Column.distinct("transaction_amount_vnd", NumberType.INT64),
                Column.repeated("transaction_hour", NumberType.INT32),
                Column.distinct("transaction_timestamp", NumberType.TIMESTAMP),
                Column.repeated("location_city", TextType.named(value -> LOCATIONS[(int) value].wireName())),
                Column.repeated("device_id", new TextType(TransactionColumns::appendDevice)),
                Column.repeated("biometric_failure_count", NumberType.INT32),
                Column.repeated("transaction_frequency_5min", NumberType.INT32),
                Column.repeated("total_loans_vnd", NumberType.INT64),
                Column.repeated("num_transactions", NumberType.INT32),
                Column.repeated("npl_flag", NumberType.BOOLEAN),
                Column.repeated("total_deposits_vnd", NumberType.INT64),
                Column.repeated("transaction_fees_vnd", NumberType.INT64));
    }

    private static List<Column> payment() {
        return List.of(
                Column.repeated("transaction_type", TextType.named(value -> TYPES[(int) value].wireName())),
                Column.repeated("channel", TextType.named(value -> CHANNELS[(int) value].wireName())),
                Column.repeated("counterparty_account_id", TextType.padded("ACC_", 6)),
                Column.repeated("counterparty_bank", TextType.padded("BANK_", 2)),
                Column.nullable("merchant_category", TextType.padded("", 4)));
    }

    private List<Column> scenarioAndReport() {
        return List.of(
                Column.nullable(
                        "scenario_id",
                        new TextType((value, text) -> text.append(SCENARIO).appendHex(value))),
                Column.nullable("scenario_type", TextType.named(names::name)),
                Column.nullable("scenario_step", NumberType.INT32),
                Column.nullable("scenario_steps", NumberType.INT32),
                Column.nullable("scenario_role", TextType.named(names::name)),
                Column.repeated("reported_fraud", NumberType.BOOLEAN),
                Column.nullable("reported_at", NumberType.TIMESTAMP));
    }

    /** Adds the values of a transaction to the columns of the schema. */
    void add(Transaction transaction, Label label, ColumnValues[] values) {
        int next = addCore(transaction, values);
        if (fields.extended()) {
            next = addPayment(requireNonNull(transaction.payment(), "The payment was not drawn"), values, next);
        }
        if (fields.labels() != LabelFields.NONE) {
            values[next++].add(label.isFraud() ? 1 : 0);
            values[next++].add(names.number(label.fraudType()));
        }
        if (fields.labels() == LabelFields.FULL) {
            addStep(label.step(), values, next);
            addReport(reports.reportedAtMicros(transaction, label), values, next + 5);
        }
    }

    // The ordinal is the index in an array of the same enum.
    @SuppressWarnings("EnumOrdinal")
    private static int addCore(Transaction transaction, ColumnValues[] values) {
        values[0].add(transaction.number());
        values[1].add(transaction.accountNumber());
        values[2].add(transaction.branchId());
        values[3].add(transaction.amountVnd());
        values[4].add(BankTime.hourOf(transaction.timestampMicros()));
        values[5].add(transaction.timestampMicros());
        values[6].add(transaction.location().ordinal());
        values[7].add(device(transaction));
        values[8].add(transaction.biometricFailureCount());
        values[9].add(transaction.frequency5min());
        values[10].add(transaction.totalLoansVnd());
        values[11].add(transaction.numTransactions());
        values[12].add(transaction.nonPerformingLoan() ? 1 : 0);
        values[13].add(transaction.totalDepositsVnd());
        values[14].add(transaction.feesVnd());
        return 15;
    }

    // The ordinal is the index in an array of the same enum.
    @SuppressWarnings("EnumOrdinal")
    private static int addPayment(Payment payment, ColumnValues[] values, int first) {
        values[first].add(payment.type().ordinal());
        values[first + 1].add(payment.channel().ordinal());
        values[first + 2].add(payment.counterpartyNumber());
        values[first + 3].add(payment.counterpartyBank());
        if (payment.merchantCategory() == Payment.NO_MERCHANT) {
            values[first + 4].addNull();
        } else {
            values[first + 4].add(payment.merchantCategory());
        }
        return first + 5;
    }

    /** @param step null if the transaction belongs to no scenario */
    private void addStep(ScenarioStep step, ColumnValues[] values, int first) {
        if (step == null) {
            for (int i = first; i < first + 5; i++) {
                values[i].addNull();
            }
            return;
        }
        values[first].add(step.scenario());
        values[first + 1].add(names.number(step.type()));
        values[first + 2].add(step.step());
        values[first + 3].add(step.steps());
        values[first + 4].add(names.number(step.role()));
    }

    private static void addReport(long atMicros, ColumnValues[] values, int first) {
        boolean reported = atMicros != FraudReports.NEVER;
        values[first].add(reported ? 1 : 0);
        if (reported) {
            values[first + 1].add(atMicros);
        } else {
            values[first + 1].addNull();
        }
    }

    /** A new device as a negative number. */
    private static long device(Transaction transaction) {
        return transaction.newDevice() ? ~transaction.deviceNumber() : transaction.deviceNumber();
    }

    private static void appendDevice(long value, AsciiBuffer text) {
        text.append(value < 0 ? NEW_DEVICE : DEVICE).append(value < 0 ? ~value : value);
    }
}
