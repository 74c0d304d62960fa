package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker with TLS, SCRAM and the access rights of the example for Strimzi. */
class KafkaAccessIT {

    private static final Path USER = Manifests.DIRECTORY.resolve(Path.of("examples", "kafka-strimzi", "user.yaml"));
    private static final Path COMPONENT = Manifests.DIRECTORY.resolve(Path.of("components", "kafka"));
    private static final String PASSWORD = "correct-horse";
    private static final String STRANGER = "stranger";

    @TempDir
    private static Path directory;

    private static KafkaBroker broker;
    private static int port;
    private static Path authority;

    @BeforeAll
    static void startBroker() throws Exception {
        Path store = directory.resolve("broker.p12");
        authority = directory.resolve("ca.crt");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "SAN=ip:127.0.0.1");
        keytool(store, "-exportcert", "-rfc", "-file", authority.toString());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "listeners", "PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d,SASL_SSL://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL");
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("ssl.keystore.location", store.toString());
        settings.put("ssl.keystore.password", PASSWORD);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        broker = KafkaBroker.start(Files.createDirectory(directory.resolve("broker")), settings);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.alterUserScramCredentials(List.of(credentials("bankfeed-kafka"), credentials(STRANGER)))
                    .all()
                    .get();
            admin.createAcls(rights()).all().get();
        }
    }

    @AfterAll
    static void endBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void accessRightsAndConfigurationOfTheManifestsSuffice() throws Exception {
        try (PackagedService service = service("accepted", "bankfeed-kafka", PASSWORD)) {
            service.awaitReady("/q/health/ready");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(new ObjectMapper()
                                    .readTree(service.body("/status"))
                                    .at("/kafka/transactions")
                                    .longValue())
                            .isPositive());
        }
    }

    @Test
    void userWithoutAccessRightsIsNotReady() throws Exception {
        try (PackagedService service = service("stranger", STRANGER, PASSWORD)) {
            assertThat(reasonOf(service)).contains("uthoriz");
        }
    }

    @Test
    void wrongPasswordIsNotReadyAndNotLogged() throws Exception {
        String wrong = "battery-staple";
        try (PackagedService service = service("wrong", "bankfeed-kafka", wrong)) {
            assertThat(reasonOf(service)).contains("Authentication failed").doesNotContain(wrong);
            assertThat(Files.readString(directory.resolve("wrong").resolve("service.log")))
                    .contains("Authentication failed")
                    .doesNotContain(wrong);
        }
    }

    /** With the files of the component, and what differs from a cluster in its environment. */
    private static PackagedService service(String name, String user, String password) throws IOException {
        Path own = Files.createDirectory(directory.resolve(name));
        Path config = Files.createDirectory(own.resolve("config"));
        Files.copy(Manifests.BASE.resolve("bankfeed.properties"), config.resolve("bankfeed.properties"));
        Files.copy(COMPONENT.resolve("kafka.properties"), config.resolve("kafka.properties"));
        return PackagedService.start(
                own,
                Map.of(
                        "QUARKUS_CONFIG_LOCATIONS",
                        config.toString(),
                        "BANKFEED_KAFKA_INSTANCE",
                        name,
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "127.0.0.1:" + port,
                        "KAFKA_SSL_TRUSTSTORE_LOCATION",
                        authority.toString(),
                        "KAFKA_SASL_JAAS_CONFIG",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                                .formatted(user, password)));
    }

    /** Why it is not ready, once it has asked the broker. */
    private static String reasonOf(PackagedService service) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> service.status("/q/health/ready") == 503 ? service.body("/q/health/ready") : "",
                        body -> body.contains("Kafka does not answer"));
    }

    private static UserScramCredentialUpsertion credentials(String user) {
        return new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD);
    }

    /** Those of the example, in which an operator creates the topics, and the right to create them. */
    private static List<AclBinding> rights() throws IOException {
        JsonNode user = new YAMLMapper().readTree(USER.toFile());
        String principal = "User:" + user.at("/metadata/name").textValue();
        List<AclBinding> rights = new ArrayList<>();
        for (JsonNode rule : user.at("/spec/authorization/acls")) {
            JsonNode resource = rule.get("resource");
            ResourceType type = SecurityUtils.resourceType(capitalized(resource.get("type")));
            ResourcePattern pattern = new ResourcePattern(
                    type,
                    resource.get("name").textValue(),
                    resource.path("patternType").asText().equals("prefix")
                            ? PatternType.PREFIXED
                            : PatternType.LITERAL);
            List<AclOperation> operations = new ArrayList<>();
            rule.get("operations").forEach(one -> operations.add(SecurityUtils.operation(one.textValue())));
            if (type == ResourceType.TOPIC) {
                operations.add(AclOperation.CREATE);
            }
            operations.forEach(operation -> rights.add(new AclBinding(
                    pattern, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW))));
        }
        return rights;
    }

    private static String capitalized(JsonNode name) {
        return name.textValue().substring(0, 1).toUpperCase(Locale.ROOT)
                + name.textValue().substring(1);
    }

    private static void keytool(Path store, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-alias", "broker", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore"));
        command.add(store.toString());
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }
}
