package io.bankfeed.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The time from the start of the process to the first response; that of a JVM with and without an archive from a
 * training run.
 */
final class StartUp implements Scenario {

    private static final boolean HAS_AOT_CACHE = Runtime.version().feature() >= 24;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Report report) throws Exception {
        if (Options.executable().isPresent()) {
            List<Double> millis = new ArrayList<>();
            List<Double> mebibytes = new ArrayList<>();
            for (int run = 0; run < Options.runs(); run++) {
                millis.add(millisToFirstAnswer(mebibytes));
            }
            report.add(Figure.of("first response", "ms", millis));
            report.add(Figure.of("resident after the first response", "MiB", mebibytes));
            return;
        }
        Path archive = Path.of("target", HAS_AOT_CACHE ? "benchmark.aot" : "benchmark.jsa")
                .toAbsolutePath();
        train(archive);
        String option = (HAS_AOT_CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        List<Double> residentWith = new ArrayList<>();
        for (int run = 0; run < Options.runs(); run++) {
            without.add(millisToFirstAnswer(resident));
            with.add(millisToFirstAnswer(residentWith, option));
            ratios.add(with.get(run) / without.get(run));
        }
        String archived = HAS_AOT_CACHE ? "with the AOT cache" : "with the class archive";
        report.add(Figure.of("first response", "ms", without));
        report.add(Figure.of("first response, " + archived, "ms", with));
        report.add(Figure.of("first response, " + archived + ", to without", "ratio", ratios)
                .withTarget(Figure.Target.atMost(0.60)));
        report.add(Figure.of("resident after the first response", "MiB", resident));
        report.add(Figure.of("resident after the first response, " + archived, "MiB", residentWith));
    }

    /** Elapsed time, because a start also waits. */
    private static double millisToFirstAnswer(List<Double> residentMebibytes, String... options) throws Exception {
        long before = System.nanoTime();
        try (Service service = Service.start(options)) {
            double millis = (System.nanoTime() - before) / 1e6;
            residentMebibytes.add(service.residentMebibytes());
            return millis;
        }
    }

    private static void train(Path archive) throws Exception {
        Files.deleteIfExists(archive);
        try (Service service =
                Service.start((HAS_AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive)) {
            service.get("/stream?limit=1");
            for (int round = 0; round < 20; round++) {
                for (String path : List.of(
                        "/transaction",
                        "/transactions/100",
                        "/datasets?count=1000&format=ndjson",
                        "/datasets?count=1000&format=csv",
                        "/config",
                        "/status",
                        "/q/health",
                        "/q/metrics")) {
                    service.get(path);
                }
            }
            service.stop();
        }
        if (!Files.exists(archive)) {
            throw new IOException("The JVM wrote no archive: see " + Service.LOGS);
        }
    }
}
