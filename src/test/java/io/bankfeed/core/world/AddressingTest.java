package io.bankfeed.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part of a world is the same as in the whole. */
final class AddressingTest {

    private static final int COUNT = 4000;

    @ParameterizedTest
    @CsvSource({
        "2026-01-05, 0.23148, 1, 10",
        "2026-01-05, 1, 0.5, 3",
        "2026-06-12T13:37:11.123456, 1, 1, 3",
        "2026-06-12T13:37:11.123456, 50, 1, 1",
        "2026-02-16T22:00, 0.02, 1, 23",
        "1970-01-01, 0.1, 1, 5",
        "2200-06-01, 0.1, 1, 5"
    })
    void slicesEqualTheWhole(String start, double perSecond, double difficulty, int slices) {
        World world = new World(Worlds.spec(difficulty, 0.05, 4000, BankTime.parse(start), perSecond));
        List<Worlds.Row> whole = Worlds.draw(world, 0, COUNT);
        KeyedRandom random = new KeyedRandom(1, 1);

        for (int i = 0; i < slices; i++) {
            int from = random.between(0, COUNT - 40);
            assertThat(Worlds.draw(world, from, 40)).isEqualTo(whole.subList(from, from + 40));
        }
    }

    @Test
    void nothingElseDependsOnThePayments() {
        World world = new World(Worlds.spec(1));
        List<Transaction> unpaid = new ArrayList<>();
        RowDrawer drawer = world.drawer(account -> true, new Activity(4000), false);
        WorldCursor cursor = world.cursorBefore(0);
        for (int i = 0; i < COUNT; i++) {
            WorldRow row = cursor.next();
            drawer.draw(row, row.epochMicros(), (transaction, label) -> unpaid.add(transaction));
        }

        assertThat(unpaid)
                .allMatch(transaction -> transaction.payment() == null)
                .isEqualTo(Worlds.draw(world, 0, COUNT).stream()
                        .map(row -> row.transaction().withPayment(null))
                        .toList());
    }

    @Test
    void indexesAndTimesAreInverse() {
        World world = new World(Worlds.spec(1));
        List<Worlds.Row> whole = Worlds.draw(world, 0, COUNT);
        for (int index = 0; index < COUNT; index += 397) {
            long time = whole.get(index).transaction().timestampMicros();

            assertThat(world.timeOf(index)).isEqualTo(time);
            assertThat(world.indexAt(time)).isEqualTo(index);
            assertThat(world.indexAt(time + 1)).isEqualTo(index + 1);
        }
        assertThat(world.indexAt(Worlds.START)).isZero();
        assertThat(world.indexAt(Long.MIN_VALUE)).isZero();
    }

    @Test
    void numbersAndTimesAscendFromTheStart() {
        List<Worlds.Row> whole = Worlds.draw(new World(Worlds.spec(1)), 0, COUNT);

        for (int index = 0; index < COUNT; index++) {
            assertThat(whole.get(index).transaction().number()).isEqualTo(index + 1);
        }
        assertThat(whole)
                .extracting(row -> row.transaction().timestampMicros())
                .isSorted()
                .allMatch(time -> time >= Worlds.START);
    }

    @Test
    void sixteenShardsByAccountMergedAreTheWhole() {
        World world = new World(Worlds.spec(1, 0.05, 500, Worlds.START, 0.1));
        List<Worlds.Row> whole = Worlds.draw(world, 1000, COUNT);
        List<Worlds.Row> merged = new ArrayList<>();
        for (int shard = 0; shard < 16; shard++) {
            int one = shard;
            merged.addAll(Worlds.draw(world, 1000, COUNT, account -> account.number() % 16 == one));
        }

        merged.sort(Comparator.comparingLong(row -> row.transaction().number()));
        assertThat(merged).isEqualTo(whole);
    }

    @Test
    void rowOfTheFarFutureIsFoundAtOnce() {
        World world = new World(Worlds.spec(1, 0.05, 4000, Worlds.START, 1));
        long index = 1_000_000_000;
        List<Worlds.Row> rows = Worlds.draw(world, index, 10);

        assertThat(rows.get(0).transaction().number()).isEqualTo(index + 1);
        assertThat(world.indexAt(rows.get(9).transaction().timestampMicros())).isEqualTo(index + 9);
        assertThat(Worlds.draw(world, index + 5, 5)).isEqualTo(rows.subList(5, 10));
    }

    @Test
    void fromHighPacesOnTheFirstRowIsStillTheFirst() {
        for (int second = 0; second < 20; second++) {
            long start = Worlds.START + 3_600_000_001L * second;
            World world = new World(Worlds.spec(1, 0, 4000, start, 100_000));
            long time = world.timeOf(10);

            assertThat(world.indexAt(time)).isEqualTo(10);
        }
    }

    @Test
    void anotherSeedGivesOtherRows() {
        WorldSpec spec = Worlds.spec(1);
        World other = new World(new WorldSpec(
                2,
                spec.accounts(),
                spec.firstAccount(),
                spec.difficulty(),
                spec.fraudRate(),
                spec.fraudWeights(),
                spec.scenarioWeights(),
                spec.startMicros(),
                spec.perSecond(),
                spec.drifts()));

        assertThat(Worlds.draw(other, 0, 100)).doesNotContainAnyElementsOf(Worlds.draw(new World(spec), 0, 100));
    }
}
