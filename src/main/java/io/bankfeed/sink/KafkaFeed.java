package io.bankfeed.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.feed.LiveFeed;
import io.bankfeed.generator.GeneratorConfig;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.labels.LiveLabels;
import io.bankfeed.settings.SettingsInForce;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/** The live feed in Kafka, if it is enabled. Without, no client is created. Thread-safe. */
@Singleton
public class KafkaFeed {

    private final @Nullable Replica replica;

    /** @param connection the configuration of all clients, which is collected only if it is needed */
    KafkaFeed(
            KafkaConfig config,
            @Identifier("default-kafka-broker") Instance<Map<String, Object>> connection,
            GeneratorConfig bank,
            TransactionGenerator generator,
            SettingsInForce settings,
            Clock clock,
            ObjectMapper json) {
        replica = config.enabled()
                ? new Replica(
                        config,
                        checked(connection.get()),
                        new ConfiguredRecipe(config, bank, generator, settings),
                        settings,
                        new LaneCounts(generator.generated()),
                        new SteadyClock(clock, System::nanoTime),
                        json)
                : null;
    }

    private static Map<String, Object> checked(Map<String, Object> connection) {
        if (!connection.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new ConfigurationException("kafka." + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG
                    + " must be set if bankfeed.kafka.enabled is true, such as to localhost:9092");
        }
        Codecs.check(connection, ImageMode.current().isNativeImage());
        return connection;
    }

    void onStart(@Observes StartupEvent event, LiveFeed feed, LiveLabels labels, MeterRegistry meters) {
        if (replica != null) {
            feed.replaceBy(replica);
            labels.replaceBy(replica);
            register(replica, meters);
            replica.join();
        }
    }

    void onShutdownDelay(@Observes ShutdownDelayInitiatedEvent event) {
        leave();
    }

    void onShutdown(@Observes ShutdownEvent event) {
        leave();
    }

    /** Why this replica does not write all its lanes, or null if it does, or if the feed is not in Kafka. */
    @Nullable
    String unreadiness() {
        return replica == null ? null : replica.unreadiness();
    }

    /** The state of this replica, or null if the feed is not in Kafka. */
    public @Nullable KafkaStatus status() {
        return replica == null ? null : replica.status();
    }

    private void leave() {
        if (replica != null) {
            replica.leave();
        }
    }

    private static void register(Replica replica, MeterRegistry meters) {
        LaneCounts counts = replica.counts();
        counter(meters, "bankfeed.kafka.transactions", counts.transactions, "Transactions committed to Kafka");
        counter(meters, "bankfeed.kafka.labels", counts.labels, "Labels committed to Kafka");
        counter(
                meters,
                "bankfeed.kafka.skipped",
                counts.skipped,
                "Numbers of the bank by which lanes fell behind for good");
        counter(
                meters,
                "bankfeed.kafka.recoveries",
                counts.recoveries,
                "Times a lane began again after its last committed record");
        counter(
                meters,
                "bankfeed.kafka.fenced",
                counts.fenced,
                "Times another replica had taken a lane over, or the broker had ended its transaction");
        Gauge.builder("bankfeed.kafka.lanes", replica, one -> one.owned().size())
                .description("Lanes of this replica")
                .register(meters);
        Gauge.builder("bankfeed.kafka.streams", replica, Replica::streams)
                .description("Open streams that follow the topics")
                .register(meters);
        Gauge.builder("bankfeed.kafka.lag", replica, Replica::lag)
                .description("Numbers of the bank that are due and not written, in the lane with the most")
                .register(meters);
    }

    private static void counter(MeterRegistry meters, String name, LongAdder count, String description) {
        FunctionCounter.builder(name, count, LongAdder::sum)
                .description(description)
                .register(meters);
    }
}
