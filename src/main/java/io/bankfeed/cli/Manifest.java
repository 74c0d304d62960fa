package io.bankfeed.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The file {@value #NAME} of a directory: the recipe of the data set, and each complete part with its size and digest.
 * Several processes may write parts into one directory: each change is made under a lock. Thread-safe.
 */
final class Manifest {

    static final String NAME = "bankfeed-manifest.json";

    private static final String LOCK = ".bankfeed-manifest.lock";
    private static final String RECIPE = "recipe";
    private static final String PARTS = "parts";
    private static final String FILES = "files";

    private final ObjectMapper json = new ObjectMapper();
    private final Path directory;
    private final Map<String, String> recipe;
    private final int parts;

    /**
     * A complete part.
     *
     * @param number from 1
     * @param name the name of its file
     * @param sha256 of its file, in hexadecimal
     */
    record Entry(int number, String name, long rows, long bytes, String sha256) {}

    /**
     * @param recipe the parameters of the whole data set
     * @param parts the number of its parts
     */
    Manifest(Path directory, Map<String, String> recipe, int parts) {
        this.directory = directory;
        this.recipe = recipe;
        this.parts = parts;
    }

    /**
     * The complete parts by number.
     *
     * @throws GenerationException if the directory has another data set
     */
    Map<Integer, Entry> entries() throws GenerationException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        JsonNode root;
        try {
            root = json.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new GenerationException(file + " is not a manifest. Delete it, or give another --output.");
        } catch (IOException e) {
            throw new GenerationException("Cannot read " + file + ": " + GenerationException.reason(e) + ".");
        }
        refuseOther(root, file);
        Map<Integer, Entry> entries = new TreeMap<>();
        for (JsonNode one : root.path(FILES)) {
            Entry entry = new Entry(
                    one.path("part").intValue(),
                    one.path("name").asText(),
                    one.path("rows").longValue(),
                    one.path("bytes").longValue(),
                    one.path("sha256").asText());
            entries.put(entry.number(), entry);
        }
        return entries;
    }

    /**
     * Writes the recipe, so that no other process begins another data set in the directory.
     *
     * @throws GenerationException if the directory has another data set by now, which is left as it is
     */
    void begin() throws GenerationException {
        update(entries -> {});
    }

    /**
     * Completes a part and adds it, or replaces it.
     *
     * @throws GenerationException if the directory has another data set by now, which is left as it is
     */
    void add(Entry entry, AtomicFile part) throws GenerationException {
        update(entries -> {
            try {
                part.complete();
            } catch (IOException e) {
                throw new GenerationException(directory.resolve(entry.name()), e);
            }
            entries.put(entry.number(), entry);
        });
    }

    private interface Change {
        void apply(Map<Integer, Entry> entries) throws GenerationException;
    }

    private synchronized void update(Change change) throws GenerationException {
        Path file = directory.resolve(NAME);
        try (FileChannel lock =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Until the channel is closed.
            lock.lock();
            Map<Integer, Entry> entries = entries();
            change.apply(entries);
            try (AtomicFile written = new AtomicFile(file)) {
                OutputStream content = written.content();
                content.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(entries)));
                content.write('\n');
                written.complete();
            }
        } catch (IOException e) {
            throw new GenerationException(file, e);
        }
    }

    private ObjectNode tree(Map<Integer, Entry> entries) {
        ObjectNode root = json.createObjectNode();
        recipe.forEach(root.putObject(RECIPE)::put);
        root.put(PARTS, parts);
        root.put("complete", entries.size() == parts);
        root.put("rows", entries.values().stream().mapToLong(Entry::rows).sum());
        ArrayNode files = root.putArray(FILES);
        entries.values()
                .forEach(entry -> files.addObject()
                        .put("part", entry.number())
                        .put("name", entry.name())
                        .put("rows", entry.rows())
                        .put("bytes", entry.bytes())
                        .put("sha256", entry.sha256()));
        return root;
    }

    private void refuseOther(JsonNode root, Path file) throws GenerationException {
        Map<String, String> found = new LinkedHashMap<>();
        root.path(RECIPE)
                .properties()
                .forEach(field -> found.put(field.getKey(), field.getValue().asText()));
        found.put(PARTS, root.path(PARTS).asText());
        Map<String, String> wanted = new LinkedHashMap<>(recipe);
        wanted.put(PARTS, Integer.toString(parts));
        TreeSet<String> names = new TreeSet<>(found.keySet());
        names.addAll(wanted.keySet());
        Optional<String> other = names.stream()
                .filter(name -> !Objects.equals(found.get(name), wanted.get(name)))
                .findFirst();
        if (other.isPresent()) {
            String name = other.get();
            throw new GenerationException("The directory has another data set: by " + file + " its " + name + " is "
                    + found.getOrDefault(name, "not set") + ", not " + wanted.getOrDefault(name, "not set")
                    + ". Give another --output, or the same options.");
        }
    }
}
