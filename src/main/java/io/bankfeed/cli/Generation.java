package io.bankfeed.cli;

import io.bankfeed.core.parquet.Compression;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.dataset.DatasetFormat;
import io.bankfeed.dataset.DatasetSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One run of the command: a data set to a file, to the standard output, or in parts to a directory.
 *
 * @param spec the data set, or the part of it that is wanted
 * @param gzip whether it is compressed
 * @param threads how many threads work, at least 1
 * @param messages receives the progress and the summary
 * @param terminal whether the messages are read on a terminal
 */
record Generation(
        DatasetSpec spec, boolean gzip, int threads, PrintWriter messages, InstantSource clock, boolean terminal) {

    /** What the system says of a pipe whose reader has left, as {@code head} does. */
    private static final String BROKEN_PIPE = "Broken pipe";

    /**
     * Writes it to a stream, and says nothing unless it fails.
     *
     * @return whether its reader took all of it
     */
    boolean toStream(OutputStream out) throws GenerationException {
        try (Progress progress = new Progress(expectedRows(spec), messages, clock, false)) {
            content(spec, threads, progress).writeTo(out);
            out.flush();
            return true;
        } catch (IOException e) {
            if (BROKEN_PIPE.equals(e.getMessage())) {
                return false;
            }
            throw new GenerationException(
                    "Cannot write to the standard output: " + GenerationException.reason(e) + ".");
        }
    }

    /** Writes it to a new file. */
    void toFile(Path file) throws GenerationException {
        try (Progress progress = new Progress(expectedRows(spec), messages, clock, terminal)) {
            try (AtomicFile written = new AtomicFile(file)) {
                // Nobody else can complete it meanwhile.
                if (Files.exists(file)) {
                    throw new GenerationException(file + " exists already. Delete it, or give another --output.");
                }
                content(spec, threads, progress).writeTo(written.content());
                written.complete();
            } catch (IOException e) {
                throw new GenerationException(file, e);
            }
            progress.end(file + ": " + progress.summary());
        }
    }

    /**
     * Writes parts to a directory with a manifest, except those that it has already.
     *
     * @param wanted the parts of the data set
     */
    void toDirectory(Path directory, List<Part> wanted) throws GenerationException {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw new GenerationException("Cannot write " + directory + ": it is a file, not a directory.");
        } catch (IOException e) {
            throw new GenerationException(directory, e);
        }
        Manifest manifest = new Manifest(directory, recipe(), wanted.get(0).parts());
        List<PartFile> missing = missing(directory, wanted, manifest);
        if (missing.isEmpty()) {
            messages.println(directory + ": nothing to do, all parts asked for were complete");
            return;
        }
        manifest.begin();
        long rows =
                missing.stream().mapToLong(file -> expectedRows(file.spec())).sum();
        try (Progress progress = new Progress(rows, messages, clock, terminal)) {
            write(missing, manifest, progress);
            int complete = wanted.size() - missing.size();
            progress.end(
                    directory + ": " + missing.size() + " of " + wanted.get(0).parts() + " parts, " + progress.summary()
                            + (complete > 0 ? "; " + complete + " were complete" : ""));
        }
    }

    private static long expectedRows(DatasetSpec part) {
        return Math.max(
                1,
                part.part().by() == Part.By.ACCOUNTS
                        ? part.count() / part.part().parts()
                        : part.rows());
    }

    /** The parts that are not complete yet. Reading the others checks them. */
    private List<PartFile> missing(Path directory, List<Part> wanted, Manifest manifest) throws GenerationException {
        Map<Integer, Manifest.Entry> entries = manifest.entries();
        if (!entries.isEmpty()) {
            messages.println("Checking the parts that " + directory + " has");
        }
        List<PartFile> missing = new ArrayList<>();
        for (Part part : wanted) {
            PartFile file = new PartFile(directory.resolve(nameOf(part)), of(part));
            Manifest.Entry entry = entries.get(part.number());
            if (entry == null || !file.matches(entry)) {
                missing.add(file);
            }
        }
        return missing;
    }

    private void write(List<PartFile> files, Manifest manifest, Progress progress) throws GenerationException {
        int atOnce = Math.max(1, Math.min(threads, files.size()));
        int threadsOfEach = Math.max(1, threads / atOnce);
        ExecutorService pool = Executors.newFixedThreadPool(atOnce);
        try {
            ExecutorCompletionService<Void> parts = new ExecutorCompletionService<>(pool);
            for (PartFile file : files) {
                parts.submit(() -> {
                    file.write(content(file.spec(), threadsOfEach, progress), manifest);
                    return null;
                });
            }
            for (int i = 0; i < files.size(); i++) {
                parts.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GenerationException("Interrupted.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GenerationException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Content content(DatasetSpec of, int threadsOfIt, Progress progress) {
        return switch (of.format()) {
            case JSON -> new DocumentContent(of, gzip, progress);
            case NDJSON, CSV -> new LineContent(of, gzip, threadsOfIt, progress);
            case PARQUET -> new ParquetContent(of, gzip ? Compression.GZIP : Compression.NONE, threadsOfIt, progress);
        };
    }

    private DatasetSpec of(Part part) {
        return new DatasetSpec(
                spec.events(), spec.count(), spec.offset(), part, spec.fields(), spec.reports(), spec.format());
    }

    /** The parameters of all parts together. */
    private Map<String, String> recipe() {
        Map<String, String> recipe = new LinkedHashMap<>(of(Part.WHOLE).parameters());
        if (spec.part().by() == Part.By.ACCOUNTS) {
            recipe.put("by", "accounts");
        }
        recipe.put("data_version", Integer.toString(TransactionSource.DATA_VERSION));
        recipe.put("compression", gzip ? "gzip" : "none");
        return recipe;
    }

    private String nameOf(Part part) {
        return String.format(
                Locale.ROOT,
                "part-%05d-of-%05d.%s%s",
                part.number(),
                part.parts(),
                spec.format().wireName(),
                gzip && spec.format() != DatasetFormat.PARQUET ? ".gz" : "");
    }
}
