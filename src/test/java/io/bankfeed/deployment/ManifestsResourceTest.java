package io.bankfeed.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.ServiceTest;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ManifestsResourceTest extends ServiceTest {

    private static final Path COMPONENTS = Manifests.DIRECTORY.resolve("components");

    @Test
    void probesAreAnswered() throws IOException {
        Container container = Manifests.read(Manifests.BASE.resolve("deployment.yaml"), Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        List<HTTPGetAction> probes = List.of(
                container.getStartupProbe().getHttpGet(),
                container.getLivenessProbe().getHttpGet(),
                container.getReadinessProbe().getHttpGet());

        assertThat(probes)
                .extracting(HTTPGetAction::getPath)
                .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready")
                .allSatisfy(path -> assertThat(given().get(path).jsonPath().getString("status"))
                        .isEqualTo("UP"));
        assertThat(probes)
                .extracting(probe -> probe.getPort().getStrVal())
                .containsOnly(container.getPorts().get(0).getName());
    }

    @Test
    void serviceMonitorFindsTheMetrics() throws IOException {
        String path = Manifests.read(
                        COMPONENTS.resolve("service-monitor").resolve("service-monitor.yaml"), ServiceMonitor.class)
                .getSpec()
                .getEndpoints()
                .get(0)
                .getPath();

        assertThat(given().get(path).asString()).contains("bankfeed_transactions_total");
    }

    /** A new path of the service must be added to the Ingress, which does not expose the paths for operators. */
    @Test
    void ingressExposesTheDocumentedPathsOnly() throws IOException {
        Ingress ingress = Manifests.read(COMPONENTS.resolve("ingress").resolve("ingress.yaml"), Ingress.class);
        Map<String, Object> documented = given().get("/openapi.json").jsonPath().getMap("paths");

        assertThat(documented.keySet())
                .contains("/stream")
                .allSatisfy(path -> assertThat(exposes(ingress, path)).as(path).isTrue());
        assertThat(List.of(
                        "/console",
                        "/console/js/main.js",
                        "/docs/",
                        "/redoc",
                        "/redoc/redoc.standalone.js",
                        "/openapi.json",
                        "/favicon.ico"))
                .allSatisfy(path -> assertThat(exposes(ingress, path)).as(path).isTrue());
        assertThat(List.of("/q/metrics", "/q/health", "/q"))
                .allSatisfy(path -> assertThat(exposes(ingress, path)).as(path).isFalse());
    }

    private static boolean exposes(Ingress ingress, String path) {
        return ingress.getSpec().getRules().get(0).getHttp().getPaths().stream()
                .anyMatch(rule -> rule.getPath().equals(path)
                        || (rule.getPathType().equals("Prefix") && path.startsWith(rule.getPath() + "/")));
    }
}
