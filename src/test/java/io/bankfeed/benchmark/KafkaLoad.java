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

/** One replica with all lanes, and a broker in a process of its own: the CPU time of a transaction. */
final class KafkaLoad implements Scenario {

    static final int LANES = 3;
    private static final int MANY_LANES = 24;

    /** A minute: beside a busy broker, the second compiler needs that long. */
    private static final long WARM_UP_SECONDS = 60;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECONDS = 10;

    /** What one replica writes. */
    record Load(int lanes, String compression, boolean labels) {}

    /** A batch after each period. */
    record Pace(int batchSize, double frequencySeconds) {

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
        for (String codec : List.of("none", "gzip", "lz4")) {
            report.add(rate(new Load(LANES, codec, false)).withTarget(Figure.Target.atLeast(250_000)));
        }
        for (Load load : List.of(
                new Load(LANES, "none", true), new Load(LANES, "lz4", true), new Load(MANY_LANES, "none", false))) {
            report.add(rate(load));
        }
    }

    /** Many more transactions are due than can be written. */
    private static Figure rate(Load load) throws Exception {
        List<Double> rates = new ArrayList<>();
        try (KafkaBroker broker = broker();
                Service service = warm(broker, load, new Pace(1_000, 0.001))) {
            for (int run = 0; run < Options.runs(); run++) {
                long before = counter(service, "transactions");
                double cpuBefore = service.cpuSeconds();
                TimeUnit.SECONDS.sleep(SECONDS);
                rates.add((counter(service, "transactions") - before) / (service.cpuSeconds() - cpuBefore));
            }
        }
        String name = "Kafka, " + load.lanes + " lanes, " + load.compression + (load.labels ? ", with labels" : "");
        return Figure.of(name, "transactions/CPU-second", rates);
    }

    /** A counter of the replica. */
    static long counter(Service service, String name) throws IOException, InterruptedException {
        JsonNode status = JSON.readTree(service.get("/status"));
        return status.path("kafka").path(name).longValue();
    }

    static KafkaBroker broker() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(Service.LOGS.toAbsolutePath(), "broker");
        return KafkaBroker.start(directory, Map.of());
    }

    /** Starts a replica and lets it run for a while. */
    static Service warm(KafkaBroker broker, Load load, Pace pace) throws Exception {
        Service service = Service.startWith(
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
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        return service;
    }
}
