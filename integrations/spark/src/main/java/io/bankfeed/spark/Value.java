package io.bankfeed.spark;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What a column has in each row. Immutable.
 *
 * @param nullable whether some rows have nothing
 */
record Value(DataType type, boolean nullable, Writer writer) {

    /** Writes the value of a transaction to a row. */
    @FunctionalInterface
    interface Writer {

        void write(RowWriter row, Transaction transaction, Label label);
    }

    static Value of(DataType type, Writer writer) {
        return new Value(type, false, writer);
    }

    static Value nullable(DataType type, Writer writer) {
        return new Value(type, true, writer);
    }

    static Value integer(ToIntFunction<Transaction> value) {
        return of(DataTypes.IntegerType, (row, transaction, label) -> row.integer(value.applyAsInt(transaction)));
    }

    static Value bigInteger(ToLongFunction<Transaction> value) {
        return of(DataTypes.LongType, (row, transaction, label) -> row.bigInteger(value.applyAsLong(transaction)));
    }

    /** A prefix, and a number of at least 0 that is padded with zeros to a minimum of 1 to 8 digits. */
    static Value id(String prefix, ToLongFunction<Transaction> number, int minDigits) {
        byte[] ascii = AsciiBuffer.ascii(prefix);
        return of(
                DataTypes.StringType,
                (row, transaction, label) -> row.id(ascii, number.applyAsLong(transaction), minDigits));
    }

    /** The name of a constant. */
    // The ordinal is the index in an array of the same enum.
    @SuppressWarnings("EnumOrdinal")
    static <E extends Enum<E>> Value name(E[] constants, Function<E, String> nameOf, Function<Transaction, E> value) {
        UTF8String[] names = Arrays.stream(constants)
                .map(constant -> UTF8String.fromString(nameOf.apply(constant)))
                .toArray(UTF8String[]::new);
        return of(
                DataTypes.StringType,
                (row, transaction, label) ->
                        row.text(names[value.apply(transaction).ordinal()]));
    }

    /** A value of the transaction's place in a scenario, if it belongs to one. */
    static Value ofScenario(DataType type, BiConsumer<RowWriter, ScenarioStep> writer) {
        return nullable(type, (row, transaction, label) -> {
            if (label.step() == null) {
                row.nothing();
            } else {
                writer.accept(row, label.step());
            }
        });
    }
}
