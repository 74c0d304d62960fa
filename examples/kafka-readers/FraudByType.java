import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.connect.json.JsonDeserializer;
import org.apache.kafka.connect.json.JsonSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Counts the transactions whose labels are known, and adds up their amounts, by type of fraud. */
public final class FraudByType {

    private static final Serde<String> TEXT = Serdes.String();
    private static final Serde<JsonNode> JSON = Serdes.serdeFrom(new JsonSerializer(), new JsonDeserializer());

    private FraudByType() {}

    /**
     * Runs until it is killed.
     *
     * @param args the brokers, and after how many labelled transactions it ends by itself, or 0
     */
    public static void main(String[] args) throws InterruptedException {
        Properties settings = new Properties();
        settings.put("application.id", "fraud-by-type");
        settings.put("bootstrap.servers", args[0]);
        // The sums are kept in topics: at least once would count some transactions twice after a crash
        settings.put("processing.guarantee", "exactly_once_v2");
        settings.put("commit.interval.ms", 1000);

        long count = Long.parseLong(args[1]);
        CountDownLatch ended = new CountDownLatch(1);
        Map<String, Long> counts = new HashMap<>();
        StreamsBuilder builder = new StreamsBuilder();
        fraudByType(builder).foreach((type, sum) -> {
            System.out.println(type + " " + sum);
            counts.put(type, sum.get("transactions").longValue());
            if (count > 0 && counts.values().stream().mapToLong(Long::longValue).sum() >= count) {
                ended.countDown();
            }
        });
        try (KafkaStreams streams = new KafkaStreams(builder.build(), settings)) {
            streams.setStateListener((state, before) -> {
                if (state == KafkaStreams.State.ERROR) {
                    ended.countDown();
                }
            });
            Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
            streams.start();
            ended.await();
            if (streams.state() == KafkaStreams.State.ERROR) {
                throw new IllegalStateException("Kafka Streams has failed");
            }
        }
    }

    private static KStream<String, JsonNode> fraudByType(StreamsBuilder builder) {
        // In memory, and in a topic from which another instance restores it: files would outlive the example's broker
        builder.addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("waiting"), TEXT, JSON));
        return builder.stream(List.of("bankfeed.transactions", "bankfeed.labels"), Consumed.with(TEXT, JSON))
                .process(Join::new, "waiting")
                .groupByKey(Grouped.with("types", TEXT, Serdes.Long()))
                .aggregate(
                        JsonNodeFactory.instance::objectNode,
                        (type, amount, sum) -> JsonNodeFactory.instance
                                .objectNode()
                                .put("transactions", sum.path("transactions").longValue() + 1)
                                .put("amount_vnd", sum.path("amount_vnd").longValue() + amount),
                        Materialized.<String, JsonNode>as(Stores.inMemoryKeyValueStore("sums"))
                                .withKeySerde(TEXT)
                                .withValueSerde(JSON))
                .toStream();
    }

    /** Passes on the amount of each transaction by its type. A partition has both the transaction and its label. */
    private static final class Join extends ContextualProcessor<String, JsonNode, String, Long> {

        @Override
        public void process(Record<String, JsonNode> record) {
            KeyValueStore<String, JsonNode> waiting = context().getStateStore("waiting");
            JsonNode one = record.value();
            String id = one.get("transaction_id").textValue();
            JsonNode other = waiting.delete(id);
            if (other == null) {
                waiting.put(id, one);
                return;
            }
            JsonNode label = one.has("fraud_type") ? one : other;
            JsonNode transaction = label == one ? other : one;
            String type = label.get("fraud_type").textValue();
            long amount = transaction.get("transaction_amount_vnd").longValue();
            context().forward(record.withKey(type).withValue(amount));
        }
    }
}
