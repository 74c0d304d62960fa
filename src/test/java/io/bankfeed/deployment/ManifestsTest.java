package io.bankfeed.deployment;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

    private static final Path DEPLOYMENT = Manifests.BASE.resolve("deployment.yaml");

    /** The API keys are in the Secret. */
    private static final String SECRET = "bankfeed.security.api-keys.";

    @ParameterizedTest
    @MethodSource("files")
    void manifestsHaveKnownFieldsOnly(Path file) throws IOException {
        assertThat(Manifests.read(file)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"replicas", "readinessProbe", "failureThreshold", "runAsNonRoot", "sizeLimit", "matchLabels"})
    void misspeltFieldIsDetected(String field) throws IOException {
        Manifests.assertMisspeltFieldIsDetected(DEPLOYMENT, field);
    }

    @Test
    void configMapHasEveryKeyWithItsDefault() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        mappedKeys().forEach((key, value) -> {
            if (!key.endsWith("[*]") && !key.startsWith(SECRET)) {
                defaults.put(key, value);
            }
        });
        Properties properties = properties(Manifests.BASE.resolve("bankfeed.properties"));
        properties.remove("config_ordinal");

        assertThat(new TreeMap<>(properties)).isEqualTo(new TreeMap<Object, Object>(defaults));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void overlaySetsExistingKeysAndOverridesTheBase(String overlay) throws IOException {
        Properties base = properties(Manifests.BASE.resolve("bankfeed.properties"));
        Properties properties =
                properties(Manifests.DIRECTORY.resolve(Path.of("overlays", overlay, overlay + ".properties")));

        assertThat(base.keySet()).containsAll(properties.keySet());
        assertThat(ordinal(properties)).isGreaterThan(ordinal(base));
        // The ordinal of environment variables is 300
        assertThat(ordinal(properties)).isLessThan(300);
    }

    @Test
    void podConformsToTheRestrictedPolicy() throws IOException {
        PodSpec pod = pod(Manifests.read(DEPLOYMENT));
        Container container = pod.getContainers().get(0);

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    /** The shutdown of application.properties, and a start with a cold disk cache. */
    @Test
    void timeoutsOfThePodFitThoseOfTheService() throws IOException {
        PodSpec pod = pod(Manifests.read(DEPLOYMENT));
        Probe startup = pod.getContainers().get(0).getStartupProbe();

        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(5 + 1);
        assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold()).isBetween(30, 120);
        assertThat(startup.getPeriodSeconds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void overlayRendersToOneBankThatEverySelectorMatches(String overlay) throws Exception {
        assumeKubectl();

        List<HasMetadata> rendered = Manifests.rendered(Manifests.DIRECTORY.resolve(Path.of("overlays", overlay)));
        Deployment deployment = Manifests.only(rendered, Deployment.class);
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(labels).isNotEmpty();
        assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(Manifests.only(rendered, Service.class).getSpec().getSelector())
                .isEqualTo(labels);
        assertThat(Manifests.only(rendered, PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
        assertThat(rendered)
                .filteredOn(manifest -> !(manifest instanceof Namespace))
                .extracting(manifest -> manifest.getMetadata().getNamespace())
                .containsOnly(
                        Manifests.only(rendered, Namespace.class).getMetadata().getName());
    }

    @Test
    void everyComponentRendersWithTheProductionOverlay(@TempDir Path temporary) throws Exception {
        assumeKubectl();
        Path root = temporary.toRealPath();
        Path kubernetes = root.relativize(Manifests.DIRECTORY.toRealPath());
        Files.writeString(
                root.resolve("kustomization.yaml"),
                "resources: [" + kubernetes.resolve("overlays/production") + "]\ncomponents: ["
                        + Stream.of("service-monitor", "token-issuer", "jvm")
                                .map(name -> kubernetes
                                        .resolve("components")
                                        .resolve(name)
                                        .toString())
                                .collect(joining(", "))
                        + "]\n");

        List<HasMetadata> rendered = Manifests.rendered(root);

        assertThat(rendered).extracting(HasMetadata::getKind).contains("ServiceMonitor", "Ingress");
        assertThat(pod(rendered).getContainers().get(0).getResources().getLimits())
                .extractingByKey("memory")
                .hasToString("512Mi");
        assertThat(egress(rendered)).containsExactly("UDP 53", "TCP 53", "TCP 443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void podWithoutAnIssuerHasNoEgress(String overlay) throws Exception {
        assumeKubectl();

        assertThat(egress(Manifests.rendered(Manifests.DIRECTORY.resolve(Path.of("overlays", overlay)))))
                .isEmpty();
    }

    private static void assumeKubectl() {
        assumeThat(Manifests.kubectlIsInstalled())
                .as("kubectl is not installed: the overlays are not rendered")
                .isTrue();
    }

    static List<Path> files() {
        return Manifests.files();
    }

    private static PodSpec pod(List<HasMetadata> manifests) {
        return Manifests.only(manifests, Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    /** The ports that the pod may reach, by all policies that restrict it. */
    private static List<String> egress(List<HasMetadata> manifests) {
        Map<String, String> labels = Manifests.only(manifests, Deployment.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
        List<NetworkPolicySpec> policies = manifests.stream()
                .filter(NetworkPolicy.class::isInstance)
                .map(policy -> ((NetworkPolicy) policy).getSpec())
                .filter(policy -> policy.getPolicyTypes().contains("Egress"))
                .toList();
        assertThat(policies)
                .isNotEmpty()
                .extracting(policy -> policy.getPodSelector().getMatchLabels())
                .containsOnly(labels);
        return policies.stream()
                .flatMap(policy -> policy.getEgress().stream())
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getProtocol() + " " + port.getPort().getIntVal())
                .toList();
    }

    private static Properties properties(Path file) throws IOException {
        return Manifests.properties(Files.readString(file));
    }

    private static int ordinal(Properties properties) {
        return Integer.parseInt(properties.getProperty("config_ordinal"));
    }

    /** The keys of the service with their defaults, or an empty text without one. */
    private static Map<String, String> mappedKeys() {
        Map<String, String> keys = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.bankfeed")) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                ConfigMappings.getProperties(ConfigClass.configClass(type.reflect()))
                        .forEach((key, property) ->
                                keys.put(key, property.hasDefaultValue() ? property.getDefaultValue() : ""));
            }
        }
        return keys;
    }
}
