package io.bankfeed.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.source.Part;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.sink.LaneSource.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LaneSourceTest {

    private static final int COUNT = 2_000;

    @ParameterizedTest
    @CsvSource({"0, 1, false", "0, 3, true", "1, 3, false", "1, 16, true"})
    void allLanesTogetherAreTheBank(double difficulty, int lanes, boolean extended) {
        Recipe recipe = Recipes.of(lanes, difficulty, extended, 0);
        List<Transaction> bank = new ArrayList<>();
        TransactionSource source = new TransactionSource(
                recipe.events(), 0, COUNT, Part.WHOLE, extended, (transaction, label) -> bank.add(transaction));
        while (!source.isComplete()) {
            source.draw();
        }
        List<Transaction> merged = new ArrayList<>(bank);
        merged.replaceAll(transaction -> null);
        for (int lane = 0; lane < lanes; lane++) {
            for (Row row : rows(new LaneSource(recipe, lane, 0, recipe.extended()), COUNT)) {
                assertThat(merged.set((int) row.transaction().number() - 1, row.transaction()))
                        .isNull();
                assertThat(recipe.part(lane).hasAccount(row.transaction().accountNumber()))
                        .isTrue();
            }
        }

        assertThat(merged).isEqualTo(bank);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 777", "1, 1", "1, 777"})
    void aLaneContinuesAfterAnyNumber(double difficulty, long lastNumber) {
        Recipe recipe = Recipes.of(3, difficulty, false, 0);

        List<Row> rest = rows(new LaneSource(recipe, 1, lastNumber, false), COUNT);

        assertThat(rest)
                .isNotEmpty()
                .isEqualTo(rows(new LaneSource(recipe, 1, 0, false), COUNT).stream()
                        .filter(row -> row.transaction().number() > lastNumber)
                        .toList());
    }

    @Test
    void theNextOneStaysUntilItIsRemoved() {
        LaneSource source = new LaneSource(Recipes.of(3), 0, 0, false);
        Row first = source.peek(100);

        assertThat(first).isNotNull().isSameAs(source.peek(100));
        source.remove();
        assertThat(source.peek(100)).isNotNull().isNotSameAs(first);
    }

    @Test
    void numbersOfOtherLanesArePassed() {
        LaneSource source = new LaneSource(Recipes.of(10_000), 0, 0, false);

        assertThat(source.peek(10)).isNull();
        assertThat(source.lastNumber()).isEqualTo(10);
        assertThat(source.peek(10)).isNull();
        assertThat(source.lastNumber()).isEqualTo(10);
    }

    private static List<Row> rows(LaneSource source, long upToNumber) {
        List<Row> rows = new ArrayList<>();
        for (Row row = source.peek(upToNumber); row != null; row = source.peek(upToNumber)) {
            rows.add(row);
            source.remove();
        }
        return rows;
    }
}
