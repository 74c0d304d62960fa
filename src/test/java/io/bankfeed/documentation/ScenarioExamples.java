package io.bankfeed.documentation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.NdjsonWriter;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.fraud.Reporting;
import io.bankfeed.core.scenario.Drifts;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.core.world.RowDrawer;
import io.bankfeed.core.world.World;
import io.bankfeed.core.world.WorldCursor;
import io.bankfeed.core.world.WorldRow;
import io.bankfeed.core.world.WorldSpec;
import io.bankfeed.documentation.ScenarioExample.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The scenarios of the dataset in {@code docs/scenarios.md}. */
final class ScenarioExamples {

    /** As in the URL in the document. */
    private static final int COUNT = 200_000;

    private static final double RATE = 0.1;
    private static final long START = BankTime.parse("2026-03-02");
    private static final long SEED = 42;
    private static final double DIFFICULTY = 0.5;

    /** The defaults of the service. */
    private static final int ACCOUNTS = 4000;

    private static final int FIRST_ACCOUNT = 1000;
    private static final double FRAUD_RATE = 0.05;

    /** Shorter ones show little, and longer ones do not fit into a picture. */
    private static final int MIN_STEPS = 4;

    private static final int MAX_STEPS = 12;

    private final List<Row> rows = new ArrayList<>();

    ScenarioExamples() {
        World world = new World(new WorldSpec(
                SEED,
                ACCOUNTS,
                FIRST_ACCOUNT,
                DIFFICULTY,
                FRAUD_RATE,
                FraudPattern.ALL.stream().collect(toMap(FraudPattern::name, FraudPattern::defaultWeight)),
                Map.of(),
                START,
                RATE,
                Drifts.NONE));
        RowDrawer drawer = world.drawer(account -> true, new Activity(ACCOUNTS), true);
        WorldCursor cursor = world.cursorBefore(0);
        for (int i = 0; i < COUNT; i++) {
            WorldRow row = cursor.next();
            drawer.draw(row, row.epochMicros(), (transaction, label) -> rows.add(new Row(transaction, label)));
        }
    }

    /** The first complete scenarios of a kind that are neither very short nor very long. */
    List<ScenarioExample> of(String type, int count) {
        Map<Long, List<Row>> scenarios = rows.stream()
                .filter(row ->
                        row.label().step() != null && row.label().step().type().equals(type))
                .collect(groupingBy(row -> row.label().step().scenario(), LinkedHashMap::new, toList()));
        return scenarios.values().stream()
                .filter(steps -> steps.size() == steps.get(0).label().step().steps())
                .filter(steps -> steps.size() >= MIN_STEPS && steps.size() <= MAX_STEPS)
                .limit(count)
                .map(this::withOthers)
                .toList();
    }

    /** All transactions as JSON, with extended fields and the full label. */
    Stream<String> json() {
        Reporting reports = new Reporting(SEED, ReportSettings.DEFAULT);
        AsciiBuffer buffer = new AsciiBuffer(1024);
        NdjsonWriter writer = new NdjsonWriter(buffer, new RecordFields(true, LabelFields.FULL), reports);
        return rows.stream().map(row -> {
            buffer.clear();
            writer.accept(row.transaction(), row.label());
            return new String(buffer.toByteArray(), StandardCharsets.US_ASCII).strip();
        });
    }

    private ScenarioExample withOthers(List<Row> steps) {
        Set<Integer> payers = steps.stream().map(Row::payer).collect(toSet());
        long first = steps.get(0).epochMicros();
        long last = steps.get(steps.size() - 1).epochMicros();
        List<Row> others = rows.stream()
                .filter(row -> row.epochMicros() > first && row.epochMicros() < last)
                .filter(row -> payers.contains(row.payer()) && !steps.contains(row))
                .toList();
        return new ScenarioExample(steps, others);
    }
}
