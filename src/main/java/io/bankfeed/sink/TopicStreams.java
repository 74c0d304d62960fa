package io.bankfeed.sink;

import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.generator.RecordParameters;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import io.bankfeed.streaming.EventId;
import io.bankfeed.streaming.EventLoops;
import io.bankfeed.streaming.StreamFormat;
import io.bankfeed.streaming.StreamRequest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The streams that follow the topics, one for each client. Thread-safe. */
final class TopicStreams {

    /** Each has a thread and a connection to the brokers. */
    static final int MAX_STREAMS = 100;

    private static final String LABELS = "labels";
    private static final int MAX_TRANSACTIONS_PER_EVENT = 500;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final int RETRY_SECONDS = 5;

    private final KafkaClients clients;
    private final KafkaConfig config;
    private final Set<TopicStream> ofTransactions = ConcurrentHashMap.newKeySet();
    private final Set<TopicStream> ofLabels = ConcurrentHashMap.newKeySet();

    TopicStreams(KafkaClients clients, KafkaConfig config) {
        this.clients = clients;
        this.config = config;
    }

    /** The open streams of transactions. */
    int transactionStreams() {
        return ofTransactions.size();
    }

    /** The open streams of labels. */
    int labelStreams() {
        return ofLabels.size();
    }

    /** Completes all streams. */
    void close() {
        ofTransactions.forEach(TopicStream::cancel);
        ofLabels.forEach(TopicStream::cancel);
    }

    Multi<Buffer> transactions(Recipe recipe, StreamRequest request, RecordFields fields) {
        if (fields.extended() && !recipe.extended()) {
            throw ProblemException.ofParameter(
                    RecordParameters.FIELDS, "must be core, because the topic " + config.topic() + " has no payments");
        }
        if (fields.labels() != RecordFields.CORE.labels()) {
            throw ProblemException.ofParameter(
                    RecordParameters.LABELS, "must be false: while the feed is in Kafka, read /labels/stream");
        }
        return stream(recipe, request, config.topic(), "", new Batches(request.format()), ofTransactions);
    }

    Multi<Buffer> labels(Recipe recipe, StreamRequest request, boolean full) {
        if (full) {
            throw ProblemException.ofParameter(
                    RecordParameters.LABELS,
                    "must be true, because the topic " + config.labelsTopic() + " has no scenarios");
        }
        if (!recipe.labels()) {
            throw new ProblemException(ProblemType.FEED_IN_KAFKA, "The bank in Kafka has no labels.");
        }
        return stream(recipe, request, config.labelsTopic(), LABELS, new Labels(request.format()), ofLabels);
    }

    private Multi<Buffer> stream(
            Recipe recipe,
            StreamRequest request,
            String topic,
            String name,
            TopicStream.EventWriter events,
            Set<TopicStream> open) {
        for (String id : request.ids()) {
            if (TopicPosition.parse(id, name, recipe.lanes()).isEmpty()
                    && EventId.parse(id).isEmpty()) {
                throw StreamRequest.invalidId(id, "is not an id of this stream");
            }
        }
        if (ofTransactions.size() + ofLabels.size() >= MAX_STREAMS) {
            throw ProblemException.retryLater(
                    ProblemType.TOO_MANY_SUBSCRIBERS,
                    "There are " + MAX_STREAMS + " streams of Kafka, which is the maximum of a replica.",
                    RETRY_SECONDS);
        }
        return Multi.createFrom()
                .publisher(new TopicStream(
                        clients::streamReader,
                        topic,
                        name,
                        recipe.lanes(),
                        events,
                        request,
                        EventLoops.current(),
                        open));
    }

    /** Transactions as batches. */
    private record Batches(StreamFormat format) implements TopicStream.EventWriter {

        @Override
        public int maxRecordsPerEvent() {
            return MAX_TRANSACTIONS_PER_EVENT;
        }

        @Override
        public Buffer write(List<ConsumerRecord<byte[], byte[]>> records, TopicPosition after) {
            long newestMillis = records.get(records.size() - 1).timestamp();
            Buffer event = Buffer.buffer(format.before(after))
                    .appendString("{\"timestamp\":\"")
                    .appendString(TransactionEncoder.timestamp(newestMillis * MICROS_PER_MILLI))
                    .appendString("\",\"transactions\":[");
            for (int i = 0; i < records.size(); i++) {
                event.appendString(i == 0 ? "" : ",").appendBytes(records.get(i).value());
            }
            return event.appendString("]}").appendString(format.after());
        }
    }

    /** Each label as an event. */
    private record Labels(StreamFormat format) implements TopicStream.EventWriter {

        @Override
        public int maxRecordsPerEvent() {
            return 1;
        }

        @Override
        public Buffer write(List<ConsumerRecord<byte[], byte[]>> records, TopicPosition after) {
            return Buffer.buffer(format.before(after))
                    .appendBytes(records.get(0).value())
                    .appendString(format.after());
        }
    }
}
