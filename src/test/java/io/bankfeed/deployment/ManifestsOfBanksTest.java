package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two banks in one namespace, with every optional component of the overlay. */
class ManifestsOfBanksTest {

    private static final Path BANKS = Path.of("examples", "banks");

    private List<HasMetadata> north = List.of();
    private List<HasMetadata> south = List.of();

    @BeforeEach
    void render(@TempDir Path temporary) throws Exception {
        assumeThat(Manifests.kubectlIsInstalled())
                .as("kubectl is not installed: the banks are not rendered")
                .isTrue();
        Path kubernetes = temporary.toRealPath().resolve("kubernetes");
        Manifests.copyWithComponents(kubernetes, "token-issuer", "service-monitor", "jvm");
        north = Manifests.rendered(kubernetes.resolve(BANKS).resolve("north"));
        south = Manifests.rendered(kubernetes.resolve(BANKS).resolve("south"));
    }

    @Test
    void selectorsMatchOneBankOnly() {
        for (List<HasMetadata> bank : List.of(north, south)) {
            List<HasMetadata> other = bank == north ? south : north;
            assertThat(selectorsOfPods(bank))
                    .hasSizeGreaterThanOrEqualTo(7)
                    .allMatch(selector -> selects(selector, labelsOfPods(bank)))
                    .noneMatch(selector -> selects(selector, labelsOfPods(other)));
            LabelSelector monitored =
                    Manifests.only(bank, ServiceMonitor.class).getSpec().getSelector();
            assertThat(selects(monitored, labelsOfService(bank))).isTrue();
            assertThat(selects(monitored, labelsOfService(other))).isFalse();
        }
    }

    @Test
    void banksHaveDifferentHostsAndCertificates() {
        assertThat(hosts(north)).isNotEmpty().doesNotContainAnyElementsOf(hosts(south));
        assertThat(tls(north).getHosts()).isEqualTo(hosts(north));
        assertThat(tls(south).getHosts()).isEqualTo(hosts(south));
        assertThat(tls(north).getSecretName()).isNotEqualTo(tls(south).getSecretName());
    }

    /** So that neither bank is overwritten or deleted with the other. */
    @Test
    void banksShareNoObject() {
        assertThat(names(north)).doesNotContainAnyElementsOf(names(south));
        assertThat(Stream.concat(north.stream(), south.stream()))
                .noneMatch(Namespace.class::isInstance)
                .extracting(manifest -> manifest.getMetadata().getNamespace())
                .containsOnly("bankfeed");
    }

    @Test
    void seedOfABankOverridesTheOverlay() throws IOException {
        Properties ofNorth = properties(north, "bank.properties");
        Properties ofSouth = properties(south, "bank.properties");

        assertThat(ofNorth.getProperty("bankfeed.seed")).isNotEqualTo(ofSouth.getProperty("bankfeed.seed"));
        for (Properties ofBank : List.of(ofNorth, ofSouth)) {
            assertThat(properties(north, "bankfeed.properties").keySet()).containsAll(ofBank.keySet());
            // The ordinal of environment variables is 300
            assertThat(ordinal(ofBank)).isBetween(ordinal(properties(north, "production.properties")) + 1, 299);
        }
    }

    private static List<LabelSelector> selectorsOfPods(List<HasMetadata> bank) {
        Deployment deployment = Manifests.only(bank, Deployment.class);
        List<LabelSelector> selectors = new ArrayList<>();
        selectors.add(deployment.getSpec().getSelector());
        deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints().stream()
                .map(TopologySpreadConstraint::getLabelSelector)
                .forEach(selectors::add);
        selectors.add(new LabelSelector(
                List.of(), Manifests.only(bank, Service.class).getSpec().getSelector()));
        selectors.add(Manifests.only(bank, PodDisruptionBudget.class).getSpec().getSelector());
        bank.stream()
                .filter(NetworkPolicy.class::isInstance)
                .map(policy -> ((NetworkPolicy) policy).getSpec().getPodSelector())
                .forEach(selectors::add);
        return selectors;
    }

    private static boolean selects(LabelSelector selector, Map<String, String> labels) {
        assertThat(selector.getMatchExpressions()).isEmpty();
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
    }

    private static Map<String, String> labelsOfPods(List<HasMetadata> bank) {
        return Manifests.only(bank, Deployment.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
    }

    private static Map<String, String> labelsOfService(List<HasMetadata> bank) {
        return Manifests.only(bank, Service.class).getMetadata().getLabels();
    }

    private static List<String> hosts(List<HasMetadata> bank) {
        return Manifests.only(bank, Ingress.class).getSpec().getRules().stream()
                .map(IngressRule::getHost)
                .toList();
    }

    private static IngressTLS tls(List<HasMetadata> bank) {
        List<IngressTLS> all = Manifests.only(bank, Ingress.class).getSpec().getTls();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<String> names(List<HasMetadata> bank) {
        return bank.stream()
                .map(manifest ->
                        manifest.getKind() + " " + manifest.getMetadata().getName())
                .toList();
    }

    private static Properties properties(List<HasMetadata> bank, String file) throws IOException {
        return Manifests.properties(
                Manifests.only(bank, ConfigMap.class).getData().get(file));
    }

    private static int ordinal(Properties properties) {
        return Integer.parseInt(properties.getProperty("config_ordinal"));
    }
}
