package io.bankfeed.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Posts the scores of sixteen detectors in turn, each request with those of the latest 10,000 transactions. A detector
 * has scored some of them before. It knows how many, and checks the answers.
 */
final class ScorePoster implements AutoCloseable {

    static final int DETECTORS = 16;

    private static final int SCORES = 10_000;

    /** What may not be complete yet: a batch, and a single transaction. */
    private static final int MAY_BE_INCOMPLETE = 11;

    private static final String PREFIX = "detector-";

    private final ObjectMapper mapper = new ObjectMapper();
    private final Service service;
    private final PersistentConnection connection;
    private final long periodNanos;
    private final long[] first = new long[DETECTORS];
    private final long[] last = new long[DETECTORS];
    private final long[] accepted = new long[DETECTORS];
    private int requests;
    private long counted;
    private long surprises;

    ScorePoster(Service service, int scoresPerSecond) throws IOException {
        this.service = service;
        connection = new PersistentConnection(service.address());
        periodNanos = TimeUnit.SECONDS.toNanos(1) * SCORES / scoresPerSecond;
    }

    /** @param nanos the time of each request */
    record Posted(long sent, double perSecond, List<Long> nanos) {}

    /** Posts at the pace for some time. */
    Posted post(Duration duration) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long count = duration.toNanos() / periodNanos;
        List<Long> nanos = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            TimeUnit.NANOSECONDS.sleep(start + i * periodNanos - System.nanoTime());
            nanos.add(postOnce());
        }
        // The last request has its period too.
        TimeUnit.NANOSECONDS.sleep(start + count * periodNanos - System.nanoTime());
        return new Posted(count * SCORES, count * SCORES * 1e9 / (System.nanoTime() - start), nanos);
    }

    private long postOnce() throws IOException, InterruptedException {
        int detector = requests++ % DETECTORS;
        long newest = mapper.readTree(service.get("/status"))
                        .get("transactions_generated")
                        .longValue()
                - MAY_BE_INCOMPLETE;
        long oldest = Math.max(1, newest - SCORES + 1);
        PersistentConnection.Response response =
                connection.exchange(PersistentConnection.post("/scores", body(detector, oldest)));
        if (!response.isOk()) {
            throw new IOException(response.head() + response.body());
        }
        long expected = newest - Math.max(last[detector], oldest - 1);
        JsonNode outcomes = mapper.readTree(response.body());
        for (JsonNode outcome : outcomes) {
            counted += outcome.longValue();
        }
        surprises += Math.abs(outcomes.get("accepted").longValue() - expected);
        surprises += Math.abs(outcomes.get("repeated").longValue() - (SCORES - expected));
        accepted[detector] += expected;
        first[detector] = first[detector] == 0 ? oldest : first[detector];
        last[detector] = newest;
        return response.nanos();
    }

    private static String body(int detector, long oldest) {
        StringBuilder body = new StringBuilder(60 * SCORES);
        body.append("{\"detector\":\"" + PREFIX).append(detector).append("\",\"scores\":[");
        for (int i = 0; i < SCORES; i++) {
            long number = oldest + i;
            long digits = 1_000_000 + (number * 7919 + detector) % 1_000_000;
            body.append(i == 0 ? "" : ",")
                    .append("{\"transaction_id\":\"TXN_")
                    .append(Long.toString(100_000_000 + number), 1, 9)
                    .append("\",\"score\":0.")
                    .append(Long.toString(digits), 1, 7)
                    .append('}');
        }
        return body.append("]}").toString();
    }

    /** The number of the first transaction that a detector scored. */
    long firstOf(String detector) {
        return first[number(detector)];
    }

    /** How many of a detector's scores were accepted. */
    long acceptedOf(String detector) {
        return accepted[number(detector)];
    }

    private static int number(String detector) {
        return Integer.parseInt(detector.substring(PREFIX.length()));
    }

    long sent() {
        return (long) requests * SCORES;
    }

    /** The sum of all outcomes. */
    long counted() {
        return counted;
    }

    /** How many scores had an outcome that they should not have. */
    long surprises() {
        return surprises;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
