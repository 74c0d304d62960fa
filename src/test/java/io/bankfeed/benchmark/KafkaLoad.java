package io.bankfeed.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.deployment.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One replica with all lanes, and a broker in a process of its own: the CPU time of a transaction, and the pace. */
final class KafkaLoad implements Scenario {

    private static final int LANES = 3;
    private static final int MANY_LANES = 24;
    private static final long WARM_UP_SECONDS = 15;
    private static final long SECONDS = 10;
    private static final double PACE_SECONDS = 60;

    private record Load(int lanes, String compression, boolean labels) {}

    private record Pace(int batchSize, double frequencySeconds) {

        double perSecond() {
            return batchSize / frequencySeconds;
        }
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void run(Report report) throws Exception {
        for (Load load : List.of(
                new Load(LANES, "none", false),
                new Load(LANES, "none", true),
                new Load(LANES, "gzip", false),
                new Load(LANES, "lz4", false),
                new Load(LANES, "lz4", true),
                new Load(MANY_LANES, "none", false))) {
            rate(load, report);
        }
        for (Pace pace : List.of(new Pace(1, 0.1), new Pace(10, 0.01), new Pace(1_000, 0.01))) {
            pace(pace, report);
        }
    }

    /** Many more transactions are due than can be written. */
    private static void rate(Load load, Report report) throws Exception {
        List<Double> rates = new ArrayList<>();
        try (KafkaBroker broker = broker();
                Service service = service(broker, load, new Pace(1_000, 0.001))) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            for (int run = 0; run < Options.runs(); run++) {
                long before = transactions(service);
                double cpuBefore = service.cpuSeconds();
                TimeUnit.SECONDS.sleep(SECONDS);
                rates.add((transactions(service) - before) / (service.cpuSeconds() - cpuBefore));
            }
        }
        String name = "Kafka, " + load.lanes + " lanes, " + load.compression + (load.labels ? ", with labels" : "");
        Figure figure = Figure.of(name, "transactions/CPU-second", rates);
        report.add(load.labels || load.lanes > LANES ? figure : figure.withTarget(Figure.Target.atLeast(250_000)));
    }

    private static void pace(Pace pace, Report report) throws Exception {
        double deviation;
        try (KafkaBroker broker = broker();
                Service service = service(broker, new Load(LANES, "none", true), pace)) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            // From one commit to another, since nothing is counted between them.
            long before = changed(service);
            long start = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep((long) (PACE_SECONDS * 1_000));
            long after = changed(service);
            double seconds = (System.nanoTime() - start) / 1e9;
            deviation = Math.abs((after - before) / seconds / pace.perSecond() - 1) * 100;
        }
        report.add(
                Figure.of("Kafka, " + (long) pace.perSecond() + "/s over 60 s, deviation of the rate", "%", deviation)
                        .withTarget(Figure.Target.atMost(0.1)));
    }

    /** The number of transactions when it has just changed. */
    private static long changed(Service service) throws IOException, InterruptedException {
        long first = transactions(service);
        long next = first;
        while (next == first) {
            TimeUnit.MILLISECONDS.sleep(1);
            next = transactions(service);
        }
        return next;
    }

    private static long transactions(Service service) throws IOException, InterruptedException {
        JsonNode status = new ObjectMapper().readTree(service.get("/status"));
        return status.at("/kafka/transactions").longValue();
    }

    private static KafkaBroker broker() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(Service.LOGS.toAbsolutePath(), "broker");
        return KafkaBroker.start(directory, Map.of());
    }

    private static Service service(KafkaBroker broker, Load load, Pace pace) throws Exception {
        return Service.startWith(
                "/config",
                "-Xmx256m",
                "-Dbankfeed.kafka.enabled=true",
                "-Dbankfeed.kafka.lanes=" + load.lanes,
                "-Dbankfeed.kafka.labels=" + load.labels,
                "-Dbankfeed.batch-size=" + pace.batchSize,
                "-Dbankfeed.frequency-seconds=" + pace.frequencySeconds,
                "-Dbankfeed.seed=42",
                "-Dkafka.compression.type=" + load.compression,
                "-Dkafka.bootstrap.servers=" + broker.address());
    }
}
