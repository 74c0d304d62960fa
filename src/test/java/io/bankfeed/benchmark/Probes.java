package io.bankfeed.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A million scores, posted one by one before their labels are public. When the labels are, it looks for anything in the
 * answers, in what anyone can read between two of them, and in their times that differs between fraud and honest
 * transactions.
 */
final class Probes implements Scenario {

    private static final int PROBES = 1_000_000;

    /** The first transaction is made when the service starts, and has its label at once. */
    private static final int FIRST = 2;

    private static final int LAST = PROBES + 1;
    private static final int WARM_UP = 50_000;
    private static final int CONNECTIONS = 2;
    private static final int PER_BATCH = 1000;

    /** Between them, the metrics, the status and the scoreboard are read. */
    private static final int WATCHED = 2_000;

    private static final int LABELS_PER_REQUEST = 5_000;
    private static final double MAX_STANDARD_ERRORS = 3.3;

    /** Requests are counted a moment after their answer, so that the counter may or may not have changed yet. */
    private static final int MAX_KINDS = 4;

    /** All transactions and labels are kept, and none is late. */
    private static final String[] LARGE = {
        "-Xmx1g",
        "-Dbankfeed.scoring.deadline=6H",
        "-Dbankfeed.scoring.detectors=1",
        "-Dbankfeed.scoring.capacity=1100000",
        "-Dbankfeed.truth.capacity=4000000"
    };

    private static final String SETTINGS =
            "{\"difficulty\":0.5,\"fraud_injection_rate\":0.25,\"label_delay_seconds\":86400}";

    private final ObjectMapper mapper = new ObjectMapper();
    private final double[] micros = new double[LAST + 1];
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final Map<Integer, String> changes = new TreeMap<>();

    @Override
    public String name() {
        return "probes";
    }

    @Override
    public void run(Report report) throws Exception {
        try (Service service = Service.start(LARGE)) {
            service.send("POST", "/config", SETTINGS);
            while (generated(service) < LAST) {
                service.get("/transactions/" + PER_BATCH);
            }
            List<Integer> numbers =
                    IntStream.rangeClosed(FIRST + 1, LAST).boxed().collect(Collectors.toList());
            Collections.shuffle(numbers, new Random(16));
            // From then on all transactions count, so that no probe changes how many do.
            probe(service, List.of(FIRST));
            watch(service, numbers.subList(0, WATCHED));
            probe(service, numbers.subList(WATCHED, WARM_UP));
            List<Integer> timed = numbers.subList(WARM_UP, numbers.size());
            long start = System.nanoTime();
            probe(service, timed);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (service.metric("bankfeed_labels_evicted_unknown_total") > 0) {
                throw new IllegalStateException("Labels were evicted");
            }
            service.send("PATCH", "/config", "{\"label_delay_seconds\":0}");
            addFigures(frauds(service), timed, timed.size() / seconds, report);
        }
    }

    private long generated(Service service) throws Exception {
        return mapper.readTree(service.get("/status"))
                .get("transactions_generated")
                .longValue();
    }

    /** Posts the score of each transaction on its own, in this order, over a few connections. */
    private void probe(Service service, List<Integer> numbers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> probing = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int from = i;
                probing.add(threads.submit(() -> {
                    try (PersistentConnection connection = new PersistentConnection(service.address())) {
                        for (int place = from; place < numbers.size(); place += CONNECTIONS) {
                            probe(connection, numbers.get(place));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : probing) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void probe(PersistentConnection connection, int number) throws IOException {
        PersistentConnection.Response response = connection.exchange(PersistentConnection.post(
                "/scores",
                "{\"detector\":\"probe\",\"scores\":[{\"transaction_id\":\"TXN_"
                        + Integer.toString(100_000_000 + number).substring(1) + "\",\"score\":0.5}]}"));
        micros[number] = response.nanos() / 1e3;
        answers.add(comparable(response));
    }

    /** A response without what differs between any two. */
    private static String comparable(PersistentConnection.Response response) {
        return response.head()
                        .lines()
                        .filter(line -> !line.regionMatches(true, 0, "x-request-id:", 0, 13)
                                && !line.regionMatches(true, 0, "date:", 0, 5))
                        .collect(Collectors.joining("\n"))
                + "\n" + response.body();
    }

    /** Probes one by one, and records what each changes in what anyone can read. */
    private void watch(Service service, List<Integer> numbers) throws Exception {
        try (PersistentConnection connection = new PersistentConnection(service.address())) {
            readable(service);
            for (int number : numbers) {
                Map<String, String> before = readable(service);
                probe(connection, number);
                Map<String, String> after = readable(service);
                after.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
                // How much they grew, since what they are grows with each probe.
                after.replaceAll((name, value) -> difference(before.get(name), value));
                changes.put(number, after.toString());
            }
        }
    }

    private static String difference(String before, String after) {
        try {
            return String.valueOf(Double.parseDouble(after) - Double.parseDouble(before));
        } catch (NumberFormatException | NullPointerException e) {
            return before + " to " + after;
        }
    }

    /** The service's own metrics and the counts of requests, the status and the scoreboard, without times. */
    private Map<String, String> readable(Service service) throws Exception {
        Map<String, String> values = new TreeMap<>();
        for (String line : service.get("/q/metrics").split("\n")) {
            if (line.startsWith("bankfeed_") || line.startsWith("http_server_requests_seconds_count")) {
                int space = line.lastIndexOf(' ');
                values.put(line.substring(0, space), line.substring(space + 1));
            }
        }
        ObjectNode status = (ObjectNode) mapper.readTree(service.get("/status"));
        status.remove(List.of("uptime_seconds", "active_accounts"));
        values.put("status", status.toString());
        JsonNode scoreboard = mapper.readTree(service.get("/scoreboard"));
        ((ObjectNode) scoreboard).remove("timestamp");
        scoreboard.get("detectors").forEach(detector -> ((ObjectNode) detector).remove("delay"));
        values.put("scoreboard", scoreboard.toString());
        return values;
    }

    private BitSet frauds(Service service) throws Exception {
        BitSet frauds = new BitSet(LAST + 1);
        int labels = 0;
        for (int from = FIRST; from <= LAST; from += LABELS_PER_REQUEST) {
            int to = Math.min(LAST, from + LABELS_PER_REQUEST - 1);
            for (JsonNode label : mapper.readTree(service.get("/labels?from=" + id(from) + "&to=" + id(to)))
                    .get("labels")) {
                int number =
                        Integer.parseInt(label.get("transaction_id").textValue().substring(4));
                frauds.set(number, label.get("is_fraud").booleanValue());
                labels++;
            }
        }
        if (labels < PROBES) {
            throw new IllegalStateException("There are only " + labels + " labels");
        }
        return frauds;
    }

    private static String id(int number) {
        return "TXN_" + Integer.toString(100_000_000 + number).substring(1);
    }

    private void addFigures(BitSet frauds, List<Integer> timed, double perSecond, Report report) {
        report.add(Figure.of("probes before their labels", "probes", PROBES));
        report.add(Figure.of("probes, of fraud", "probes", frauds.cardinality()));
        report.add(Figure.of("probes a second", "probes", perSecond));
        report.add(Figure.of("probes, answers that differ in the head or the body", "kinds", answers.size())
                .withTarget(Figure.Target.atMost(1)));
        answers.forEach(answer -> report.progress("  " + answer.replace("\n", " | ")));
        Map<String, long[]> byChange = new TreeMap<>();
        changes.forEach(
                (number, change) -> byChange.computeIfAbsent(change, any -> new long[2])[frauds.get(number) ? 1 : 0]++);
        byChange.forEach((change, counts) ->
                report.progress("  " + counts[0] + " honest and " + counts[1] + " frauds changed " + change));
        report.add(Figure.of("probes, changes that differ in metrics, status, scoreboard", "kinds", byChange.size())
                .withTarget(Figure.Target.atMost(MAX_KINDS)));
        report.add(Figure.of(
                        "probes, fraud in a kind of change, from all in standard errors",
                        "errors",
                        byChange.values().stream()
                                .mapToDouble(counts -> skew(counts, byChange.values()))
                                .max()
                                .orElse(0))
                .withTarget(Figure.Target.atMost(MAX_STANDARD_ERRORS)));
        TwoSamples times = new TwoSamples(
                timed.stream()
                        .filter(frauds::get)
                        .mapToDouble(number -> micros[number])
                        .toArray(),
                timed.stream()
                        .filter(number -> !frauds.get(number))
                        .mapToDouble(number -> micros[number])
                        .toArray());
        for (double share : new double[] {0.1, 0.5, 0.9, 0.99}) {
            String quantile = "probes, " + Figure.number(share * 100) + " % answered within, ";
            report.add(Figure.of(quantile + "fraud", "µs", times.quantileOfOnes(share)));
            report.add(Figure.of(quantile + "honest", "µs", times.quantileOfOthers(share)));
        }
        double auc = times.auc();
        report.add(Figure.of("probes, AUC of the time, fraud to honest, from 0.5", "of 1,000", 1000 * (auc - 0.5)));
        report.add(Figure.of("probes, AUC, half of its 95 % interval", "of 1,000", 1960 * times.standardError()));
        report.add(Figure.of(
                        "probes, AUC, from 0.5 in standard errors",
                        "errors",
                        Math.abs(auc - 0.5) / times.standardError())
                .withTarget(Figure.Target.atMost(MAX_STANDARD_ERRORS)));
    }

    /** How far the number of frauds is from that of an even share, in standard errors. */
    private static double skew(long[] counts, Collection<long[]> all) {
        double frauds = all.stream().mapToLong(one -> one[1]).sum();
        double sum = frauds + all.stream().mapToLong(one -> one[0]).sum();
        double size = counts[0] + counts[1];
        double variance = size * frauds / sum * (1 - frauds / sum) * (1 - size / sum);
        return variance == 0 ? 0 : Math.abs(counts[1] - size * frauds / sum) / Math.sqrt(variance);
    }
}
