package io.bankfeed.labels;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The full label is the same in every response. */
@QuarkusTest
class LabelDetailsResourceTest extends ServiceTest {

    private static final List<String> TRUTH = List.of("transaction_id", "is_fraud", "fraud_type", "labelled_at");
    private static final List<String> DETAILS = List.of(
            "scenario_id",
            "scenario_type",
            "scenario_step",
            "scenario_steps",
            "scenario_role",
            "reported_fraud",
            "reported_at");
    private static final int COUNT = 200;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void labelsAreThoseOfTheTransactions() throws Exception {
        List<JsonNode> expected = fullTransactions();
        String first = expected.get(0).get("transaction_id").textValue();
        String last = expected.get(COUNT - 1).get("transaction_id").textValue();

        assertSame(
                parsed(given().get("/labels?labels=full&from=" + first + "&to=" + last))
                        .get("labels"),
                expected);
        String ids = expected.stream()
                .map(one -> one.get("transaction_id").toString())
                .collect(Collectors.joining(",", "{\"transaction_ids\":[", "]}"));
        assertSame(
                parsed(given().contentType(ContentType.JSON).body(ids).post("/labels/query?labels=full"))
                        .get("labels"),
                expected);
        assertSame(
                List.of(parsed(given().get("/labels/" + last + "?labels=full"))), expected.subList(COUNT - 1, COUNT));
        assertThat(expected)
                .anyMatch(one -> one.get("reported_fraud").booleanValue())
                .anyMatch(one -> one.get("is_fraud").booleanValue()
                        && !one.get("reported_fraud").booleanValue());
    }

    @Test
    void streamHasTheSameLabels() throws Exception {
        String epoch = given().get("/status").jsonPath().getString("feed.epoch");
        String id = given().get("/transaction").jsonPath().getString("transaction_id");
        long before = Long.parseLong(id.substring("TXN_".length()));
        List<JsonNode> expected = fullTransactions();

        Response stream = given().accept("application/x-ndjson")
                .get("/labels/stream?labels=full&limit=" + COUNT + "&last_event_id=" + epoch + "-labels-" + before);

        List<JsonNode> labels = new ArrayList<>();
        for (String line : stream.asString().split("\n")) {
            labels.add(json.readTree(line));
        }
        assertSame(labels, expected);
    }

    @Test
    void detailsAreLeftOutUnlessTheyAreWanted() throws Exception {
        String id = fullTransactions().get(0).get("transaction_id").textValue();

        assertThat(names(parsed(given().get("/labels/" + id)))).containsExactlyElementsOf(TRUTH);
        assertThat(names(parsed(given().get("/labels/" + id + "?labels=true")))).containsExactlyElementsOf(TRUTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/labels/TXN_00000001?labels=false",
                "/labels/TXN_00000001?labels=",
                "/labels?from=TXN_00000001&to=TXN_00000001&labels=all",
                "/labels/stream?labels=maybe"
            })
    void otherValuesAreRefused(String path) {
        Response response = given().get(path);

        assertProblem(response, 400).blames("labels");
        assertThat(response.jsonPath().getString("detail")).contains("must be true or full");
    }

    @Test
    void otherValuesAreRefusedForAQuery() {
        Response response = given().contentType(ContentType.JSON)
                .body("{\"transaction_ids\":[\"TXN_00000001\"]}")
                .post("/labels/query?labels=maybe");

        assertProblem(response, 400).blames("labels");
    }

    @Test
    void everyInvalidParameterOfARangeIsNamed() {
        assertProblem(given().get("/labels?from=1&labels=x"), 400).blames("labels", "from", "to");
    }

    private List<JsonNode> fullTransactions() throws Exception {
        configure("{\"fraud_injection_rate\":0.5}");
        List<JsonNode> transactions = new ArrayList<>();
        parsed(given().get("/transactions/" + COUNT + "?labels=full"))
                .get("transactions")
                .forEach(transactions::add);
        return transactions;
    }

    private void assertSame(Iterable<JsonNode> labels, List<JsonNode> transactions) {
        List<JsonNode> withoutTime = new ArrayList<>();
        for (JsonNode label : labels) {
            assertThat(names(label)).startsWith(TRUTH.toArray(String[]::new)).endsWith(DETAILS.toArray(String[]::new));
            withoutTime.add(((ObjectNode) label).without("labelled_at"));
        }
        List<JsonNode> expected = new ArrayList<>();
        for (JsonNode transaction : transactions) {
            ObjectNode label = json.createObjectNode();
            List.of("transaction_id", "is_fraud", "fraud_type").forEach(name -> label.set(name, transaction.get(name)));
            DETAILS.forEach(name -> label.set(name, transaction.get(name)));
            expected.add(label);
        }
        assertThat(withoutTime).isEqualTo(expected);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode parsed(Response response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(200);
        return json.readTree(response.asString());
    }
}
