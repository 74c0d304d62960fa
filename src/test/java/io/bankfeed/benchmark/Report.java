package io.bankfeed.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures, and the machine that they were measured on. Each figure is printed as soon as it is known. */
final class Report {

    private static final PrintStream OUT = System.out;

    private final List<Figure> figures = new ArrayList<>();
    private final long startNanos = System.nanoTime();

    void progress(String text) {
        long seconds = (System.nanoTime() - startNanos) / 1_000_000_000L;
        OUT.printf("[%2d:%02d] %s%n", seconds / 60, seconds % 60, text);
        OUT.flush();
    }

    void add(Figure figure) {
        figures.add(figure);
        progress("  " + figure.line());
    }

    Optional<Figure> find(String name) {
        return figures.stream().filter(figure -> figure.name().equals(name)).findAny();
    }

    /** Prints all figures as one table. */
    void print() throws IOException {
        OUT.println();
        machine().forEach((name, value) -> OUT.println(name + ": " + value));
        OUT.println("Medians of the runs; lowest and highest in parentheses.");
        OUT.println();
        figures.forEach(figure -> OUT.println(figure.line()));
        OUT.println();
        OUT.flush();
    }

    void write(Path file) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine());
        all.put("figures", figures);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), all);
        progress("Written to " + file);
    }

    private static Map<String, String> machine() throws IOException {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("date", OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString());
        machine.put(
                "processors", Runtime.getRuntime().availableProcessors() + " x " + line("/proc/cpuinfo", "model name"));
        machine.put("memory", line("/proc/meminfo", "MemTotal"));
        machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        machine.put("JVM options of the service", String.join(" ", Options.jvmOptions()));
        machine.put("runs", Integer.toString(Options.runs()));
        return machine;
    }

    private static String line(String file, String name) throws IOException {
        for (String line : Files.readAllLines(Path.of(file))) {
            if (line.startsWith(name)) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return "unknown";
    }
}
