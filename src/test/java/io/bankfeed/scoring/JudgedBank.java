package io.bankfeed.scoring;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.fraud.LiveSampler;
import io.bankfeed.core.scenario.Drifts;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.world.LiveWorldSampler;
import io.bankfeed.core.world.World;
import io.bankfeed.core.world.WorldSpec;
import io.bankfeed.generator.LabelDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A bank that makes transactions second by second for a scoreboard, with clocks that the test moves. */
final class JudgedBank {

    static final long SECOND_MICROS = 1_000_000;
    static final long DEADLINE_SECONDS = 60;
    static final long START = BankTime.parse("2026-01-05");
    static final int MAX_DETECTORS = 16;

    static final List<Label> LABELS = List.of(
            Label.NORMAL,
            new Label("money_laundering"),
            new Label("account_takeover"),
            new Label("loan_fraud"),
            new Label("fee_manipulation"));

    private static final Map<String, Double> WEIGHTS =
            Map.of("money_laundering", 30.0, "account_takeover", 25.0, "loan_fraud", 25.0, "fee_manipulation", 20.0);

    final Scoreboard board;
    private long nowMicros = START;
    private long lastNumber;

    /** A transaction with its label. */
    record Row(Transaction transaction, Label label) {

        long number() {
            return transaction.number();
        }
    }

    JudgedBank(int capacity, long labelDelaySeconds) {
        board = new Scoreboard(
                LABELS,
                capacity,
                MAX_DETECTORS,
                TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS),
                labelDelaySeconds * SECOND_MICROS,
                () -> TimeUnit.MICROSECONDS.toNanos(nowMicros - START),
                () -> nowMicros);
    }

    void pass(double seconds) {
        nowMicros += (long) (seconds * SECOND_MICROS);
        board.advance();
    }

    /** Records rows as one block, which takes no time. */
    void record(List<Row> rows) {
        record(rows, lastNumber + 1);
        lastNumber += rows.size();
    }

    void record(List<Row> rows, long firstNumber) {
        byte[] labels = new byte[rows.size()];
        @Nullable Transaction[] transactions = new Transaction[rows.size()];
        @Nullable LabelDetail[] details = new LabelDetail[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            Row row = rows.get(i);
            transactions[i] = row.transaction();
            labels[i] = (byte) indexOf(row.label());
            details[i] = row.label().step() == null
                    ? null
                    : new LabelDetail(row.label().step(), FraudReports.NEVER);
        }
        board.record(firstNumber, transactions, labels, details, nowMicros);
    }

    private static int indexOf(Label label) {
        for (int i = 0; i < LABELS.size(); i++) {
            if (LABELS.get(i).fraudType().equals(label.fraudType())) {
                return i;
            }
        }
        throw new IllegalArgumentException(label.fraudType());
    }

    /** Transactions of difficulty 0, or of a world. */
    static List<Row> draw(double difficulty, int count) {
        List<Row> rows = new ArrayList<>(count);
        if (difficulty == 0) {
            LiveSampler sampler = new LiveSampler(7, 4000, 1000, FraudPattern.ALL, Map.of());
            for (int i = 1; i <= count; i++) {
                sampler.draw(
                        i,
                        START + i * SECOND_MICROS,
                        0.05,
                        (transaction, label) -> rows.add(new Row(transaction, label)));
            }
            return rows;
        }
        World world = new World(new WorldSpec(
                7, 4000, 1000, difficulty, 0.05, WEIGHTS, Map.of(), START, 100_000 / (12 * 86_400.0), Drifts.NONE));
        LiveWorldSampler sampler = new LiveWorldSampler(world, 0, new Activity(4000));
        for (int i = 0; i < count; i++) {
            Transaction[] drawn = new Transaction[1];
            Label label = sampler.draw(micros -> micros, (transaction, ignored) -> drawn[0] = transaction);
            rows.add(new Row(drawn[0], label));
        }
        return rows;
    }

    /** A transaction with nothing special but its amount. */
    static Row row(long number, Label label, long amountVnd) {
        return new Row(
                new Transaction(
                        number,
                        1000,
                        1,
                        amountVnd,
                        START,
                        Location.HANOI,
                        12345,
                        false,
                        0,
                        1,
                        0,
                        100,
                        false,
                        1_000_000,
                        1_000),
                label);
    }

    static Row honest(long number) {
        return row(number, Label.NORMAL, 100_000);
    }

    static Row fraud(long number) {
        return row(number, LABELS.get(1), 400_000_000);
    }
}
