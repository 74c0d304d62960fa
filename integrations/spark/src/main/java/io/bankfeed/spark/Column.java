package io.bankfeed.spark;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** The columns, in order. Their names are those of the fields of the feed. */
enum Column {
    TRANSACTION_ID(Group.CORE, Value.id("TXN_", Transaction::number, 8)),
    ACCOUNT_ID(Group.CORE, Value.id("ACC_", Transaction::accountNumber, 6)),
    BRANCH_ID(Group.CORE, Value.integer(Transaction::branchId)),
    TRANSACTION_AMOUNT_VND(Group.CORE, Value.bigInteger(Transaction::amountVnd)),
    TRANSACTION_HOUR(Group.CORE, Value.integer(transaction -> BankTime.hourOf(transaction.timestampMicros()))),
    TRANSACTION_TIMESTAMP(
            Group.CORE,
            Value.of(TimestampType, (row, transaction, label) -> row.bigInteger(transaction.timestampMicros()))),
    LOCATION_CITY(Group.CORE, Value.name(Location.values(), Location::wireName, Transaction::location)),
    DEVICE_ID(Group.CORE, Value.of(StringType, Column::writeDevice)),
    BIOMETRIC_FAILURE_COUNT(Group.CORE, Value.integer(Transaction::biometricFailureCount)),
    TRANSACTION_FREQUENCY_5MIN(Group.CORE, Value.integer(Transaction::frequency5min)),
    TOTAL_LOANS_VND(Group.CORE, Value.bigInteger(Transaction::totalLoansVnd)),
    NUM_TRANSACTIONS(Group.CORE, Value.integer(Transaction::numTransactions)),
    NPL_FLAG(Group.CORE, Value.of(BooleanType, (row, transaction, label) -> row.bool(transaction.nonPerformingLoan()))),
    TOTAL_DEPOSITS_VND(Group.CORE, Value.bigInteger(Transaction::totalDepositsVnd)),
    TRANSACTION_FEES_VND(Group.CORE, Value.bigInteger(Transaction::feesVnd)),

    TRANSACTION_TYPE(
            Group.PAYMENT,
            Value.name(
                    TransactionType.values(),
                    TransactionType::wireName,
                    transaction -> transaction.payment().type())),
    CHANNEL(
            Group.PAYMENT,
            Value.name(
                    Channel.values(),
                    Channel::wireName,
                    transaction -> transaction.payment().channel())),
    COUNTERPARTY_ACCOUNT_ID(
            Group.PAYMENT, Value.id("ACC_", transaction -> transaction.payment().counterpartyNumber(), 6)),
    COUNTERPARTY_BANK(
            Group.PAYMENT,
            Value.id("BANK_", transaction -> transaction.payment().counterpartyBank(), 2)),
    MERCHANT_CATEGORY(Group.PAYMENT, Value.nullable(StringType, Column::writeMerchantCategory)),

    IS_FRAUD(Group.TRUTH, Value.of(BooleanType, (row, transaction, label) -> row.bool(label.isFraud()))),
    FRAUD_TYPE(Group.TRUTH, Value.of(StringType, (row, transaction, label) -> row.name(label.fraudType()))),

    SCENARIO_ID(
            Group.FULL_LABEL,
            Value.ofScenario(StringType, (row, step) -> row.text(UTF8String.fromString(step.wireId())))),
    SCENARIO_TYPE(Group.FULL_LABEL, Value.ofScenario(StringType, (row, step) -> row.name(step.type()))),
    SCENARIO_STEP(Group.FULL_LABEL, Value.ofScenario(IntegerType, (row, step) -> row.integer(step.step()))),
    SCENARIO_STEPS(Group.FULL_LABEL, Value.ofScenario(IntegerType, (row, step) -> row.integer(step.steps()))),
    SCENARIO_ROLE(Group.FULL_LABEL, Value.ofScenario(StringType, (row, step) -> row.name(step.role()))),
    REPORTED_FRAUD(
            Group.FULL_LABEL,
            Value.of(
                    BooleanType,
                    (row, transaction, label) ->
                            row.bool(row.reportedAtMicros(transaction, label) != FraudReports.NEVER))),
    REPORTED_AT(Group.FULL_LABEL, Value.nullable(TimestampType, Column::writeReportedAt));

    /** Columns that a dataset has together, with the option for them. */
    private enum Group {
        CORE(""),
        PAYMENT("fields=extended"),
        TRUTH("labels=true"),
        FULL_LABEL("labels=full");

        private final String option;

        Group(String option) {
            this.option = option;
        }

        boolean isIn(RecordFields fields) {
            return switch (this) {
                case CORE -> true;
                case PAYMENT -> fields.extended();
                case TRUTH -> fields.labels() != LabelFields.NONE;
                case FULL_LABEL -> fields.labels() == LabelFields.FULL;
            };
        }
    }

    /** In a class of their own, since constants cannot use what an enum declares after them. */
    private static final class Prefixes {

        private static final byte[] DEVICE = AsciiBuffer.ascii("DEV_");
        private static final byte[] NEW_DEVICE = AsciiBuffer.ascii("DEV_NEW_");
        private static final byte[] NONE = {};
    }

    private final Group group;
    private final Value value;

    Column(Group group, Value value) {
        this.group = group;
        this.value = value;
    }

    /** The columns of a dataset. */
    static List<Column> of(RecordFields fields) {
        return Arrays.stream(values())
                .filter(column -> column.group.isIn(fields))
                .toList();
    }

    /**
     * The columns of a schema.
     *
     * @throws IllegalArgumentException if a dataset does not have them, or with another type
     */
    static List<Column> named(StructType schema, RecordFields fields) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            Column column = named(field.name(), fields);
            if (!column.value.type().equals(field.dataType())) {
                throw new IllegalArgumentException("The column " + field.name() + " is "
                        + column.value.type().sql() + ", not "
                        + field.dataType().sql());
            }
            columns.add(column);
        }
        return columns;
    }

    private static Column named(String name, RecordFields fields) {
        for (Column column : values()) {
            if (column.columnName().equalsIgnoreCase(name)) {
                if (!column.group.isIn(fields)) {
                    throw new IllegalArgumentException(
                            "The column " + name + " needs the option " + column.group.option);
                }
                return column;
            }
        }
        throw new IllegalArgumentException("There is no column \"" + name + "\"; "
                + Names.suggestion(
                        name, of(fields).stream().map(Column::columnName).toList(), "columns"));
    }

    static StructType schema(List<Column> columns) {
        return new StructType(columns.stream()
                .map(column ->
                        DataTypes.createStructField(column.columnName(), column.value.type(), column.value.nullable()))
                .toArray(StructField[]::new));
    }

    boolean isOfPayment() {
        return group == Group.PAYMENT;
    }

    void write(RowWriter row, Transaction transaction, Label label) {
        value.writer().write(row, transaction, label);
    }

    private String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void writeDevice(RowWriter row, Transaction transaction, Label label) {
        row.id(transaction.newDevice() ? Prefixes.NEW_DEVICE : Prefixes.DEVICE, transaction.deviceNumber(), 1);
    }

    private static void writeMerchantCategory(RowWriter row, Transaction transaction, Label label) {
        int category = transaction.payment().merchantCategory();
        if (category == Payment.NO_MERCHANT) {
            row.nothing();
        } else {
            row.id(Prefixes.NONE, category, 4);
        }
    }

    private static void writeReportedAt(RowWriter row, Transaction transaction, Label label) {
        long micros = row.reportedAtMicros(transaction, label);
        if (micros == FraudReports.NEVER) {
            row.nothing();
        } else {
            row.bigInteger(micros);
        }
    }
}
