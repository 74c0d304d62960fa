package io.bankfeed.batch;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TransactionsResourceTest extends ServiceTest {

    private static final List<String> FIELDS = List.of(
            "transaction_id",
            "account_id",
            "branch_id",
            "transaction_amount_vnd",
            "transaction_hour",
            "transaction_timestamp",
            "location_city",
            "device_id",
            "biometric_failure_count",
            "transaction_frequency_5min",
            "total_loans_vnd",
            "num_transactions",
            "npl_flag",
            "total_deposits_vnd",
            "transaction_fees_vnd");

    @Test
    void transactionHasFifteenFieldsInOrder() {
        Response response = given().get("/transaction");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        Map<String, Object> transaction = response.jsonPath().getMap("$");
        assertThat(transaction.keySet()).containsExactlyElementsOf(FIELDS);
        assertThat(transaction.get("transaction_id").toString()).matches("TXN_\\d{8,}");
        assertThat(transaction.get("account_id").toString()).matches("ACC_00[1-4]\\d{3}");
        assertThat(transaction.get("transaction_timestamp").toString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+07:00");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 1000})
    void batchHasTheRequestedCount(int count) {
        Response response = given().get("/transactions/" + count);

        assertThat(response.statusCode()).isEqualTo(200);
        Map<String, Object> batch = response.jsonPath().getMap("$");
        assertThat(batch.keySet()).containsExactly("transactions", "count", "timestamp");
        assertThat(batch.get("count")).isEqualTo(count);
        List<Map<String, Object>> transactions = response.jsonPath().getList("transactions");
        assertThat(transactions)
                .hasSize(count)
                .allSatisfy(transaction -> assertThat(transaction.keySet()).containsExactlyElementsOf(FIELDS));
    }

    @Test
    void noTransactionIsLaterThanItsBatch() {
        configure("{\"fraud_injection_rate\": 0}");
        JsonPath batch = given().get("/transactions/1000").jsonPath();
        List<String> timestamps = batch.getList("transactions.transaction_timestamp");
        String end = batch.getString("timestamp");

        assertThat(timestamps)
                .hasSize(1000)
                .doesNotHaveDuplicates()
                .allMatch(timestamp -> timestamp.compareTo(end) <= 0);
    }

    @Test
    void idsAreUniqueAcrossConcurrentBatches() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            Callable<List<String>> request =
                    () -> found("TXN_\\d+", given().get("/transactions/500").asString());
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(clients.submit(request));
            }
            HashSet<String> all = new HashSet<>();
            for (Future<List<String>> answer : answers) {
                assertThat(answer.get()).isSorted();
                all.addAll(answer.get());
            }
            assertThat(all).hasSize(40 * 500);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void fraudInjectionRateAppliesToBatches() {
        configure("{\"fraud_injection_rate\": 1}");
        String allFraud = given().get("/transactions/1000").asString();
        configure("{\"fraud_injection_rate\": 0}");
        String noFraud = given().get("/transactions/1000").asString();

        // Account takeover and loan fraud, half of all fraud, use new devices; normal transactions never do. The
        // tolerance is six standard deviations.
        assertThat(found("DEV_NEW_", allFraud)).hasSizeBetween(405, 595);
        assertThat(noFraud).contains("DEV_").doesNotContain("DEV_NEW_");
    }

    @Test
    void headGeneratesNothing() {
        long before = given().get("/status").jsonPath().getLong("transactions_generated");

        for (String path : List.of("/transaction", "/transactions/1000", "/transactions/0")) {
            Response response = given().head(path);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.contentType()).startsWith("application/json");
        }

        assertThat(given().get("/status").jsonPath().getLong("transactions_generated"))
                .isEqualTo(before);
    }

    @Test
    void headRefusesWhatGetRefuses() {
        assertThat(given().head("/transactions/1001").statusCode()).isEqualTo(400);
        assertThat(given().head("/transaction?labels=perhaps").statusCode()).isEqualTo(400);
    }

    @Test
    void batchIsCompressedOnRequest() throws Exception {
        HttpResponse<byte[]> response = get("/transactions/1000", "gzip");

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding");
        try (InputStream json = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            List<String> ids = JsonPath.from(json).getList("transactions.transaction_id");
            assertThat(ids).hasSize(1000).isSorted().doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, identity", "1000, 'gzip;q=0'", "1000, br", "3, gzip", "0, gzip"})
    void batchIsNotCompressedIfSmallOrUnwanted(int count, String acceptEncoding) throws Exception {
        HttpResponse<byte[]> response = get("/transactions/" + count, acceptEncoding);

        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding");
        JsonPath batch = JsonPath.from(new String(response.body(), StandardCharsets.UTF_8));
        assertThat(batch.getList("transactions")).hasSize(count);
        assertThat(batch.getInt("count")).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "99999999999999999999", "0001001"})
    void countAboveTheMaximumIsRefused(String count) {
        assertProblem(given().get("/transactions/" + count), 400)
                .hasDetail("Maximum 1000 transactions per request, but count was " + count + ".")
                .blames("count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "abc", "1.5", "%00", "+5", "%20", "5%20", "%D9%A3"})
    void countThatIsNotAWholeNumberIsRefused(String count) {
        assertProblem(given().urlEncodingEnabled(false).get("/transactions/" + count), 400)
                .hasDetailStarting("count must be a whole number from 0 to 1000, but was ")
                .blames("count");
    }

    @Test
    void pathWithoutCountIsNotFound() {
        assertProblem(given().get("/transactions/"), 404);
        assertProblem(given().get("/transactions"), 404);
    }

    @Test
    void labelsFollowTheFieldsOnRequest() {
        configure("{\"fraud_injection_rate\": 0.5}");
        JsonPath batch = given().get("/transactions/200?labels=true").jsonPath();

        List<Map<String, Object>> transactions = batch.getList("transactions");
        assertThat(transactions).hasSize(200).allSatisfy(transaction -> {
            assertThat(new ArrayList<>(transaction.keySet()).subList(0, 15)).isEqualTo(FIELDS);
            assertThat(new ArrayList<>(transaction.keySet()).subList(15, 17)).containsExactly("is_fraud", "fraud_type");
            assertThat(transaction.get("is_fraud"))
                    .isEqualTo(!transaction.get("fraud_type").equals("normal"));
        });
        assertThat(transactions)
                .extracting(transaction -> transaction.get("fraud_type"))
                .contains("normal", "money_laundering", "account_takeover", "loan_fraud", "fee_manipulation");
    }

    @ParameterizedTest
    @CsvSource({"true, 17", "false, 15"})
    void transactionHasItsLabelOnRequest(boolean labels, int fields) {
        assertThat(given().get("/transaction?labels=" + labels).jsonPath().getMap("$"))
                .hasSize(fields);
    }

    @Test
    void paymentAndFullLabelFollowOnRequest() {
        configure("{\"fraud_injection_rate\": 0.5}");
        List<Map<String, Object>> transactions = given().get("/transactions/300?fields=extended&labels=full")
                .jsonPath()
                .getList("transactions");

        assertThat(transactions)
                .hasSize(300)
                .allSatisfy(one -> assertThat(one).hasSize(29))
                .allSatisfy(
                        one -> assertThat((String) one.get("counterparty_bank")).matches("BANK_(0[1-9]|1[0-2])"))
                .allSatisfy(one -> assertThat(one.get("reported_fraud")).isEqualTo(one.get("reported_at") != null))
                .anySatisfy(one -> assertThat(one.get("channel")).isEqualTo("mobile"))
                .anySatisfy(one -> assertThat(one.get("merchant_category")).isNull())
                .anySatisfy(
                        one -> assertThat((String) one.get("merchant_category")).matches("[0-9]{4}"));
        assertThat(given().get("/transaction?fields=extended").jsonPath().getMap("$"))
                .hasSize(20);
        assertThat(given().get("/transaction?fields=core&labels=full")
                        .jsonPath()
                        .getMap("$"))
                .hasSize(24);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/transaction?", "/transactions/3?"})
    void invalidFieldsGenerateNothing(String path) {
        long before = given().get("/status").jsonPath().getLong("transactions_generated");

        assertProblem(given().get(path + "fields=all"), 400)
                .hasDetail("fields must be core or extended, but was \"all\".");
        assertProblem(given().get(path + "labels=maybe"), 400)
                .hasDetail("labels must be false, true or full, but was \"maybe\".");
        assertThat(given().get("/status").jsonPath().getLong("transactions_generated"))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "yes", "TRUE", "true&labels=true"})
    void labelsParameterIsOneOfItsValues(String labels) {
        assertProblem(given().urlEncodingEnabled(false).get("/transaction?labels=" + labels), 400)
                .blames("labels");
        assertProblem(given().urlEncodingEnabled(false).get("/transactions/3?labels=" + labels), 400)
                .blames("labels");
        assertProblem(given().urlEncodingEnabled(false).get("/stream?labels=" + labels), 400)
                .blames("labels");
    }

    private static HttpResponse<byte[]> get(String path, String acceptEncoding) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .header("Accept-Encoding", acceptEncoding)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static List<String> found(String pattern, String body) {
        return Pattern.compile(pattern)
                .matcher(body)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
