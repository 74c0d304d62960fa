package io.bankfeed.cli;

import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.dataset.DatasetFormat;
import io.bankfeed.dataset.DatasetSpec;
import io.bankfeed.dataset.DatasetSpecReader;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.http.ProblemException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Writes a data set to files. Its options are the parameters of {@code /datasets}, with hyphens, and some of its own. */
final class GenerateCommand implements Callable<Integer> {

    static final String NAME = "generate";

    private static final long MAX_COUNT = 1_000_000_000_000L;
    private static final int MAX_THREADS = 1024;

    /** As of a process that ended by SIGPIPE. */
    private static final int READER_LEFT = 141;

    private static final String STANDARD_OUTPUT = "-";
    private static final String GZIP = "gzip";
    private static final String GZIP_SUFFIX = ".gz";

    private static final String OUTPUT = "output";
    private static final String COMPRESSION = "compression";
    private static final String PARTS = "parts";
    private static final String THREADS = "threads";
    private static final String PART = "part";
    private static final String PART_INDEX = "part_index";

    /** The parameters of a data set. */
    private static final Map<String, String> RECIPE = recipe();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OutputStream out;
    private final PrintWriter messages;
    private final InstantSource clock;

    /**
     * @param out the standard output
     * @param messages the standard error
     */
    GenerateCommand(OutputStream out, PrintWriter messages, InstantSource clock) {
        this.out = out;
        this.messages = messages;
        this.clock = clock;
        RECIPE.forEach(this::option);
        option(OUTPUT, "File, directory or - (the standard output). A directory gets parts and a manifest. Default: -");
        option(COMPRESSION, "none or gzip. Default: by the name of FILE");
        option(PARTS, "The number of parts to write to the directory. Default: 1");
        option(PART_INDEX, "Only one of the parts, counted from 0, as an Indexed Job of Kubernetes does");
        option(THREADS, "How many threads work. Default: all processors");
        spec.addOption(Main.help());
        spec.usageMessage()
                .description(
                        "Writes a data set. With --seed and --start, the same options give the same rows on any machine.")
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .footer(
                        "",
                        "Examples:",
                        "  bankfeed generate --count 100000 --seed 42 --labels true --output fraud.csv",
                        "  bankfeed generate --count 10000000 --seed 42 --start 2026-01-01 --parts 16 --output data/",
                        "  bankfeed generate --count 10 --format ndjson | jq .",
                        "",
                        "Exit codes: 0; 1 if it failed, and no half file is left; 2 on a usage error.");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws GenerationException {
        Generation generation = new Generation(dataset(), gzip(), threads(), messages, clock, Terminal.isAttached());
        String output = given(OUTPUT);
        String parts = given(PARTS);
        if (isDirectory(output)) {
            generation.toDirectory(path(output), parts(generation.spec()));
        } else if (parts != null) {
            throw wrong(PARTS, "needs a directory: --output DIR/", parts);
        } else if (output == null || output.equals(STANDARD_OUTPUT)) {
            return generation.toStream(out) ? 0 : READER_LEFT;
        } else {
            generation.toFile(path(output));
        }
        return 0;
    }

    private DatasetSpec dataset() {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        RECIPE.keySet().forEach(name -> {
            String value = given(name);
            if (value != null) {
                parameters.putSingle(name, value);
            }
        });
        if (given(PART_INDEX) != null) {
            parameters.putSingle(PART, partOfIndex());
        } else if (given(PARTS) != null && given(PART) == null) {
            // Checks what parts need; all of them have what the first has.
            parameters.putSingle(PART, "1/" + number(PARTS, 1, Part.MAX_PARTS, 1));
        }
        Bank bank = Bank.of(TransactionGenerator.randomSeed());
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        try {
            return new DatasetSpecReader(MAX_COUNT, Bank.MAX_ACCOUNTS, bank, ReportSettings.DEFAULT)
                    .read(
                            parameters,
                            EventTimeSpec.DEFAULT_FRAUD_RATE,
                            FraudModel.TEXTBOOK,
                            nowMicros,
                            this::formatOfName);
        } catch (ProblemException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    e.errors().stream()
                            .map(error -> optionFor(error.field()) + " "
                                    + error.message()
                                            .replace("given with part,", "given with " + optionFor(PART) + ","))
                            .collect(Collectors.joining(System.lineSeparator())));
        }
    }

    /** The option from which a parameter came. */
    private String optionFor(String parameter) {
        return optionOf(parameter.equals(PART) && given(PART) == null ? PARTS : parameter);
    }

    private DatasetFormat formatOfName() {
        String output = given(OUTPUT);
        if (output == null || output.equals(STANDARD_OUTPUT) || isDirectory(output)) {
            return DatasetFormat.CSV;
        }
        String name = withoutGzip(output).toLowerCase(Locale.ROOT);
        DatasetFormat format = DatasetFormat.of(name.substring(name.lastIndexOf('.') + 1))
                .orElseThrow(() -> wrong(
                        OUTPUT, "must end with .csv, .ndjson, .json or .parquet, or be given with --format", output));
        if (format == DatasetFormat.PARQUET && output.endsWith(GZIP_SUFFIX)) {
            throw wrong(OUTPUT, "must end with .parquet, which --compression gzip compresses inside", output);
        }
        return format;
    }

    private boolean gzip() {
        String compression = given(COMPRESSION);
        if (compression == null) {
            String output = given(OUTPUT);
            return output != null && output.endsWith(GZIP_SUFFIX);
        }
        if (!compression.equals(GZIP) && !compression.equals("none")) {
            throw wrong(COMPRESSION, "must be none or gzip", compression);
        }
        return compression.equals(GZIP);
    }

    private int threads() {
        return number(THREADS, 1, MAX_THREADS, Runtime.getRuntime().availableProcessors());
    }

    private String partOfIndex() {
        if (given(PARTS) == null || given(PART) != null) {
            throw wrong(PART_INDEX, "must be given with --parts, and without --part", given(PART_INDEX));
        }
        int parts = number(PARTS, 1, Part.MAX_PARTS, 1);
        return number(PART_INDEX, 0, parts - 1, 0) + 1 + "/" + parts;
    }

    /** One part of many, or all of them. */
    private List<Part> parts(DatasetSpec dataset) {
        if (given(PART) != null && given(PARTS) != null) {
            throw wrong(PARTS, "must be left out with --part, which says how many there are", given(PARTS));
        }
        if (given(PARTS) == null || given(PART_INDEX) != null) {
            return List.of(dataset.part());
        }
        int parts = dataset.part().parts();
        return IntStream.rangeClosed(1, parts)
                .mapToObj(number -> new Part(number, parts, dataset.part().by()))
                .toList();
    }

    private int number(String name, int min, int max, int defaultValue) {
        String text = given(name);
        if (text == null) {
            return defaultValue;
        }
        if (text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max) {
            return Integer.parseInt(text);
        }
        throw wrong(name, "must be a whole number from " + min + " to " + max, text);
    }

    private boolean isDirectory(@Nullable String output) {
        if (output != null && output.isBlank()) {
            throw wrong(OUTPUT, "must not be empty", output);
        }
        return output != null
                && !output.equals(STANDARD_OUTPUT)
                && (output.endsWith("/") || Files.isDirectory(path(output)));
    }

    private Path path(@Nullable String output) {
        String name = String.valueOf(output);
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            // Characters that the locale cannot represent arrive so.
            throw wrong(
                    OUTPUT,
                    name.indexOf('\uFFFD') >= 0
                            ? "must have characters of the locale only (set LC_ALL=C.UTF-8)"
                            : "must be the path of a file or of a directory",
                    name);
        }
    }

    private @Nullable String given(String name) {
        return spec.commandLine().getParseResult().matchedOptionValue(optionOf(name), null);
    }

    private ParameterException wrong(String name, String message, @Nullable String value) {
        return new ParameterException(
                spec.commandLine(), optionOf(name) + " " + message + ", but was \"" + value + "\"");
    }

    private void option(String name, String description) {
        spec.addOption(OptionSpec.builder(optionOf(name))
                .type(String.class)
                .paramLabel(labelOf(name))
                .description(description)
                .build());
    }

    private static String labelOf(String name) {
        return switch (name) {
            case OUTPUT -> "FILE|DIR/|-";
            case PART -> "I/N";
            case PARTS, PART_INDEX, THREADS, DatasetSpec.COUNT, DatasetSpec.OFFSET, DatasetSpec.SEED -> "N";
            default -> name.substring(name.lastIndexOf('_') + 1).toUpperCase(Locale.ROOT);
        };
    }

    private static String withoutGzip(@Nullable String name) {
        String text = String.valueOf(name);
        return text.endsWith(GZIP_SUFFIX) ? text.substring(0, text.length() - GZIP_SUFFIX.length()) : text;
    }

    private static String optionOf(String parameter) {
        return "--" + parameter.replace('_', '-');
    }

    private static Map<String, String> recipe() {
        Map<String, String> recipe = new LinkedHashMap<>();
        recipe.put(DatasetSpec.COUNT, "How many transactions, 1 to 10^12. Default: 1000");
        recipe.put(DatasetSpec.SEED, "Any 64-bit number. Default: a random one");
        recipe.put(
                DatasetSpec.START, "When the bank opens, such as 2026-01-01. Default: the data set ends before today");
        recipe.put(
                DatasetSpec.RATE,
                "Transactions a second, up to 1000000. Default: a day for each 86,400 transactions, at most 365 days");
        recipe.put(DatasetSpec.FRAUD_INJECTION_RATE, "The share of fraud, 0 to 1. Default: 0.05");
        recipe.put(
                "difficulty", "How hard the fraud is to find: textbook, realistic, hard, or 0 to 1. Default: textbook");
        recipe.put(DatasetSpec.LABELS, "true, full or false. Default: false");
        recipe.put(DatasetSpec.FIELDS, "core or extended, which adds the payment. Default: core");
        recipe.put(DatasetSpec.FORMAT, "csv, ndjson, json or parquet. Default: by the name of FILE, or csv");
        recipe.put(DatasetSpec.ACCOUNTS, "How many accounts, 100 to 10000000. Default: 4000");
        recipe.put(DatasetSpec.FIRST_ACCOUNT, "The lowest account number. Default: 1000");
        recipe.put(DatasetSpec.FRAUD_WEIGHTS, "Such as money_laundering:1,loan_fraud:0");
        recipe.put("scenario_weights", "Such as layering:3,structuring:1, at difficulties over 0");
        recipe.put("drift", "Such as 2026-02-01:takeover-remote, at difficulties over 0");
        recipe.put("report_recall", "The share of fraud that is reported, with --labels full. Default: 0.7");
        recipe.put("report_delay_days", "The median delay of a report, 0 to 365. Default: 3");
        recipe.put("report_false_rate", "The share of honest transactions reported by mistake. Default: 0.002");
        recipe.put(DatasetSpec.OFFSET, "How many transactions to skip. Default: 0");
        recipe.put(PART, "One of n parts, from 1/n to n/n");
        recipe.put("by", "Whether a part has consecutive rows, or all of some accounts. Default: rows");
        return recipe;
    }
}
