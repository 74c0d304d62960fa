package io.bankfeed.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;

/** Assertions about a problem. */
public final class ProblemAssert {

    private final Response response;

    private ProblemAssert(Response response) {
        this.response = response;
    }

    /** Asserts that a response is a complete and valid problem with a status. */
    public static ProblemAssert assertProblem(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(response.jsonPath().getString("type")).startsWith("urn:bankfeed:problem:");
        assertThat(response.jsonPath().getString("title")).isNotBlank();
        assertThat(response.jsonPath().getString("instance")).startsWith("/");
        assertThat(response.jsonPath().getString("request_id")).isNotBlank().isEqualTo(response.header("X-Request-Id"));
        return new ProblemAssert(response);
    }

    public String detail() {
        return response.jsonPath().getString("detail");
    }

    public ProblemAssert hasDetail(String detail) {
        assertThat(response.jsonPath().getString("detail")).isEqualTo(detail);
        return this;
    }

    public ProblemAssert hasDetailStarting(String beginning) {
        assertThat(response.jsonPath().getString("detail")).startsWith(beginning);
        return this;
    }

    public ProblemAssert blames(String... fields) {
        List<String> blamed = response.jsonPath().getList("errors.field");
        assertThat(blamed).containsExactlyInAnyOrder(fields);
        return this;
    }
}
