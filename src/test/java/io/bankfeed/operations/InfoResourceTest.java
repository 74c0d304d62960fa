package io.bankfeed.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InfoResourceTest {

    @Test
    void infoDescribesTheBuild() {
        JsonPath info = given().get("/q/info").then().statusCode(200).extract().jsonPath();

        assertThat(info.getString("build.group")).isEqualTo("io.bankfeed");
        assertThat(info.getString("build.artifact")).isEqualTo("bankfeed");
        assertThat(info.getString("build.version")).isNotBlank();
        assertThat(info.getString("java.version")).isNotBlank();
        assertThat(info.getString("os.name")).isNotBlank();
        if (Files.exists(Path.of(".git"))) {
            assertThat(info.getString("git.commit.id")).matches("[0-9a-f]{40}");
            assertThat(info.getString("git.commit.time")).startsWith("20");
        } else {
            assertThat(info.<Object>get("git")).isNull();
        }
    }
}
