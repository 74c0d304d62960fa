package io.bankfeed.benchmark;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.CsvEncoder;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.fraud.EventTimeSampler;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.parquet.Compression;
import io.bankfeed.core.parquet.RowGroup;
import io.bankfeed.core.scenario.Drifts;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.TransactionSink;
import io.bankfeed.core.world.RowDrawer;
import io.bankfeed.core.world.World;
import io.bankfeed.core.world.WorldCursor;
import io.bankfeed.core.world.WorldRow;
import io.bankfeed.core.world.WorldSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The cost of drawing and encoding a transaction in event time, of the textbook and of a world at difficulty 1. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(WorldBenchmark.BATCH)
public class WorldBenchmark {

    static final int BATCH = 100;

    private static final int ACCOUNTS = 4_000;
    private static final double FRAUD_RATE = 0.05;
    private static final long START_MICROS = BankTime.parse("2026-01-05");

    private final AsciiBuffer bytes = new AsciiBuffer(BATCH * TransactionEncoder.TYPICAL_BYTES);
    private final TransactionEncoder json = new TransactionEncoder(bytes);
    private final TransactionSink sink = (transaction, label) -> json.append(transaction);

    private final CsvEncoder csv = new CsvEncoder(bytes);
    private final TransactionSink csvSink = (transaction, label) -> csv.append(transaction);
    private final RowGroup rowGroup = new RowGroup(RecordFields.CORE, FraudReports.NONE, Compression.NONE);
    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();

    private EventTimeSampler textbook;
    private WorldCursor cursor;
    private RowDrawer drawer;
    private long index;

    @Setup
    public void create() {
        textbook = new EventTimeSampler(
                42, ACCOUNTS, 1000, FraudPattern.ALL, Map.of(), FRAUD_RATE, START_MICROS, 1, new Activity(ACCOUNTS));
        Map<String, Double> weights =
                FraudPattern.ALL.stream().collect(Collectors.toMap(FraudPattern::name, FraudPattern::defaultWeight));
        WorldSpec spec =
                new WorldSpec(42, ACCOUNTS, 1000, 1, FRAUD_RATE, weights, Map.of(), START_MICROS, 1, Drifts.NONE);
        World world = new World(spec);
        cursor = world.cursorBefore(0);
        drawer = world.drawer(account -> true, new Activity(ACCOUNTS), false);
    }

    @Benchmark
    public int textbook() {
        bytes.clear();
        for (int i = 0; i < BATCH; i++) {
            textbook.draw(index++, account -> true, sink);
        }
        return bytes.length();
    }

    @Benchmark
    public int textbookAsCsv() {
        bytes.clear();
        for (int i = 0; i < BATCH; i++) {
            textbook.draw(index++, account -> true, csvSink);
        }
        return bytes.length();
    }

    /** Each batch has its share of a row group, whose pages are written once it is full. */
    @Benchmark
    public int textbookAsParquet() throws IOException {
        for (int i = 0; i < BATCH; i++) {
            textbook.draw(index++, account -> true, rowGroup);
            if (rowGroup.isFull()) {
                pages.reset();
                rowGroup.writeTo(pages);
            }
        }
        return pages.size();
    }

    @Benchmark
    public int world() {
        bytes.clear();
        for (int i = 0; i < BATCH; i++) {
            WorldRow row = cursor.next();
            drawer.draw(row, row.epochMicros(), sink);
        }
        return bytes.length();
    }
}
