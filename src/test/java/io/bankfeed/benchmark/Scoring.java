package io.bankfeed.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fifty thousand scores a second of sixteen detectors beside a feed of a thousand transactions a second: none is lost,
 * the feed keeps its pace, and memory does not grow.
 */
final class Scoring implements Scenario {

    private static final int BATCHES_PER_SECOND = 100;
    private static final int BATCH_SIZE = 10;
    private static final int SCORES_PER_SECOND = 50_000;
    private static final Duration ALONE = Duration.ofSeconds(20);
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final int SAMPLES = 12;

    /**
     * A heap in which the scoreboard has all of its detectors, and buffers that are full after the warm-up. Otherwise
     * memory would grow until they are.
     */
    private static final String[] FULL_BUFFERS = {
        "-Xmx512m",
        "-Dbankfeed.scoring.capacity=70000",
        "-Dbankfeed.truth.capacity=60000",
        "-Dbankfeed.feed.replay-bytes=1M"
    };

    private static final String SETTINGS = "{\"frequency_seconds\":" + 1.0 / BATCHES_PER_SECOND + ",\"batch_size\":"
            + BATCH_SIZE + ",\"label_delay_seconds\":5,\"difficulty\":0.5}";

    /** The histograms of rare kinds of fraud are allocated as they are used. */
    private static final String MUCH_FRAUD = "{\"fraud_injection_rate\":0.5}";

    private static final String USUAL_FRAUD = "{\"fraud_injection_rate\":0.05}";

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public String name() {
        return "scoring";
    }

    @Override
    public void run(Report report) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Deliveries deliveries = new Deliveries(1_000_000L / BATCHES_PER_SECOND, 600 * BATCHES_PER_SECOND);
        try (Service service = Service.start(FULL_BUFFERS);
                ScorePoster poster = new ScorePoster(service, SCORES_PER_SECOND);
                StreamLoad stream = new StreamLoad(service.address(), deliveries)) {
            service.send("POST", "/config", SETTINGS);
            stream.subscribe(1);
            stream.read(ALONE);
            service.send("PATCH", "/config", MUCH_FRAUD);
            await(thread.submit(() -> poster.post(WARM_UP)), stream);
            service.send("PATCH", "/config", USUAL_FRAUD);
            await(thread.submit(() -> poster.post(ALONE)), stream);

            deliveries.forget();
            double cpuPerScore = scoreForAMinute(service, poster, stream, deliveries, thread, report);
            lookForAMinute(service, poster, stream, thread, report);
            double before = service.cpuSeconds();
            stream.read(ALONE);
            double alonePerScore = (service.cpuSeconds() - before) / ALONE.toSeconds() / SCORES_PER_SECOND;
            report.add(Figure.of(
                    "scoring beside the feed, CPU of a million scores", "s", 1e6 * (cpuPerScore - alonePerScore)));
            if (stream.lost(stream.newest()) + stream.sum(EventReader::duplicated) + stream.sum(EventReader::gaps)
                    > 0) {
                throw new IllegalStateException("Batches were lost or duplicated");
            }
            addCounts(service, poster, report);
        } finally {
            thread.shutdownNow();
        }
    }

    /**
     * Nothing else is asked of the service.
     *
     * @return the CPU time of the service for each score, with that of the feed beside it
     */
    private double scoreForAMinute(
            Service service,
            ScorePoster poster,
            StreamLoad stream,
            Deliveries deliveries,
            ExecutorService thread,
            Report report)
            throws Exception {
        long skipped = skippedBatches(service);
        double cpu = service.cpuSeconds();
        long start = System.nanoTime();
        Future<ScorePoster.Posted> posting = thread.submit(() -> poster.post(MINUTE));
        List<Double> resident = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            stream.read(MINUTE.dividedBy(SAMPLES));
            resident.add(service.residentMebibytes());
        }
        ScorePoster.Posted posted = await(posting, stream);
        double seconds = (System.nanoTime() - start) / 1e9;
        double used = service.cpuSeconds() - cpu;
        String of = "scoring beside the feed, ";
        report.add(Figure.of(of + "scores a second", "scores", posted.perSecond())
                .withTarget(Figure.Target.atLeast(0.999 * SCORES_PER_SECOND)));
        report.add(Figure.of(of + "CPU of both", "% of a core", 100 * used / seconds));
        long[] latencies =
                posted.nanos().stream().mapToLong(Long::longValue).sorted().toArray();
        report.add(Figure.of(of + "10,000 scores answered after, median", "ms", millis(latencies, 0.5)));
        report.add(Figure.of(of + "10,000 scores answered after, p99", "ms", millis(latencies, 0.99)));
        report.add(Figure.of(of + "10,000 scores answered after, latest", "ms", millis(latencies, 1)));
        double pace = Math.abs(deliveries.perSecond() / BATCHES_PER_SECOND - 1) * 100;
        report.add(Figure.of(of + "deviation of the pace", "%", pace).withTarget(Figure.Target.atMost(0.1)));
        report.add(Figure.of(
                of + "batches released after due, p99",
                "ms",
                Deliveries.quantile(deliveries.releaseLateness(), 0.99) / 1e3));
        report.add(Figure.of(of + "skipped batches", "batches", skippedBatches(service) - skipped)
                .withTarget(Figure.Target.atMost(0)));
        addGrowth(of + "resident", resident, report);
        return used / posted.sent();
    }

    /** A collection and a look at the scoreboard every few seconds, which disturb the pace. */
    private void lookForAMinute(
            Service service, ScorePoster poster, StreamLoad stream, ExecutorService thread, Report report)
            throws Exception {
        Future<ScorePoster.Posted> posting = thread.submit(() -> poster.post(MINUTE));
        List<Double> live = new ArrayList<>();
        List<Double> answered = new ArrayList<>();
        double behind = 0;
        long start = System.nanoTime();
        for (int i = 1; i < SAMPLES; i++) {
            stream.read(MINUTE.multipliedBy(i).dividedBy(SAMPLES).minusNanos(System.nanoTime() - start));
            live.add(service.liveHeapBytes() / 1048576.0);
            JsonNode status = mapper.readTree(service.get("/status"));
            long known = status.get("transactions_generated").longValue()
                    - status.at("/truth/held").longValue()
                    + status.at("/truth/known").longValue();
            long asked = System.nanoTime();
            JsonNode detectors = mapper.readTree(service.get("/scoreboard")).get("detectors");
            answered.add((System.nanoTime() - asked) / 1e6);
            for (JsonNode detector : detectors) {
                long first = poster.firstOf(detector.get("detector").textValue());
                long missing = known - (first - 1) - detector.get("judged").longValue();
                behind = Math.max(behind, (double) missing / (BATCHES_PER_SECOND * BATCH_SIZE));
            }
        }
        await(posting, stream);
        String of = "scoring beside the feed, ";
        addGrowth(of + "live heap", live, report);
        report.add(Figure.of(of + "GET /scoreboard of 16 detectors", "ms", answered));
        report.add(Figure.of(of + "scoreboard behind public labels, most", "s", behind)
                .withTarget(Figure.Target.atMost(1)));
    }

    private static void addGrowth(String what, List<Double> samples, Report report) {
        int third = samples.size() / 3;
        double first = mean(samples.subList(0, third));
        double last = mean(samples.subList(samples.size() - third, samples.size()));
        report.add(Figure.of(what + ", first third of the minute", "MiB", first));
        report.add(Figure.of(what + ", last third", "MiB", last));
        report.add(Figure.of(what + ", last third to first", "ratio", last / first)
                .withTarget(Figure.Target.atMost(1.05)));
    }

    private static double mean(List<Double> samples) {
        return samples.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private long skippedBatches(Service service) throws Exception {
        return mapper.readTree(service.get("/status"))
                .at("/feed/skipped_batches")
                .longValue();
    }

    private void addCounts(Service service, ScorePoster poster, Report report) throws Exception {
        service.send("POST", "/stop", "");
        // All labels are public by then.
        Thread.sleep(6000);
        long notJudged = 0;
        long missed = 0;
        for (JsonNode detector : mapper.readTree(service.get("/scoreboard")).get("detectors")) {
            notJudged += Math.abs(poster.acceptedOf(detector.get("detector").textValue())
                    - detector.get("judged").longValue());
            missed += detector.get("unscored").longValue()
                    + detector.get("evicted").longValue()
                    + detector.get("late").longValue();
        }
        String of = "scoring beside the feed, ";
        report.add(Figure.of(of + "scores sent in all", "scores", poster.sent()));
        report.add(none(of + "scores without an outcome", poster.sent() - poster.counted()));
        report.add(none(
                of + "scores that the metrics lack", poster.sent() - (long) service.metric("bankfeed_scores_total")));
        report.add(none(of + "scores with another outcome than expected", poster.surprises()));
        report.add(none(of + "accepted scores that were not judged", notJudged));
        report.add(none(of + "scores late, evicted or missing", missed));
    }

    private static Figure none(String name, long count) {
        return Figure.of(name, "scores", count).withTarget(Figure.Target.atMost(0));
    }

    private static double millis(long[] sortedNanos, double share) {
        return Deliveries.quantile(sortedNanos, share) / 1e6;
    }

    /** Reads the stream until something is done. */
    private static <T> T await(Future<T> done, StreamLoad stream) throws Exception {
        while (!done.isDone()) {
            stream.read(Duration.ofMillis(50));
        }
        return done.get();
    }
}
