package io.bankfeed.sink;

import io.bankfeed.core.source.Part;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.settings.Ranges;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The live feed in Kafka. The connection is configured by Quarkus' own keys, such as {@code kafka.bootstrap.servers}. */
@ConfigMapping(prefix = "bankfeed.kafka")
public interface KafkaConfig {

    /** Whether the feed goes to Kafka. If not, no client is created. */
    @WithDefault("false")
    boolean enabled();

    /** The topic of the transactions. It is created if it does not exist. */
    @WithDefault("bankfeed.transactions")
    String topic();

    /** The topic of the labels, which has the same partitions. It is created if it does not exist. */
    @WithDefault("bankfeed.labels")
    String labelsTopic();

    /** The compacted topic of what all replicas share. It is created if it does not exist. */
    @WithDefault("bankfeed.control")
    String controlTopic();

    /** The consumer group in which the replicas share the lanes. */
    @WithDefault("bankfeed")
    String group();

    /**
     * The number of lanes, from 1 to 10,000. Each is a partition, and has the transactions of some accounts. It cannot
     * be changed once the topic exists. Each lane passes all numbers of the bank, so more lanes cost more CPU time.
     */
    @WithDefault("3")
    int lanes();

    /** The replication factor of the topics that are created. If it is not set, the default of the brokers. */
    OptionalInt replicationFactor();

    /** How long the brokers keep transactions and labels. If it is not set, the default of the brokers. */
    Optional<Duration> retention();

    /**
     * When the bank opens, such as {@code 2026-11-22T08:00:00+07:00}, from 1970 to 2200. If it is not set, when the first
     * replica begins the bank.
     */
    Optional<String> start();

    /** Whether transactions have their payment too, as with {@code fields=extended}. */
    @WithDefault("false")
    boolean extended();

    /** Whether labels are written, too. They take about a third of the CPU time. */
    @WithDefault("true")
    boolean labels();

    /**
     * How long transactions are gathered before they are committed, from 0 to 10 s. Consumers that read only what is
     * committed wait that long.
     */
    @WithDefault("50ms")
    Duration commitInterval();

    /** Whether a lane makes up for the time in which it was without a replica or without a broker. */
    @WithDefault("false")
    boolean catchUp();

    /**
     * The name of this replica, which must be unique, for static membership: if it restarts within the session timeout,
     * it keeps its lanes.
     */
    Optional<String> instance();

    /** Checks the values. */
    static void check(KafkaConfig config, Ranges ranges) {
        ranges.check("bankfeed.kafka.lanes", config.lanes(), 1, Part.MAX_PARTS);
        config.replicationFactor()
                .ifPresent(
                        factor -> ranges.check("bankfeed.kafka.replication-factor", factor, 1, (int) Short.MAX_VALUE));
        config.retention()
                .ifPresent(kept ->
                        ranges.check("bankfeed.kafka.retention", kept, Duration.ofMinutes(1), Duration.ofDays(36_500)));
        config.start().ifPresent(start -> ranges.check("bankfeed.kafka.start", start, BankTime::parse));
        ranges.check("bankfeed.kafka.commit-interval", config.commitInterval(), Duration.ZERO, Duration.ofSeconds(10));
    }
}
