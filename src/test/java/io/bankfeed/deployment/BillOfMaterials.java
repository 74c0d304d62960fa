package io.bankfeed.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The CycloneDX bill of materials of the package. */
final class BillOfMaterials {

    static final Path FILE = Path.of("target", "quarkus-run-cyclonedx.json");

    /** The package for a JVM. */
    static final Path PACKAGE = Path.of("target", "quarkus-app");

    /**
     * A component of the package.
     *
     * @param name with the group, if it has one
     * @param files relative to {@link #PACKAGE}; none if only the build needs it
     * @param licences SPDX identifiers or names, any of which may be chosen
     */
    record Component(String type, String name, String version, String purl, Set<String> files, Set<String> licences) {}

    private final List<Component> components;

    BillOfMaterials() throws IOException {
        JsonNode root = new ObjectMapper().readTree(FILE.toFile());
        components = stream(root.get("components"))
                .map(BillOfMaterials::component)
                .sorted(Comparator.comparing(Component::name).thenComparing(Component::version))
                .toList();
    }

    List<Component> components() {
        return components;
    }

    /** The libraries that are part of the running service. */
    List<Component> libraries() {
        return components.stream()
                .filter(one -> one.type.equals("library"))
                .filter(one -> one.files.stream().anyMatch(file -> file.startsWith("lib/")))
                .toList();
    }

    /** The files that are in the package. */
    static Set<String> packagedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(PACKAGE)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> PACKAGE.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toSet());
        }
    }

    private static Component component(JsonNode json) {
        String group = json.path("group").asText();
        return new Component(
                json.path("type").asText(),
                (group.isEmpty() ? "" : group + ":") + json.path("name").asText(),
                json.path("version").asText(),
                json.path("purl").asText(),
                stream(json.at("/evidence/occurrences"))
                        .map(occurrence -> occurrence.path("location").asText())
                        .collect(Collectors.toSet()),
                stream(json.path("licenses"))
                        .map(choice -> choice.path("license"))
                        .map(licence ->
                                licence.path("id").asText(licence.path("name").asText()))
                        .collect(Collectors.toSet()));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
