package io.bankfeed.operations;

import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the OpenAPI document with the behavior of the service. */
@QuarkusTest
class OpenApiResourceTest extends ServiceTest {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String CONFIG = "/components/schemas/SettingsReplacement/properties/";

    private ApiDocument document;

    @BeforeEach
    void readDocument() {
        document = new ApiDocument(given().get("/openapi.json")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .extract()
                .asString());
    }

    @Test
    void documentMustNotBeStored() {
        given().get("/openapi.json").then().header("Cache-Control", "no-store");
        given().head("/openapi.json").then().statusCode(200).header("Cache-Control", "no-store");
    }

    @Test
    void documentIsServedAtItsPathOnly() {
        for (String path : List.of("/openapi.json.json", "/openapi.json.yaml", "/openapi.json.yml")) {
            assertThat(given().get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void documentIsOpenApi31() {
        assertThat(document.at("/openapi").textValue()).startsWith("3.1");
        assertThat(document.at("/info/title").textValue()).startsWith("Bankfeed");
        assertThat(document.at("/info/version").textValue()).isNotBlank();
        assertThat(document.at("/info/license/name").textValue()).isEqualTo("MIT");
        assertThat(document.at("/info/description").textValue()).contains("Asia/Ho_Chi_Minh", "RFC 9457");
    }

    /** A reverse proxy may serve the document under a prefix. */
    @Test
    void serverIsRelativeToTheDocument() {
        assertThat(document.at("/servers")).hasSize(1);
        String server = document.at("/servers/0/url").textValue();

        assertThat(URI.create("https://example.com/bank/openapi.json").resolve(server))
                .hasToString("https://example.com/bank/");
        assertThat(URI.create("https://example.com/openapi.json").resolve(server))
                .hasToString("https://example.com/");
    }

    @Test
    void documentHasNoSecurityIfNoKeysAreConfigured() {
        assertThat(document.at("/security").isMissingNode()).isTrue();
        assertThat(document.at("/components/securitySchemes").isMissingNode()).isTrue();
    }

    /** Swagger UI fills in examples of parameters, and waits for the end of the response. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /stream", "GET /labels/stream"})
    void exampleOfAStreamEnds(String operation) {
        assertThat(document.parameter(operation, "limit").get("example").intValue())
                .isEqualTo(10);
        assertThat(document.parameterSchema(operation, "limit").has("default")).isFalse();
    }

    @Test
    void documentListsEveryOperationAndStatus() {
        assertThat(document.answers())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("GET /", answers("200", "302", "406")),
                        entry("GET /transaction", answers("200", "400", "406")),
                        entry("GET /transactions/{count}", answers("200", "400", "404", "406")),
                        entry("GET /stream", answers("200", "204", "400", "406", "503")),
                        entry("POST /stream/tickets", answers("200", "406", "503")),
                        entry("GET /datasets", answers("200", "304", "400", "406", "503")),
                        entry("POST /start", answers("200", "400", "406", "503")),
                        entry("POST /stop", answers("200", "406")),
                        entry("GET /status", answers("200", "406")),
                        entry("GET /config", answers("200", "406")),
                        entry("POST /config", answers("200", "400", "406", "413", "415")),
                        entry("PATCH /config", answers("200", "400", "406", "413", "415")),
                        entry("GET /labels/{transaction_id}", answers("200", "400", "404", "406", "410", "425")),
                        entry("GET /labels", answers("200", "400", "406")),
                        entry("POST /labels/query", answers("200", "400", "406", "413", "415")),
                        entry("GET /labels/stream", answers("200", "400", "406", "503")),
                        entry("POST /scores", answers("200", "400", "406", "409", "413", "415")),
                        entry("GET /scoreboard", answers("200", "400", "404", "406")),
                        entry("GET /scoreboard/{detector}/curve", answers("200", "400", "404", "406")),
                        entry("GET /scoreboard/stream", answers("200", "400", "406", "503")),
                        entry("DELETE /scoreboard/{detector}", answers("204", "400", "404", "406"))));
        assertThat(document.answers().keySet()).allSatisfy(operation -> {
            assertThat(document.operation(operation).path("operationId").textValue())
                    .isNotBlank();
            assertThat(document.operation(operation).path("summary").textValue())
                    .isNotBlank();
        });
    }

    @Test
    void documentListsEveryParameter() {
        assertThat(document.parameters("GET /transaction")).containsExactlyInAnyOrder("fields", "labels");
        assertThat(document.parameters("GET /transactions/{count}"))
                .containsExactlyInAnyOrder("count", "fields", "labels");
        assertThat(document.parameters("GET /stream"))
                .containsExactlyInAnyOrder(
                        "Last-Event-ID", "last_event_id", "lastEventId", "limit", "fields", "labels", "ticket");
        assertThat(document.parameters("GET /labels/stream"))
                .containsExactlyInAnyOrder(
                        "Last-Event-ID", "last_event_id", "lastEventId", "limit", "labels", "ticket");
        assertThat(document.parameters("GET /labels/{transaction_id}"))
                .containsExactlyInAnyOrder("transaction_id", "labels");
        assertThat(document.parameters("GET /labels")).containsExactlyInAnyOrder("from", "to", "labels");
        Response dataset = given().get(
                        "/datasets?count=2&seed=1&start=2026-01-01&fields=extended&labels=full&difficulty=hard"
                                + "&scenario_weights=takeover:1&drift=2026-01-01:new-channel&part=1/2");
        assertThat(document.parameters("GET /datasets"))
                .hasSize(21)
                .contains("digest")
                .filteredOn(name -> !name.equals("digest"))
                .allSatisfy(name -> assertThat(dataset.header("X-Dataset-" + name.replace('_', '-')))
                        .as(name)
                        .isNotBlank());
    }

    @Test
    void documentListsTheMediaTypesOfEveryOperation() {
        Set<String> streams = Set.of("text/event-stream", "application/x-ndjson");
        Map<String, Set<String>> others = Map.of(
                "GET /stream", streams,
                "GET /labels/stream", streams,
                "GET /scoreboard/stream", streams,
                "GET /scoreboard/{detector}/curve", Set.of(JSON, "text/csv"),
                "GET /datasets", Set.of(JSON, "application/x-ndjson", "text/csv", "application/vnd.apache.parquet"));

        assertThat(document.answers().keySet())
                .filteredOn(operation -> !operation.startsWith("DELETE"))
                .allSatisfy(operation -> assertThat(document.mediaTypes(operation, 200))
                        .as(operation)
                        .isEqualTo(others.getOrDefault(operation, Set.of(JSON))));
    }

    @Test
    void documentGivesTheMaximumSizeOfEveryBody() {
        List<String> operations = document.answers().keySet().stream()
                .filter(operation -> document.operation(operation).has("requestBody"))
                .toList();

        assertThat(operations)
                .containsExactlyInAnyOrder("POST /config", "PATCH /config", "POST /labels/query", "POST /scores");
        assertThat(operations).allSatisfy(operation -> {
            int max = document.operation(operation).get("x-max-body-bytes").intValue();
            problem(operation, 400, request(operation, json(" ".repeat(max))));
            problem(operation, 413, request(operation, json(" ".repeat(max + 1))));
        });
    }

    @Test
    void problemExamplesHaveTheStatusOfTheirResponse() {
        for (String operation : document.answers().keySet()) {
            for (String status : document.answers().get(operation)) {
                if (status.compareTo("400") >= 0) {
                    assertThat(document.problemExamples(operation, status))
                            .as(operation + " " + status)
                            .isNotEmpty()
                            .allSatisfy(example ->
                                    assertThat(example.get("status").asText()).isEqualTo(status));
                }
            }
        }
    }

    @Test
    void referencesResolve() {
        assertThat(document.references()).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
        });
    }

    @Test
    void examplesMatchTheirSchemas() {
        assertThat(document.forEachExample(document::assertSatisfies)).isGreaterThan(95);
    }

    @Test
    void streamExampleMatchesItsSchemas() {
        String example = document.at("/paths/~1stream/get/responses/200/content/text~1event-stream/example")
                .textValue();

        assertThat(dataOf(example)).hasSize(2);
        document.assertSatisfies(document.schema("Gap"), dataOf(example).get(0));
        document.assertSatisfies(document.schema("StreamBatch"), dataOf(example).get(1));
    }

    @Test
    void labelStreamExampleMatchesItsSchema() {
        String example = document.at("/paths/~1labels~1stream/get/responses/200/content/text~1event-stream/example")
                .textValue();

        assertThat(dataOf(example)).hasSize(1);
        document.assertSatisfies(document.schema("Label"), dataOf(example).get(0));
    }

    @Test
    void labelsMatchTheirSchemas() {
        configure("{\"fraud_injection_rate\":0.5}");
        JsonNode transactions =
                ok("GET /transactions/{count}", given().get("/transactions/20")).get("transactions");
        String first = transactions.at("/0/transaction_id").textValue();
        String last = transactions.at("/19/transaction_id").textValue();

        JsonNode label = ok("GET /labels/{transaction_id}", given().get("/labels/" + last + "?labels=full"));
        JsonNode range = ok("GET /labels", given().get("/labels?from=" + first + "&to=" + last));
        ok("GET /labels", given().get("/labels?labels=full&from=" + first + "&to=" + last));
        configure("{\"label_delay_seconds\":3600}");
        String pending = given().get("/transaction").jsonPath().getString("transaction_id");
        JsonNode query = ok(
                "POST /labels/query",
                json("{\"transaction_ids\":[\"" + last + "\",\"" + pending + "\",\"TXN_99999999\"]}")
                        .post("/labels/query"));

        assertThat(keys(label))
                .containsExactlyElementsOf(keys(document.schema("Label").get("properties")));
        assertThat(range.get("count").intValue()).isEqualTo(20);
        assertThat(range.get("labels")).hasSize(20);
        assertThat(keys(query))
                .containsExactlyElementsOf(keys(document.schema("Labels").get("properties")));
        assertThat(query.get("count").intValue()).isEqualTo(1);
        assertThat(query.get("pending")).hasSize(1);
        assertThat(query.get("unknown")).hasSize(1);
        Response tooEarly = given().get("/labels/" + pending);
        problem("GET /labels/{transaction_id}", 425, tooEarly);
        assertThat(Integer.parseInt(tooEarly.header("Retry-After"))).isBetween(1, 3600);
    }

    @Test
    void labelStreamMatchesItsSchemas() {
        given().get("/transactions/5").then().statusCode(200);
        Response events = events("/labels/stream?limit=5&labels=full&last_event_id=before-1");
        Response lines = given().accept("application/x-ndjson").get("/labels/stream?limit=3&last_event_id=before-1");

        List<JsonNode> data = dataOf(events.asString());
        assertThat(data).hasSize(6);
        document.assertSatisfies(document.schema("Gap"), data.get(0));
        data.subList(1, 6).forEach(label -> document.assertSatisfies(document.schema("Label"), label));
        JsonNode schema = document.schema("GET /labels/stream", 200, "application/x-ndjson");
        assertThat(lines.asString().lines()).hasSize(4);
        lines.asString().lines().forEach(line -> document.assertSatisfies(schema, ApiDocument.parsed(line)));
    }

    @Test
    void scoringMatchesItsSchemas() {
        configure("{\"fraud_injection_rate\":0.5}");
        String id = given().get("/transactions/9").jsonPath().getString("transactions[0].transaction_id");

        ok(
                "POST /scores",
                json("{\"detector\":\"rules-v1\",\"scores\":[{\"transaction_id\":\"" + id + "\",\"score\":1}]}")
                        .post("/scores"));
        ok("GET /scoreboard", given().get("/scoreboard?threshold=0.9"));
        ok("GET /scoreboard/{detector}/curve", given().get("/scoreboard/rules-v1/curve"));
        document.assertSatisfies(
                document.schema("GET /scoreboard/stream", 200, "application/x-ndjson"),
                ApiDocument.parsed(given().accept("application/x-ndjson")
                        .get("/scoreboard/stream?limit=1")
                        .asString()));
        problem("POST /scores", 400, json("{}").post("/scores"));
        problem("GET /scoreboard", 400, given().get("/scoreboard?threshold=2"));
        problem("GET /scoreboard", 404, given().get("/scoreboard?detector=never"));
        problem("GET /scoreboard/{detector}/curve", 404, given().get("/scoreboard/never/curve"));
        given().delete("/scoreboard/rules-v1").then().statusCode(204);
        problem("DELETE /scoreboard/{detector}", 404, given().delete("/scoreboard/rules-v1"));
    }

    @Test
    void transactionFieldsAreInTheOrderOfTheSchema() {
        JsonNode schema = document.schema("Transaction");

        List<String> fields = keys(ok("GET /transaction", given().get("/transaction")));
        List<String> labelled = keys(ok("GET /transaction", given().get("/transaction?labels=true")));
        List<String> all = keys(ok("GET /transaction", given().get("/transaction?fields=extended&labels=full")));

        assertThat(fields).hasSize(15);
        assertThat(texts(schema.get("required"))).containsExactlyElementsOf(fields);
        assertThat(labelled).hasSize(17);
        assertThat(all).hasSize(29).containsAll(labelled);
        assertThat(keys(schema.get("properties"))).containsExactlyElementsOf(all);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 1})
    void transactionsMatchTheirSchema(double fraudInjectionRate) {
        configure("{\"fraud_injection_rate\":" + fraudInjectionRate + "}");

        JsonNode batch = ok("GET /transactions/{count}", given().get("/transactions/500"));
        ok("GET /transactions/{count}", given().get("/transactions/500?fields=extended&labels=full"));

        assertThat(batch.get("transactions")).hasSize(500);
        assertThat(keys(document.schema("Batch").get("properties"))).containsExactlyElementsOf(keys(batch));
    }

    @Test
    void otherResponsesMatchTheirSchemas() {
        ok("GET /", given().get("/"));
        ok("GET /config", given().get("/config"));
        ok("GET /transactions/{count}", given().get("/transactions/0"));
        ok("POST /config", json("{\"frequency_seconds\":0.01}").post("/config"));
        ok("PATCH /config", json("{\"batch_size\":3}").patch("/config"));
        ok("POST /start", given().post("/start"));
        events("/stream?limit=2");
        JsonNode status = ok("GET /status", given().get("/status"));
        ok("POST /stop", given().post("/stop"));
        ok("POST /stream/tickets", given().post("/stream/tickets"));

        assertThat(status.at("/feed/sequence").longValue()).isGreaterThanOrEqualTo(2);
        // Keys that are left out, while there is no scenario and the feed is not in Kafka.
        assertThat(keys(document.schema("Status").get("properties")))
                .filteredOn(key -> !key.equals("by_scenario") && !key.equals("kafka"))
                .containsExactlyElementsOf(keys(status));
    }

    @Test
    void datasetMatchesItsSchemas() {
        Response labelled = given().get("/datasets?count=300&seed=1&fraud_injection_rate=0.5&labels=true");
        document.assertSatisfies(document.schema("GET /datasets", 200, JSON), ApiDocument.parsed(labelled.asString()));

        Response lines = given().accept("application/x-ndjson")
                .get("/datasets?count=300&seed=1&fraud_injection_rate=0.5&fields=extended&labels=full");
        JsonNode schema = document.schema("GET /datasets", 200, "application/x-ndjson");
        assertThat(lines.asString().lines().count()).isEqualTo(300);
        lines.asString().lines().forEach(line -> document.assertSatisfies(schema, ApiDocument.parsed(line)));
    }

    @Test
    void streamMatchesItsSchemas() {
        configure("{\"frequency_seconds\":0.01,\"batch_size\":2}");
        given().post("/start");

        Response stream = events("/stream?limit=3&last_event_id=before-1");

        assertThat(stream.header("X-Accel-Buffering"))
                .isEqualTo(document.at("/components/headers/X-Accel-Buffering/schema/const")
                        .textValue());
        List<JsonNode> data = dataOf(stream.asString());
        assertThat(data).hasSize(4);
        document.assertSatisfies(document.schema("Gap"), data.get(0));
        data.subList(1, 4).forEach(batch -> document.assertSatisfies(document.schema("StreamBatch"), batch));
        stream.asString()
                .lines()
                .filter(line -> line.startsWith("id: "))
                .forEach(line -> document.assertSatisfies(
                        document.schema("EventId"), ApiDocument.parsed('"' + line.substring(4) + '"')));
    }

    @Test
    void streamOfLinesMatchesItsSchema() {
        configure("{\"frequency_seconds\":0.01}");
        given().post("/start");

        Response stream = given().accept("application/x-ndjson").get("/stream?limit=3&last_event_id=before-1");

        List<String> lines = stream.asString().lines().toList();
        assertThat(lines).hasSize(4);
        JsonNode schema = document.schema("GET /stream", stream.statusCode(), "application/x-ndjson");
        lines.forEach(line -> document.assertSatisfies(schema, ApiDocument.parsed(line)));
    }

    @Test
    void stoppedFeedAnswersReconnectWith204() {
        assertThat(given().header("Last-Event-ID", "before-1").get("/stream").statusCode())
                .isEqualTo(204);
    }

    @Test
    void problemsMatchTheirSchema() {
        problem("GET /transactions/{count}", 400, given().get("/transactions/1001"));
        problem("GET /transactions/{count}", 400, given().get("/transactions/1e3"));
        problem("GET /transactions/{count}", 400, given().get("/transactions/1?labels=1"));
        problem("GET /transactions/{count}", 404, given().get("/transactions/"));
        problem("GET /transaction", 400, given().get("/transaction?labels="));
        problem("GET /stream", 400, given().get("/stream?labels=TRUE"));
        problem("GET /datasets", 400, given().get("/datasets?count=0"));
        problem("GET /stream", 400, given().get("/stream?limit=0"));
        problem("GET /stream", 400, given().header("Last-Event-ID", "invalid").get("/stream"));
        problem("GET /labels/{transaction_id}", 400, given().get("/labels/4"));
        problem("GET /labels/{transaction_id}", 404, given().get("/labels/TXN_999999999999999999"));
        problem("GET /labels", 400, given().get("/labels"));
        problem("GET /labels/{transaction_id}", 400, given().get("/labels/TXN_00000001?labels=false"));
        problem("GET /transaction", 400, given().get("/transaction?fields=all"));
        problem("GET /labels/stream", 400, given().get("/labels/stream?limit=0"));
        problem("POST /labels/query", 400, json("{\"transaction_ids\":[]}").post("/labels/query"));
        problem("POST /labels/query", 413, json(" ".repeat(300_000)).post("/labels/query"));
        problem(
                "POST /labels/query",
                415,
                given().contentType("text/plain").body("{}").post("/labels/query"));
        ok("POST /start", given().post("/start"));
        problem("POST /start", 400, given().post("/start"));
        for (String operation : List.of("POST /config", "PATCH /config")) {
            problem(operation, 400, request(operation, json("{\"fraud_rate\":0.1}")));
            problem(operation, 400, request(operation, json("{")));
            problem(operation, 413, request(operation, json(" ".repeat(70_000))));
            problem(
                    operation,
                    415,
                    request(operation, given().contentType("text/plain").body("{}")));
        }
        for (String operation : document.answers().keySet()) {
            problem(operation, 406, request(operation, json("{}").accept("image/png")));
            if (!operation.startsWith("GET")) {
                problem(operation, 403, request(operation, json("{}").header("Origin", "http://elsewhere.example")));
            }
        }
    }

    @Test
    void parameterRangesAreThoseOfTheService() {
        JsonNode count = document.parameterSchema("GET /transactions/{count}", "count");
        given().get("/transactions/" + count.get("minimum")).then().statusCode(200);
        given().get("/transactions/" + count.get("maximum")).then().statusCode(200);
        given().get("/transactions/" + (count.get("maximum").intValue() + 1))
                .then()
                .statusCode(400);

        configure("{\"frequency_seconds\":0.01}");
        JsonNode limit = document.parameterSchema("GET /stream", "limit");
        events("/stream?limit=" + limit.get("minimum"));
        given().get("/stream?limit=" + (limit.get("minimum").intValue() - 1))
                .then()
                .statusCode(400);
        given().get("/stream?limit=" + "9".repeat(19)).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frequency_seconds", "fraud_injection_rate", "batch_size", "label_delay_seconds"})
    void settingRangesAndDefaultsAreThoseOfTheService(String key) {
        JsonNode schema = document.at(CONFIG + key);
        BigDecimal min = schema.get("minimum").decimalValue();
        BigDecimal max = schema.get("maximum").decimalValue();

        assertThat(statusOf(key, min)).isEqualTo(200);
        assertThat(statusOf(key, max)).isEqualTo(200);
        assertThat(statusOf(key, min.subtract(new BigDecimal("0.0001")))).isEqualTo(400);
        assertThat(statusOf(key, max.add(new BigDecimal("0.0001")))).isEqualTo(400);
        assertThat(ok("POST /config", json("{}").post("/config"))
                        .at("/config/" + key)
                        .decimalValue())
                .isEqualByComparingTo(schema.get("default").decimalValue());
        assertThat(document.at("/components/schemas/SettingsChange/properties/" + key)
                        .has("default"))
                .isFalse();
    }

    /** With the statuses that are common to all operations. */
    private static Set<String> answers(String... statuses) {
        Set<String> all = new TreeSet<>(List.of(statuses));
        all.addAll(List.of("401", "403", "429"));
        return all;
    }

    private JsonNode ok(String operation, Response response) {
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = ApiDocument.parsed(response.asString());
        document.assertSatisfies(document.schema(operation, 200, JSON), body);
        return body;
    }

    private void problem(String operation, int status, Response response) {
        assertThat(response.statusCode()).as(operation).isEqualTo(status);
        assertThat(response.contentType()).startsWith(PROBLEM);
        JsonNode body = ApiDocument.parsed(response.asString());
        document.assertSatisfies(document.schema(operation, status, PROBLEM), body);
        assertThat(body.get("status").intValue()).isEqualTo(status);
    }

    private static int statusOf(String key, BigDecimal value) {
        return json("{\"" + key + "\":" + value.toPlainString() + "}")
                .post("/config")
                .statusCode();
    }

    private static Response request(String operation, RequestSpecification request) {
        String[] methodAndPath = operation
                .replace("{count}", "1")
                .replace("{transaction_id}", "TXN_00000001")
                .replace("{detector}", "rules-v1")
                .split(" ", 2);
        return request.request(methodAndPath[0], methodAndPath[1]);
    }

    private static RequestSpecification json(String body) {
        return given().contentType(JSON).body(body);
    }

    private static Response events(String path) {
        Response stream = given().accept("text/event-stream").get(path);
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.contentType()).startsWith("text/event-stream");
        return stream;
    }

    private static List<JsonNode> dataOf(String events) {
        return events.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> ApiDocument.parsed(line.substring(6)))
                .toList();
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.textValue()));
        return texts;
    }
}
