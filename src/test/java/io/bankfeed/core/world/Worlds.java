package io.bankfeed.core.world;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.scenario.Drifts;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Worlds for tests: banks of 4000 accounts with 5 % fraud that open on 2026-01-05, unless they say otherwise. */
final class Worlds {

    static final Map<String, Double> WEIGHTS =
            Map.of("money_laundering", 30.0, "account_takeover", 25.0, "loan_fraud", 25.0, "fee_manipulation", 20.0);

    static final long START = BankTime.parse("2026-01-05");

    /** 240,000 transactions in 12 days. */
    static final double PER_SECOND = 240_000 / (12 * 86_400.0);

    private Worlds() {}

    /** A transaction with its label. */
    record Row(Transaction transaction, Label label) {}

    static WorldSpec spec(double difficulty) {
        return spec(difficulty, 0.05, 4000, START, PER_SECOND);
    }

    static WorldSpec spec(double difficulty, double fraudRate, int accounts, long startMicros, double perSecond) {
        return spec(difficulty, fraudRate, accounts, startMicros, perSecond, WEIGHTS, Map.of());
    }

    static WorldSpec spec(
            double difficulty,
            double fraudRate,
            int accounts,
            long startMicros,
            double perSecond,
            Map<String, Double> fraudWeights,
            Map<String, Double> scenarioWeights) {
        return new WorldSpec(
                1,
                accounts,
                1000,
                difficulty,
                fraudRate,
                fraudWeights,
                scenarioWeights,
                startMicros,
                perSecond,
                Drifts.NONE);
    }

    static List<Row> draw(World world, long index, int count) {
        return draw(world, index, count, account -> true);
    }

    /** The transactions of some accounts among {@code count} from an index on. */
    static List<Row> draw(World world, long index, int count, Predicate<Account> wanted) {
        RowDrawer drawer = world.drawer(wanted, new Activity(world.spec().accounts()), true);
        WorldCursor cursor = world.cursorBefore(index);
        List<Row> rows = new ArrayList<>();
        while (cursor.nextIndex() < index + count) {
            WorldRow row = cursor.next();
            drawer.draw(row, row.epochMicros(), (transaction, label) -> {
                if (row.index() >= index) {
                    rows.add(new Row(transaction, label));
                }
            });
        }
        return rows;
    }
}
