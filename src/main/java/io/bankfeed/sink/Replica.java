package io.bankfeed.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.feed.RemoteFeed;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import io.bankfeed.labels.RemoteLabels;
import io.bankfeed.settings.Settings;
import io.bankfeed.settings.SettingsInForce;
import io.bankfeed.streaming.StreamRequest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This process as one of those that write a bank to Kafka: joins the bank of the control topic, or begins it, and follows
 * its pace. Thread-safe.
 */
final class Replica implements RemoteFeed, RemoteLabels {

    private static final Logger LOG = Logger.getLogger(Replica.class);

    private static final long RETRY_MILLIS = 2_000;
    private static final long CLOCK_MILLIS = 100;
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long END_OF_THREAD_MILLIS = 200;
    private static final int RETRY_SECONDS = 5;

    private final KafkaConfig config;
    private final ConfiguredRecipe configured;
    private final SettingsInForce settings;
    private final ObjectMapper json;
    private final KafkaClients clients;
    private final String bootstrapServers;
    private final SharedPace pace;
    private final TopicStreams streams;
    private final Thread thread = new Thread(this::run, "kafka-feed");
    private final Thread watch = new Thread(this::watchClock, "kafka-clock");
    private final LaneCounts counts;
    private final SteadyClock clock;

    private volatile boolean closed;
    private volatile @Nullable Lanes lanes;

    /** The recipe of the lanes, or null before they start. */
    private volatile @Nullable Recipe recipe;

    /** Why this replica does not take part, or null. */
    private volatile @Nullable String refusal = "Kafka has not answered yet";

    /** @param connection the configuration of all clients */
    Replica(
            KafkaConfig config,
            Map<String, Object> connection,
            ConfiguredRecipe configured,
            SettingsInForce settings,
            LaneCounts counts,
            SteadyClock clock,
            ObjectMapper json) {
        this.config = config;
        this.configured = configured;
        this.settings = settings;
        this.counts = counts;
        this.clock = clock;
        this.json = json;
        clients = new KafkaClients(connection, config);
        pace = new SharedPace(settings, clock::nowMicros);
        streams = new TopicStreams(clients, config);
        bootstrapServers = String.valueOf(connection.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    @Override
    public synchronized void start() {
        if (latestOrRefuse().running()) {
            throw new ProblemException(
                    ProblemType.ALREADY_RUNNING,
                    "Stream is already running: stop it with POST /stop, or change it while it runs with PATCH /config.");
        }
        pace.request(true);
    }

    @Override
    public synchronized void stop() {
        latestOrRefuse();
        pace.request(false);
    }

    @Override
    public boolean isStreaming() {
        Pace latest = pace.latest();
        return latest != null && latest.running();
    }

    @Override
    public Multi<Buffer> stream(StreamRequest request, RecordFields fields) {
        return streams.transactions(recipeOrRefuse(), request, fields);
    }

    @Override
    public Multi<Buffer> stream(StreamRequest request, boolean full) {
        return streams.labels(recipeOrRefuse(), request, full);
    }

    @Override
    public int subscribers() {
        return streams.transactionStreams();
    }

    @Override
    public int labelSubscribers() {
        return streams.labelStreams();
    }

    @Override
    public double achievedPerSecond() {
        return counts.perSecond();
    }

    /** Why this replica writes nothing, or null if it takes part in the bank and its lanes are healthy. */
    @Nullable
    String unreadiness() {
        Lanes current = lanes;
        return refusal != null || current == null ? refusal : current.unreadiness();
    }

    KafkaStatus status() {
        return new KafkaStatus(
                config.topic(),
                config.labels() ? config.labelsTopic() : null,
                config.extended(),
                unreadiness(),
                List.copyOf(owned().keySet()),
                counts.transactions.sum(),
                counts.labels.sum(),
                lag(),
                counts.skipped.sum(),
                counts.recoveries.sum(),
                counts.fenced.sum());
    }

    LaneCounts counts() {
        return counts;
    }

    int streams() {
        return streams.transactionStreams() + streams.labelStreams();
    }

    /** The lanes of this replica by number. */
    Map<Integer, Lane> owned() {
        Lanes current = lanes;
        return current == null ? Map.of() : current.owned();
    }

    /** How many numbers of the bank are due and not written, in the lane with the most. */
    long lag() {
        return owned().values().stream().mapToLong(Lane::lag).max().orElse(0);
    }

    /** Takes part from now on. */
    void join() {
        settings.beforeChange(this::refuseOtherBank);
        settings.onChange(pace::follow);
        thread.setDaemon(true);
        thread.start();
        watch.setDaemon(true);
        watch.start();
    }

    /** Ends its lanes and streams. */
    void leave() {
        closed = true;
        streams.close();
        thread.interrupt();
        try {
            thread.join(END_OF_THREAD_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Lanes current;
        synchronized (this) {
            current = lanes;
        }
        if (current != null) {
            current.close();
        }
    }

    private void run() {
        while (!closed) {
            try {
                takePart();
            } catch (RefusedException e) {
                refuse(String.valueOf(e.getMessage()));
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                LOG.debugf("Another replica writes to %s at the same time", config.controlTopic());
            } catch (InterruptException e) {
                LOG.debug("This replica ends, or takes part again with new clients");
            } catch (KafkaException e) {
                refuse("Kafka does not answer: " + Reason.of(e));
            } catch (RuntimeException | Error e) {
                LOG.error("This replica tries again to take part", e);
                refuse("It failed: " + e);
            }
            pause(RETRY_MILLIS);
        }
    }

    /** Replaces all clients of Kafka if the machine's clock, by which they wait, is set back: they would stand still as long. */
    private void watchClock() {
        while (!closed) {
            pause(CLOCK_MILLIS);
            if (clock.wasSetBack()) {
                LOG.warn("The machine's clock was set back: the clients of Kafka are replaced");
                Lanes current = lanes;
                if (current != null) {
                    current.rejoin("the machine's clock was set back");
                }
                streams.close();
                thread.interrupt();
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void refuse(String reason) {
        if (!closed && !reason.equals(refusal)) {
            LOG.errorf("This replica does not take part: %s (brokers: %s)", reason, bootstrapServers);
            refusal = reason;
        }
    }

    private void takePart() throws RefusedException {
        try (Topics topics = new Topics(clients.admin(), config)) {
            topics.createControl();
            try (ControlTopic control = new ControlTopic(config.controlTopic(), clients, json)) {
                control.readToEnd();
                Recipe begun = begun(control, topics);
                pace.update(control.pace(), null);
                if (lanes != null && !topics.exist()) {
                    // A lane that wrote to the topic before it was deleted would go on in the new one.
                    endLanes();
                }
                if (lanes == null) {
                    topics.create(begun.lanes());
                    startLanes(begun);
                } else {
                    check(topics, begun.lanes());
                }
                follow(control, topics, begun.lanes());
            }
        }
    }

    /** Starts the lanes, unless they have started. */
    private synchronized void startLanes(Recipe begun) {
        if (lanes == null && !closed) {
            Lanes started = new Lanes(clients, config.topic(), begun.lanes(), lane -> lane(lane, begun));
            recipe = begun;
            lanes = started;
            started.start();
        }
        refusal = null;
    }

    private void follow(ControlTopic control, Topics topics, int count) {
        long checkedNanos = System.nanoTime();
        while (!closed) {
            control.read();
            control.repair();
            Pace toWrite = pace.requested();
            if (toWrite != null) {
                control.change(toWrite, clock.nowMicros());
            }
            pace.update(control.pace(), toWrite);
            if (System.nanoTime() - checkedNanos > CHECK_NANOS) {
                check(topics, count);
                checkedNanos = System.nanoTime();
            }
        }
    }

    /** The lanes go on, since those of another number of partitions are the right ones, as far as they exist. */
    private void check(Topics topics, int count) {
        try {
            topics.check(count);
            refusal = null;
        } catch (RefusedException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    /** The recipe of the topic, which this replica writes if there is none. */
    private Recipe begun(ControlTopic control, Topics topics) throws RefusedException {
        Recipe begun = control.recipe();
        if (begun == null) {
            Recipe first = ownRecipe(null);
            topics.create(first.lanes());
            control.begin(first, pace.initial());
            begun = control.recipe();
        }
        if (begun == null) {
            throw new KafkaException("The control topic " + config.controlTopic() + " cannot be read");
        }
        List<String> differences = begun.differences(ownRecipe(begun));
        if (!differences.isEmpty()) {
            endLanes();
            throw new RefusedException("The bank of " + config.controlTopic()
                    + " was begun with another configuration: " + String.join("; ", differences));
        }
        if (control.pace() == null) {
            control.begin(begun, pace.initial());
        }
        return begun;
    }

    /** Ends the lanes, if the topics were deleted or, meanwhile, begun anew with another recipe. */
    private void endLanes() {
        Lanes current = lanes;
        lanes = null;
        recipe = null;
        if (current != null) {
            current.close();
        }
    }

    /** What this replica writes, or is configured to. */
    private Recipe ownRecipe(@Nullable Recipe begun) {
        Recipe written = recipe;
        return written == null ? configured.of(begun, clock.nowMicros()) : written;
    }

    private Lane lane(int lane, Recipe begun) {
        return new Lane(
                lane,
                begun,
                pace::committed,
                clients,
                new LaneRecords(config, begun, lane),
                counts,
                clock::nowMicros,
                config);
    }

    private Pace latestOrRefuse() {
        Pace latest = pace.latest();
        String reason = refusal;
        if (latest == null || reason != null) {
            throw unavailable(reason);
        }
        return latest;
    }

    private Recipe recipeOrRefuse() {
        Recipe current = recipe;
        if (current == null || closed) {
            throw closed ? ProblemException.shuttingDown() : unavailable(refusal);
        }
        return current;
    }

    private static ProblemException unavailable(@Nullable String reason) {
        return ProblemException.retryLater(
                ProblemType.KAFKA_UNAVAILABLE,
                (reason == null ? "This replica has not joined the bank" : reason) + "; try again later.",
                RETRY_SECONDS);
    }

    /** What determines the transactions cannot change, since replicas continue each other's lanes. */
    private void refuseOtherBank(Settings changed) {
        if (pace.isUpdatingSettings()) {
            return;
        }
        latestOrRefuse();
        Settings fixed = settings.current();
        if (changed.fraudInjectionRate() != fixed.fraudInjectionRate()
                || changed.difficulty() != fixed.difficulty()
                || changed.labelDelaySeconds() != fixed.labelDelaySeconds()) {
            throw new ProblemException(
                    ProblemType.FEED_IN_KAFKA,
                    "While the feed is in Kafka, fraud_injection_rate must stay " + fixed.fraudInjectionRate()
                            + ", difficulty " + fixed.difficulty() + " and label_delay_seconds "
                            + fixed.labelDelaySeconds() + "; frequency_seconds and batch_size can be changed.");
        }
    }
}
