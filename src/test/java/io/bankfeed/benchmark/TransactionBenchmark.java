package io.bankfeed.benchmark;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.CsvEncoder;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.fraud.LiveSampler;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The cost of a transaction of the live feed in one thread: drawing it, encoding it, and both; and the same with
 * Jackson's data binding, which writes into a buffer that is reused.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(TransactionBenchmark.BATCH)
public class TransactionBenchmark {

    static final int BATCH = 100;

    private static final double FRAUD_RATE = 0.05;

    private static final int ACCOUNTS = 4_000;

    private final AsciiBuffer bytes = new AsciiBuffer(BATCH * TransactionEncoder.TYPICAL_BYTES);
    private final TransactionEncoder json = new TransactionEncoder(bytes);
    private final CsvEncoder csv = new CsvEncoder(bytes);
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream(BATCH * TransactionEncoder.TYPICAL_BYTES);
    private final ObjectWriter jackson =
            new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writerFor(WireTransaction.class);
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<WireTransaction> wireTransactions = new ArrayList<>();

    private LiveSampler sampler;
    private long number;

    /** Draws the transactions for the benchmarks that only encode. */
    @Setup
    public void draw() {
        sampler = new LiveSampler(42, ACCOUNTS, 1000, FraudPattern.ALL, Map.of());
        batch((transaction, label) -> transactions.add(transaction));
        transactions.forEach(transaction -> wireTransactions.add(WireTransaction.of(transaction)));
    }

    @Benchmark
    public void generate(Blackhole blackhole) {
        batch((transaction, label) -> blackhole.consume(transaction));
    }

    @Benchmark
    public int encode() {
        bytes.clear();
        for (Transaction transaction : transactions) {
            json.append(transaction);
        }
        return bytes.length();
    }

    @Benchmark
    public int encodeAsCsv() {
        bytes.clear();
        for (Transaction transaction : transactions) {
            csv.append(transaction);
        }
        return bytes.length();
    }

    @Benchmark
    public int generateAndEncode() {
        bytes.clear();
        batch((transaction, label) -> json.append(transaction));
        return bytes.length();
    }

    @Benchmark
    public int jackson() throws IOException {
        stream.reset();
        for (WireTransaction transaction : wireTransactions) {
            jackson.writeValue(stream, transaction);
        }
        return stream.size();
    }

    @Benchmark
    public int generateAndJackson() throws IOException {
        stream.reset();
        List<WireTransaction> drawn = new ArrayList<>(BATCH);
        batch((transaction, label) -> drawn.add(WireTransaction.of(transaction)));
        for (WireTransaction transaction : drawn) {
            jackson.writeValue(stream, transaction);
        }
        return stream.size();
    }

    private void batch(TransactionSink sink) {
        long nowMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        for (int i = 0; i < BATCH; i++) {
            sampler.draw(++number, nowMicros, FRAUD_RATE, sink);
        }
    }
}
