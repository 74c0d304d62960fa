package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Reads the Kubernetes manifests into types that know every field. */
final class Manifests {

    static final Path DIRECTORY = Path.of("src", "main", "kubernetes");
    static final Path BASE = DIRECTORY.resolve("base");

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Stream.of(
                    ConfigMap.class,
                    Deployment.class,
                    HorizontalPodAutoscaler.class,
                    Ingress.class,
                    Job.class,
                    Kafka.class,
                    KafkaNodePool.class,
                    io.strimzi.api.kafka.model.topic.KafkaTopic.class,
                    KafkaUser.class,
                    Namespace.class,
                    NetworkPolicy.class,
                    PersistentVolumeClaim.class,
                    PodDisruptionBudget.class,
                    Service.class,
                    ServiceMonitor.class,
                    StatefulSet.class)
            .collect(HashMap::new, (types, type) -> types.put(typeName(type), type), Map::putAll);

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new WithoutAnySetter())
            .build();

    private Manifests() {}

    /** Every manifest of every directory, including patches, but not the files of kustomize itself. */
    static List<Path> files() {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<HasMetadata> read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static <T extends HasMetadata> T read(Path file, Class<T> type) throws IOException {
        return only(read(file), type);
    }

    static <T extends HasMetadata> T only(List<HasMetadata> manifests, Class<T> type) {
        List<T> found =
                manifests.stream().filter(type::isInstance).map(type::cast).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " manifests have the type " + type.getSimpleName());
        }
        return found.get(0);
    }

    /**
     * The manifests of a YAML stream.
     *
     * @throws IOException if one has a field that its type does not
     */
    static List<HasMetadata> parse(String yaml) throws IOException {
        List<HasMetadata> manifests = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                MAPPER.readerFor(JsonNode.class).readValues(yaml)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                String name = document.path("apiVersion").asText() + " "
                        + document.path("kind").asText();
                Class<? extends HasMetadata> type = TYPES.get(name);
                if (type == null) {
                    throw new IOException("Unknown type: " + name);
                }
                manifests.add(MAPPER.treeToValue(document, type));
            }
        }
        return manifests;
    }

    /** Checks that a field whose name is misspelt in a file is found. */
    static void assertMisspeltFieldIsDetected(Path file, String field) throws IOException {
        String manifest = Files.readString(file);
        String misspelt = manifest.replaceFirst("\\b" + field + ":", field + "z:");

        assertThat(misspelt).isNotEqualTo(manifest);
        assertThatThrownBy(() -> parse(misspelt))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("\"" + field + "z\"");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Properties properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }

    /** The output of {@code kubectl kustomize} for a directory. */
    static List<HasMetadata> rendered(Path directory) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("kustomize", ".log");
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", directory.toString())
                .redirectError(errors.toFile())
                .start();
        String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = kubectl.waitFor();
        String complaint = Files.readString(errors);
        Files.delete(errors);
        if (code != 0) {
            throw new IOException(directory + " does not render: " + complaint);
        }
        return parse(yaml);
    }

    /** Copies all manifests, with components that the production overlay has commented out. */
    static void copyWithComponents(Path target, String... components) throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(DIRECTORY.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path overlay = target.resolve(Path.of("overlays", "production", "kustomization.yaml"));
        for (String component : components) {
            String line = "- ../../components/" + component + "\n";
            String text = Files.readString(overlay);
            if (!text.contains("# " + line)) {
                throw new IllegalArgumentException(component + " is not commented out in " + overlay);
            }
            Files.writeString(overlay, text.replace("# " + line, line));
        }
    }

    static boolean kubectlIsInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    }

    private static String typeName(Class<? extends HasMetadata> type) {
        // Some types of Strimzi are for v1, too, but name only the version before
        String version = HasMetadata.getApiVersion(type).replace("kafka.strimzi.io/v1beta2", "kafka.strimzi.io/v1");
        return version + " " + HasMetadata.getKind(type);
    }

    /** The model collects unknown fields in a map; without it they are errors. */
    private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return Boolean.FALSE;
        }
    }
}
