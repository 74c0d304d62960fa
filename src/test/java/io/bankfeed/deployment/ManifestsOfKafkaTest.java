package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The component for Kafka, and the example with Strimzi, which is based on the production overlay. */
class ManifestsOfKafkaTest {

    private static final Path EXAMPLE = Manifests.DIRECTORY.resolve(Path.of("examples", "kafka-strimzi"));
    private static final String KAFKA_LABEL = "strimzi.io/cluster";

    private List<HasMetadata> rendered = List.of();

    @BeforeEach
    void render() throws Exception {
        assumeThat(Manifests.kubectlIsInstalled())
                .as("kubectl is not installed: the example is not rendered")
                .isTrue();
        rendered = Manifests.rendered(EXAMPLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"listeners", "authorization", "roles", "kraftMetadata"})
    void misspeltFieldOfAClusterIsDetected(String field) throws IOException {
        Manifests.assertMisspeltFieldIsDetected(EXAMPLE.resolve("cluster.yaml"), field);
    }

    @Test
    void deploymentBecomesAStatefulSetThatEverySelectorMatches() {
        StatefulSet set = Manifests.only(rendered, StatefulSet.class);
        Map<String, String> labels = set.getSpec().getTemplate().getMetadata().getLabels();

        assertThat(rendered).noneMatch(Deployment.class::isInstance);
        assertThat(labels).isNotEmpty().isEqualTo(set.getSpec().getSelector().getMatchLabels());
        assertThat(Manifests.only(rendered, Service.class).getSpec().getSessionAffinity())
                .isEqualTo("ClientIP");
        assertThat(Manifests.only(rendered, Service.class).getSpec().getSelector())
                .isEqualTo(labels);
        assertThat(Manifests.only(rendered, PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
        assertThat(rendered)
                .filteredOn(NetworkPolicy.class::isInstance)
                .hasSize(3)
                .extracting(policy ->
                        ((NetworkPolicy) policy).getSpec().getPodSelector().getMatchLabels())
                .containsOnly(labels);
        assertThat(set.getSpec().getServiceName())
                .isEqualTo(Manifests.only(rendered, Service.class).getMetadata().getName());
    }

    /** As the production overlay says, with the changes of the overlay and of the JVM after those of the component. */
    @Test
    void componentCombinesWithTheOthersOfTheOverlay(@TempDir Path temporary) throws Exception {
        Path kubernetes = temporary.toRealPath().resolve("kubernetes");
        Manifests.copyWithComponents(kubernetes, "kafka", "jvm");

        List<HasMetadata> overlay =
                Manifests.rendered(kubernetes.resolve("overlays").resolve("production"));

        PodSpec pod = pod(overlay);
        assertThat(pod.getContainers().get(0).getResources().getRequests())
                .extractingByKey("cpu")
                .hasToString("250m");
        assertThat(volume(pod, "keys").getSecret().getOptional()).isFalse();
        assertThat(volume(pod, "kafka-ca").getSecret().getSecretName()).isEqualTo("bankfeed-kafka-ca");
        assertThat(source(pod, "BANKFEED_KAFKA_INSTANCE").getFieldRef().getFieldPath())
                .isEqualTo("metadata.name");
    }

    /** A rendered number of replicas would be set at every apply. */
    @Test
    void autoscalerAloneSetsTheReplicasUpToTheLanes() throws IOException {
        StatefulSetSpec set = Manifests.only(rendered, StatefulSet.class).getSpec();
        HorizontalPodAutoscalerSpec autoscaler =
                Manifests.only(rendered, HorizontalPodAutoscaler.class).getSpec();

        assertThat(set.getReplicas()).isNull();
        assertThat(autoscaler.getScaleTargetRef().getKind()).isEqualTo("StatefulSet");
        assertThat(autoscaler.getScaleTargetRef().getName())
                .isEqualTo(Manifests.only(rendered, StatefulSet.class)
                        .getMetadata()
                        .getName());
        assertThat(autoscaler.getMaxReplicas())
                .isEqualTo(Integer.parseInt(kafka().getProperty("bankfeed.kafka.lanes")));
        assertThat(autoscaler.getMinReplicas()).isBetween(2, autoscaler.getMaxReplicas());
        assertThat(autoscaler.getMetrics())
                .extracting(metric -> metric.getResource().getName())
                .containsExactly("cpu");
        assertThat(set.getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getResources()
                        .getRequests())
                .containsKey("cpu");
    }

    @Test
    void filesSetExistingKeysAndOverrideEachOther() throws IOException {
        Properties base = properties("bankfeed.properties");

        assertThat(kafka().stringPropertyNames())
                .filteredOn(key -> key.startsWith("bankfeed."))
                .contains("bankfeed.kafka.enabled")
                .allMatch(base::containsKey);
        assertThat(List.of(
                        ordinal(base),
                        ordinal(kafka()),
                        ordinal(properties("production.properties")),
                        ordinal(properties("brokers.properties"))))
                .isSorted()
                .doesNotHaveDuplicates()
                // That of environment variables
                .allMatch(ordinal -> ordinal < 300);
    }

    @Test
    void podReachesTheBrokersOnly() throws IOException {
        List<String> egress = rendered.stream()
                .filter(NetworkPolicy.class::isInstance)
                .flatMap(policy -> ((NetworkPolicy) policy).getSpec().getEgress().stream())
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getProtocol() + " " + port.getPort().getIntVal())
                .toList();

        assertThat(egress)
                .containsExactly("UDP 53", "TCP 53", "TCP " + listener().getPort());
        assertThat(kafka().getProperty("kafka.bootstrap.servers"))
                .endsWith(":" + listener().getPort());
    }

    @Test
    void topicsHaveAPartitionForEachLane() throws IOException {
        Properties base = properties("bankfeed.properties");
        int lanes = Integer.parseInt(kafka().getProperty("bankfeed.kafka.lanes"));

        assertThat(topic(base.getProperty("bankfeed.kafka.topic")).getPartitions())
                .isEqualTo(lanes);
        assertThat(topic(base.getProperty("bankfeed.kafka.labels-topic")).getPartitions())
                .isEqualTo(lanes);
        KafkaTopicSpec control = topic(base.getProperty("bankfeed.kafka.control-topic"));
        assertThat(control.getPartitions()).isEqualTo(1);
        assertThat(control.getConfig()).containsEntry("cleanup.policy", "compact");
    }

    /** The operator names the address and the Secrets of a cluster and of a user. */
    @Test
    void clientUsesTheAddressAndTheSecretsOfTheOperator() throws IOException {
        String cluster = Manifests.only(rendered, Kafka.class).getMetadata().getName();
        ObjectMeta user = Manifests.only(rendered, KafkaUser.class).getMetadata();
        PodSpec pod = pod(rendered);
        SecretKeySelector credentials = source(pod, "KAFKA_SASL_JAAS_CONFIG").getSecretKeyRef();

        assertThat(properties("brokers.properties").getProperty("kafka.bootstrap.servers"))
                .isEqualTo(cluster + "-kafka-bootstrap:" + listener().getPort());
        assertThat(credentials.getName()).isEqualTo(user.getName());
        assertThat(credentials.getKey()).isEqualTo("sasl.jaas.config");
        assertThat(volume(pod, "kafka-ca").getSecret().getSecretName()).isEqualTo(cluster + "-cluster-ca-cert");
        assertThat(kafka().getProperty("kafka.ssl.truststore.location"))
                .isEqualTo(mountPath(pod, "kafka-ca") + "/ca.crt");
        assertThat(kafka().getProperty("kafka.sasl.mechanism"))
                .isEqualToIgnoringCase(listener().getAuth().getType());
        assertThat(listener().isTls()).isTrue();
        assertThat(rendered).noneMatch(Secret.class::isInstance);
    }

    @Test
    void everyResourceOfTheOperatorBelongsToTheCluster() {
        String cluster = Manifests.only(rendered, Kafka.class).getMetadata().getName();

        assertThat(rendered)
                .filteredOn(manifest -> manifest.getApiVersion().startsWith("kafka.strimzi.io/"))
                .filteredOn(manifest -> !(manifest instanceof Kafka))
                .hasSize(5)
                .allSatisfy(manifest ->
                        assertThat(manifest.getMetadata().getLabels()).containsEntry(KAFKA_LABEL, cluster));
    }

    private GenericKafkaListener listener() {
        return Manifests.only(rendered, Kafka.class)
                .getSpec()
                .getKafka()
                .getListeners()
                .get(0);
    }

    private KafkaTopicSpec topic(String name) {
        return rendered.stream()
                .filter(io.strimzi.api.kafka.model.topic.KafkaTopic.class::isInstance)
                .map(io.strimzi.api.kafka.model.topic.KafkaTopic.class::cast)
                .filter(topic -> topic.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getSpec();
    }

    private Properties kafka() throws IOException {
        return properties("kafka.properties");
    }

    private Properties properties(String file) throws IOException {
        return Manifests.properties(
                Manifests.only(rendered, ConfigMap.class).getData().get(file));
    }

    private static int ordinal(Properties properties) {
        return Integer.parseInt(properties.getProperty("config_ordinal"));
    }

    private static PodSpec pod(List<HasMetadata> manifests) {
        return Manifests.only(manifests, StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Volume volume(PodSpec pod, String name) {
        return pod.getVolumes().stream()
                .filter(volume -> volume.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static EnvVarSource source(PodSpec pod, String variable) {
        return pod.getContainers().get(0).getEnv().stream()
                .filter(one -> one.getName().equals(variable))
                .findFirst()
                .orElseThrow()
                .getValueFrom();
    }

    private static String mountPath(PodSpec pod, String volume) {
        return pod.getContainers().get(0).getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals(volume))
                .findFirst()
                .orElseThrow()
                .getMountPath();
    }
}
