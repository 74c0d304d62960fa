package io.bankfeed.deployment;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the package with the environment and the mounted files of a Deployment. */
class RenderedDeploymentIT {

    private static final String KEYS = "api-keys.properties";

    private static final String A_KEY =
            "bankfeed.security.api-keys.console.sha256=" + "0123456789abcdef".repeat(4) + "\n";

    @TempDir
    private Path root;

    /** Needs no kustomize, which would only put the file into a ConfigMap. */
    @Test
    void serviceStartsWithTheBase() throws Exception {
        PodSpec pod = basePod(Map.of());

        try (PackagedService service = started(pod)) {
            assertThat(service.body("/config")).startsWith("{\"frequency_seconds\":1.0,");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void serviceStartsWithAnOverlay(String overlay) throws Exception {
        assumeThat(Manifests.kubectlIsInstalled())
                .as("kubectl is not installed: the overlays are not rendered")
                .isTrue();
        List<HasMetadata> rendered = Manifests.rendered(Manifests.DIRECTORY.resolve(Path.of("overlays", overlay)));
        Map<String, String> config = Manifests.only(rendered, ConfigMap.class).getData();
        assertThat(config).containsOnlyKeys("bankfeed.properties", overlay + ".properties");
        boolean keysAreRequired = overlay.equals("production");
        mount(pod(rendered), Map.of("config", config, "keys", keysAreRequired ? Map.of(KEYS, A_KEY) : Map.of()));

        try (PackagedService service = started(pod(rendered))) {
            if (keysAreRequired) {
                assertThat(service.status("/status")).isEqualTo(401);
            } else {
                assertThat(service.body("/status")).contains("\"seed\":42,");
            }
            assertThat(service.endsWithin(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void keysOfTheSecretAreRequired() throws Exception {
        PodSpec pod = basePod(Map.of(KEYS, A_KEY));

        try (PackagedService service = started(pod)) {
            assertThat(service.status("/status")).isEqualTo(401);
        }
    }

    /** The files do not override what is set for one pod alone, for example by {@code kubectl set env}. */
    @Test
    void environmentOverridesTheConfigMap() throws Exception {
        PodSpec pod = basePod(Map.of());
        pod.getContainers().get(0).getEnv().add(new EnvVar("BANKFEED_BATCH_SIZE", "3", null));

        try (PackagedService service = started(pod)) {
            assertThat(service.body("/config")).contains("\"batch_size\":3,");
        }
    }

    private PodSpec basePod(Map<String, String> keys) throws IOException {
        PodSpec pod = pod(Manifests.read(Manifests.BASE.resolve("deployment.yaml")));
        String file = "bankfeed.properties";
        mount(pod, Map.of("config", Map.of(file, Files.readString(Manifests.BASE.resolve(file))), "keys", keys));
        return pod;
    }

    private PackagedService started(PodSpec pod) throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (EnvVar variable : pod.getContainers().get(0).getEnv()) {
            // The paths of the container are below a temporary directory here
            environment.put(variable.getName(), variable.getValue().replace("/etc/", root + "/etc/"));
        }
        String ready =
                pod.getContainers().get(0).getReadinessProbe().getHttpGet().getPath();
        return PackagedService.start(root, environment).awaitReady(ready);
    }

    /** Creates the volumes as a node does: the files are links into a sibling directory. */
    private void mount(PodSpec pod, Map<String, Map<String, String>> contents) throws IOException {
        Map<String, Volume> volumes = pod.getVolumes().stream().collect(toMap(Volume::getName, volume -> volume));
        for (VolumeMount mount : pod.getContainers().get(0).getVolumeMounts()) {
            assertThat(volumes).containsKey(mount.getName());
            Path directory =
                    Files.createDirectories(root.resolve(mount.getMountPath().substring(1)));
            Path data = Files.createDirectory(directory.resolve("..2026_11_23"));
            Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_11_23"));
            for (Map.Entry<String, String> file :
                    contents.getOrDefault(mount.getName(), Map.of()).entrySet()) {
                Files.writeString(data.resolve(file.getKey()), file.getValue());
                Files.createSymbolicLink(directory.resolve(file.getKey()), Path.of("..data", file.getKey()));
            }
        }
    }

    private static PodSpec pod(List<HasMetadata> manifests) {
        return Manifests.only(manifests, Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
    }
}
