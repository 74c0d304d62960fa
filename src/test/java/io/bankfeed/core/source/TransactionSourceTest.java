package io.bankfeed.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransactionSourceTest {

    private static final long OFFSET = 123;
    private static final long COUNT = 5000;

    private record Row(Transaction transaction, Label label) {}

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 7", "1, 2", "1, 7", "1, 16"})
    void partsByRowsConcatenateToTheWhole(double difficulty, int parts) {
        List<Row> concatenated = parts(parts, Part.By.ROWS)
                .flatMap(part -> draw(difficulty, COUNT, part).stream())
                .toList();

        assertThat(concatenated).isEqualTo(draw(difficulty, COUNT, Part.WHOLE));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "0, 7", "1, 2", "1, 7"})
    void partsByAccountsMergeToTheWhole(double difficulty, int parts) {
        List<Row> merged = parts(parts, Part.By.ACCOUNTS)
                .flatMap(part -> draw(difficulty, COUNT, part).stream())
                .sorted(Comparator.comparingLong(row -> row.transaction().number()))
                .toList();

        assertThat(merged).isEqualTo(draw(difficulty, COUNT, Part.WHOLE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void transactionsHaveTheirPaymentsIfWanted(double difficulty) {
        assertThat(draw(difficulty, 100, Part.WHOLE))
                .allMatch(row -> row.transaction().payment() != null);
        new TransactionSource(
                        spec(difficulty),
                        0,
                        1,
                        Part.WHOLE,
                        false,
                        (transaction, label) ->
                                assertThat(transaction.payment()).isNull())
                .draw();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void numbersAreThoseOfTheBank(double difficulty) {
        assertThat(draw(difficulty, 10, Part.WHOLE).get(0).transaction().number())
                .isEqualTo(OFFSET + 1);
    }

    @Test
    void drawsNothingBeyondTheEnd() {
        TransactionSource source = new TransactionSource(spec(0), 0, 1, Part.WHOLE, false, (transaction, label) -> {});
        source.draw();

        assertThat(source.isComplete()).isTrue();
        assertThatThrownBy(source::draw).isInstanceOf(IllegalStateException.class);
    }

    private static Stream<Part> parts(int parts, Part.By by) {
        return IntStream.rangeClosed(1, parts).mapToObj(number -> new Part(number, parts, by));
    }

    private static List<Row> draw(double difficulty, long count, Part part) {
        List<Row> rows = new ArrayList<>();
        TransactionSource source = new TransactionSource(
                spec(difficulty),
                OFFSET,
                count,
                part,
                true,
                (transaction, label) -> rows.add(new Row(transaction, label)));
        while (!source.isComplete()) {
            source.draw();
        }
        return rows;
    }

    private static EventTimeSpec spec(double difficulty) {
        Bank bank = new Bank(
                7,
                1000,
                1000,
                FraudPattern.ALL.stream().collect(Collectors.toMap(FraudPattern::name, FraudPattern::defaultWeight)));
        return new EventTimeSpec(bank, 0.05, BankTime.parse("2026-01-05"), 1, FraudModel.of(difficulty));
    }
}
