package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.security.TokenIssuer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An issuer with a certificate of a private authority, as in many clusters. */
class TokensOverTlsIT {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path keys;

    private static Path own;
    private static Path trusted;
    private static TokenIssuer issuer;

    @TempDir
    private Path root;

    @BeforeAll
    static void startIssuer() throws Exception {
        own = keys.resolve("own.p12");
        trusted = keys.resolve("trust.p12");
        makeCertificate();
        issuer = TokenIssuer.overTls(contextOf(own));
    }

    @AfterAll
    static void stopIssuer() {
        issuer.close();
    }

    @Test
    void tokensAreAcceptedIfTheCertificateIsTrusted() throws Exception {
        List<String> trust =
                List.of("-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
        try (PackagedService service = started(trust)) {
            assertThat(transaction(service, "reader").statusCode()).isEqualTo(200);
            assertThat(service.status("/transaction")).isEqualTo(401);
            assertThat(transaction(service, "nothing").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void tokensAreNotVerifiedIfTheCertificateIsNotTrusted() throws Exception {
        try (PackagedService service = started(List.of())) {
            HttpResponse<String> answer = transaction(service, "reader");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private PackagedService started(List<String> options) throws IOException {
        return PackagedService.start(
                        root,
                        Map.of(
                                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                                issuer.keysUrl(),
                                "MP_JWT_VERIFY_ISSUER",
                                issuer.url()),
                        options)
                .awaitReady("/q/health/ready");
    }

    private static HttpResponse<String> transaction(PackagedService service, String role) throws IOException {
        return service.get("/transaction", issuer.token("alice", role));
    }

    /** With keytool, as the documentation describes. */
    private static void makeCertificate() throws Exception {
        Path certificate = keys.resolve("localhost.pem");
        keytool(own, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost");
        keytool(own, "-exportcert", "-rfc", "-file", certificate.toString());
        keytool(trusted, "-importcert", "-noprompt", "-file", certificate.toString());
    }

    private static void keytool(Path store, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-alias", "issuer", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore"));
        command.add(store.toString());
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }

    private static SSLContext contextOf(Path store) throws Exception {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(store)) {
            loaded.load(bytes, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(loaded, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
