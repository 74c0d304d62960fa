package io.bankfeed.dataset;

import static io.bankfeed.ServiceMetrics.metric;
import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DatasetsResourceTest extends ServiceTest {

    private static final String DATASET = "/datasets?seed=42&start=2026-01-01&rate=1.5&count=20000&labels=true&format=";
    private static final String ENDLESS = "/datasets?count=100000000&format=ndjson";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    /** A changed digest changes the dataset of every user, so the changelog must say so. */
    @ParameterizedTest
    @CsvSource({
        "json, 2165fa27a5388e070d6be40675c9f64d63e75676d56f56d67e0d97556c4a749b",
        "ndjson, 2a63fb2c75ead19d5403ee6a1ef8ed4357f2adf329ad649eb1b2a5982ec215d2",
        "csv, 5fc924455b0de288ff17cd4411c0594976d9520a024337635a6c92848cf7e011",
        "parquet, 4e264937dc3229385a1de6583fc72a6720ad525817b621e06ac3288b61a589f1"
    })
    void datasetIsReproducibleToTheByte(String format, String sha256) throws Exception {
        assertThat(sha256(get(DATASET + format).body())).isEqualTo(sha256);
        assertThat(sha256(get(DATASET + format).body())).isEqualTo(sha256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson"})
    void slicesConcatenateToTheWholeDataset(String format) throws Exception {
        String whole = text(get("/datasets?seed=-7&start=2026-01-01T20:00&rate=80&count=10000&format=" + format));
        StringBuilder slices = new StringBuilder();
        for (int offset = 0; offset < 10_000; offset += 1000) {
            slices.append(text(get("/datasets?seed=-7&start=2026-01-01T20:00&rate=80&count=1000&offset=" + offset
                    + "&format=" + format)));
        }

        assertThat(slices.toString().equals(whole)).isTrue();
        assertThat(whole.lines().count()).isEqualTo(format.equals("csv") ? 10_001 : 10_000);
    }

    @Test
    void headersNameEveryParameter() throws Exception {
        configure("{\"fraud_injection_rate\": 0.25}");
        HttpResponse<byte[]> response = get("/datasets?count=50");

        assertThat(header(response, "X-Dataset-Count")).isEqualTo("50");
        assertThat(header(response, "X-Dataset-Offset")).isEqualTo("0");
        assertThat(header(response, "X-Dataset-Seed")).matches("[0-9]+");
        assertThat(header(response, "X-Dataset-Start")).matches("\\d{4}-\\d\\d-\\d\\dT00:00:00.000000\\+07:00");
        assertThat(header(response, "X-Dataset-Rate")).isEqualTo("0.0005787037037037037");
        assertThat(response.headers().firstValue("X-Dataset-Expected-Fraud-Share"))
                .isEmpty();
        assertThat(header(response, "X-Dataset-Fraud-Injection-Rate")).isEqualTo("0.25");
        assertThat(header(response, "X-Dataset-Fraud-Weights"))
                .isEqualTo("money_laundering:30,account_takeover:25,loan_fraud:25,fee_manipulation:20");
        assertThat(header(response, "X-Dataset-Accounts")).isEqualTo("4000");
        assertThat(header(response, "X-Dataset-First-Account")).isEqualTo("1000");
        assertThat(header(response, "X-Dataset-Labels")).isEqualTo("false");
        assertThat(header(response, "X-Dataset-Format")).isEqualTo("json");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void linkRepeatsTheDatasetAfterAConfigurationChange() throws Exception {
        configure("{\"fraud_injection_rate\": 0.25}");
        HttpResponse<byte[]> first = get("/datasets?count=50");
        configure("{}");

        Matcher link = Pattern.compile("<(\\?.*)>; rel=\"self\"").matcher(header(first, "Link"));
        assertThat(link.matches()).isTrue();
        HttpResponse<byte[]> second = get("/datasets" + link.group(1));

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(header(second, "Link")).isEqualTo(header(first, "Link"));
    }

    @Test
    void defaultSeedIsRandom() throws Exception {
        assertThat(get("/datasets?count=50").body())
                .isNotEqualTo(get("/datasets?count=50").body());
    }

    @Test
    void headHasTheHeadersWithoutGeneratingAnything() throws Exception {
        Response head = given().head("/datasets?count=100000000&seed=5&rate=1&format=csv&start=2026-01-01T00:00:00Z");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header("X-Dataset-Count")).isEqualTo("100000000");
        assertThat(head.header("X-Dataset-Start")).isEqualTo("2026-01-01T07:00:00.000000+07:00");
        assertThat(head.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8;header=present");
        assertThat(head.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"bankfeed_seed-5_start-20260101T070000_rate-1_fraud-0.05_"
                        + "accounts-4000_offset-0_count-100000000.csv\"");
        assertThat(head.body().asByteArray()).isEmpty();
        assertThat(running()).isZero();
    }

    @Test
    void headRefusesWhatGetRefuses() {
        assertProblem(given().get("/datasets?count=-1"), 400);
        assertThat(given().head("/datasets?count=-1").statusCode()).isEqualTo(400);
    }

    @Test
    void jsonHasTheShapeOfABatch() throws Exception {
        JsonNode document = json.readTree(
                get("/datasets?count=1234&labels=true&rate=1000000").body());

        assertThat(document.fieldNames()).toIterable().containsExactly("transactions", "count", "timestamp");
        assertThat(document.get("count").intValue()).isEqualTo(1234);
        assertThat(document.get("transactions"))
                .hasSize(1234)
                .allSatisfy(one -> assertThat(one).hasSize(17));
        JsonNode last = document.get("transactions").get(1233);
        assertThat(last.get("transaction_id").textValue()).isEqualTo("TXN_00001234");
        assertThat(document.get("timestamp")).isEqualTo(last.get("transaction_timestamp"));
    }

    @Test
    void onlyTheFirstCsvSliceHasAHeader() throws Exception {
        HttpResponse<byte[]> first = get("/datasets?count=2&seed=1&start=2026-01-01&rate=1&format=csv");
        HttpResponse<byte[]> second = get("/datasets?count=2&seed=1&start=2026-01-01&rate=1&format=csv&offset=2");

        assertThat(header(first, "Content-Type")).isEqualTo("text/csv;charset=UTF-8;header=present");
        assertThat(text(first)).startsWith("transaction_id,account_id,").endsWith("\r\n");
        assertThat(header(second, "Content-Type")).isEqualTo("text/csv;charset=UTF-8;header=absent");
        assertThat(text(second)).startsWith("TXN_00000003,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | application/json;charset=UTF-8",
                "*/* | application/json;charset=UTF-8",
                "application/* | application/json;charset=UTF-8",
                "text/* | text/csv;charset=UTF-8;header=present",
                "text/html, application/xhtml+xml, */*;q=0.8 | application/json;charset=UTF-8",
                "application/json;q=0.5, application/x-ndjson | application/x-ndjson;charset=UTF-8",
                "application/json;q=0, */* | application/x-ndjson;charset=UTF-8",
                "*/*, application/json;q=0.5 | application/x-ndjson;charset=UTF-8",
                "*/*, application/json | application/json;charset=UTF-8",
                "application/*;q=0, */*;q=0.1 | text/csv;charset=UTF-8;header=present",
                "application/json, application/*;q=0 | application/json;charset=UTF-8",
                "image/png, text/csv;q=0.1 | text/csv;charset=UTF-8;header=present",
                "application/vnd.apache.parquet, application/json;q=0.5 | application/vnd.apache.parquet"
            })
    void acceptSelectsTheFormat(String accept, String contentType) throws Exception {
        HttpResponse<byte[]> response = get("/datasets?count=1", "Accept", accept);
        assertThat(header(response, "Content-Type")).isEqualTo(contentType);
        assertThat(header(response, "Vary")).contains("Accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "*/*", "image/png", "rubbish"})
    void formatParameterOverridesAccept(String accept) throws Exception {
        assertThat(header(get("/datasets?count=1&format=csv", "Accept", accept), "Content-Type"))
                .startsWith("text/csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "rubbish", "application/json;q=0"})
    void unacceptableTypesAreRefused(String accept) {
        assertProblem(given().header("Accept", accept).get("/datasets"), 406).blames("Accept");
    }

    @Test
    void longAcceptIsShortenedInTheProblem() {
        String accept = "image/" + "x".repeat(1000);

        assertThat(given().accept(accept).get("/datasets").asString())
                .contains("image/" + "x".repeat(34) + "…")
                .doesNotContain(accept);
    }

    @Test
    void parquetIsSentAsItIs() throws Exception {
        HttpResponse<byte[]> response = get(DATASET + "parquet", "Accept-Encoding", "gzip");

        assertThat(header(response, "Content-Type")).isEqualTo("application/vnd.apache.parquet");
        assertThat(header(response, "Content-Disposition")).endsWith("_labelled.parquet\"");
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(response.body())
                .startsWith("PAR1".getBytes(StandardCharsets.US_ASCII))
                .endsWith("PAR1".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void parquetHasADigest() throws Exception {
        String path = DATASET + "parquet&digest=true&fraud_injection_rate=0.123";
        String sha256 = sha256(get(path).body());

        HttpResponse<byte[]> second = get(path, "Accept-Encoding", "gzip");

        assertThat(header(second, "X-Dataset-SHA256")).isEqualTo(sha256);
        assertThat(header(second, "ETag")).isEqualTo('"' + sha256 + '"');
    }

    @Test
    void gzipIsUsedWhereItIsAccepted() throws Exception {
        byte[] plain = get(DATASET + "ndjson").body();
        HttpResponse<byte[]> response = get(DATASET + "ndjson", "Accept-Encoding", "br, gzip;q=0.9");

        assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(response, "Vary")).contains("Accept-Encoding");
        assertThat(response.body()).hasSizeLessThan(plain.length / 4);
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(MessageDigest.isEqual(unzipped.readAllBytes(), plain)).isTrue();
        }
    }

    @Test
    void gzipIsNotUsedWhereItIsRefused() throws Exception {
        assertThat(get(DATASET + "ndjson", "Accept-Encoding", "gzip;q=0")
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', TE: trailers", "'', 'TE: gzip;q=0.5, Trailers'", "&digest=true, Accept: */*"})
    void digestIsATrailerForClientsThatAskForIt(String parameter, String te) throws Exception {
        String path = newDataset() + parameter;
        assertThat(given().head(path).header("ETag")).isNull();

        String answer = raw(path, te);

        String body = unchunked(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(answer).contains("\r\nTrailer: X-Dataset-SHA256\r\n");
        assertThat(answer)
                .endsWith(
                        "\r\n0\r\nX-Dataset-SHA256: " + sha256(body.getBytes(StandardCharsets.US_ASCII)) + "\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"'', Accept: */*", "'', TE: gzip", "'', TE:", "&digest=false, X: trailers"})
    void digestIsNeitherSentNorComputedUnasked(String parameter, String te) throws Exception {
        String path = newDataset() + parameter;

        assertThat(raw(path, te)).doesNotContain("SHA256").endsWith("\r\n0\r\n\r\n");
        assertThat(given().head(path).header("ETag")).isNull();
    }

    @Test
    void digestIsAHeaderAndTheETagOnceItIsKnown() throws Exception {
        String path = newDataset();
        String sha256 = sha256(get(path + "&digest=true").body());

        HttpResponse<byte[]> head = send("HEAD", path);

        assertThat(header(head, "X-Dataset-SHA256")).isEqualTo(sha256);
        assertThat(header(head, "ETag")).isEqualTo('"' + sha256 + '"');
        assertThat(header(get(path, "Accept-Encoding", "gzip"), "ETag")).isEqualTo('"' + sha256 + "-gzip\"");
        assertThat(raw(path, "TE: trailers"))
                .contains("\r\nX-Dataset-SHA256: " + sha256 + "\r\n")
                .doesNotContain("\r\nTrailer:")
                .endsWith("\r\n0\r\n\r\n");
    }

    @Test
    void cachedDatasetIsNotModified() throws Exception {
        String path = newDataset();
        String etag = '"' + sha256(get(path + "&digest=true").body()) + '"';

        HttpResponse<byte[]> held = get(path, "If-None-Match", "\"other\", " + etag);
        assertThat(held.statusCode()).isEqualTo(304);
        assertThat(held.body()).isEmpty();
        for (String matching : List.of(etag, "W/" + etag, " " + etag + " ,\"x\"", "*")) {
            assertThat(send("HEAD", path, "If-None-Match", matching).statusCode())
                    .as(matching)
                    .isEqualTo(304);
        }
        for (String other : List.of("\"other\"", "x" + etag, etag + "x", "w/" + etag, etag.replace("\"", ""), ",")) {
            assertThat(get(path, "If-None-Match", other).statusCode()).as(other).isEqualTo(200);
        }
    }

    @Test
    void partOfADayTellsTheExpectedShareOfFraud() throws Exception {
        String path = "/datasets?count=1000&rate=1&seed=42&labels=true&format=csv&start=2026-01-01";
        HttpResponse<byte[]> midnight = get(path);

        double expected = Double.parseDouble(header(midnight, "X-Dataset-Expected-Fraud-Share"));
        long fraud =
                text(midnight).lines().filter(line -> line.contains(",true,")).count();
        assertThat(fraud / 1000.0).isCloseTo(expected, offset(0.05));
        assertThat(given().head(path).header("X-Dataset-Expected-Fraud-Share"))
                .isEqualTo(header(midnight, "X-Dataset-Expected-Fraud-Share"));
    }

    @Test
    void defaultDatasetHasTheConfiguredShareOfFraud() throws Exception {
        String csv = text(get("/datasets?labels=true&format=csv&seed=42"));

        List<String> types =
                csv.lines().skip(1).map(line -> line.split(",", -1)[16]).toList();
        assertThat(types).hasSize(1000);
        assertThat(types.stream().filter(type -> !type.equals("normal")).count())
                .isBetween(25L, 80L);
        assertThat(types).contains("money_laundering", "account_takeover", "loan_fraud", "fee_manipulation");
    }

    @Test
    void liveBankIsUntouched() throws Exception {
        long before = given().get("/status").jsonPath().getLong("transactions_generated");
        get("/datasets?count=10000");

        assertThat(given().get("/status").jsonPath().getLong("transactions_generated"))
                .isEqualTo(before);
        String next = given().get("/transaction").jsonPath().getString("transaction_id");
        assertThat(Long.parseLong(next.substring(4))).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count=0 | count",
                "count=-1 | count",
                "count=100000001 | count",
                "count=1e3 | count",
                "count= | count",
                "count=99999999999999999999999 | count",
                "count=1&count=2 | count",
                "seed=9223372036854775808 | seed",
                "seed=0x1 | seed",
                "seed=1.0 | seed",
                "seed= | seed",
                "start=yesterday | start",
                "start=1969-12-31 | start",
                "start=2201-01-01 | start",
                "start=2026-02-30 | start",
                "start= | start",
                "rate=0 | rate",
                "rate=-1 | rate",
                "rate=1000000.1 | rate",
                "rate=NaN | rate",
                "rate=Infinity | rate",
                "rate=1e-9&count=1000000&start=2026-01-01 | rate",
                "rate=1e-9&count=1000000 | start",
                "offset=1 | start,rate",
                "offset=1&rate=1 | start",
                "digest=yes | digest",
                "digest=true&digest=true | digest",
                "fraud_injection_rate=1.1 | fraud_injection_rate",
                "fraud_injection_rate=-0.1 | fraud_injection_rate",
                "labels=yes | labels",
                "labels= | labels",
                "format=xml | format",
                "format=JSON | format",
                "format= | format",
                "offset=-1 | offset",
                "offset=1000000000001 | offset",
                "accounts=99 | accounts",
                "accounts=100001 | accounts",
                "first_account=-1 | first_account",
                "fraud_weights=loan:1 | fraud_weights",
                "fraud_weights=loan_fraud | fraud_weights",
                "fraud_weights=loan_fraud:-1 | fraud_weights",
                "fraud_weights=loan_fraud:1,loan_fraud:2 | fraud_weights",
                "fraud_weights=money_laundering:0,account_takeover:0,loan_fraud:0,fee_manipulation:0 | fraud_weights",
                "cuont=5 | cuont",
                "count=0&rate=0&format=x&seed=x&start=x&labels=x | count,rate,format,seed,start,labels"
            })
    void invalidParametersAreNamed(String query, String blamed) throws Exception {
        Response response = given().urlEncodingEnabled(false).get("/datasets?" + query);

        assertProblem(response, 400).blames(blamed.split(","));
        assertThat(running()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start=2026-01-01T08:00:00+07:00",
                "start=2026-01-01T08:00:00%2B07:00",
                "start=1970-01-01",
                "start=2200-12-31T23:59:59",
                "seed=-9223372036854775808",
                "seed=9223372036854775807",
                "rate=1000000",
                "rate=0.000001",
                "rate=1e-3",
                "fraud_injection_rate=0",
                "fraud_injection_rate=1",
                "fraud_weights=money_laundering:1,account_takeover:0,loan_fraud:0,fee_manipulation:0"
                        + "&fraud_injection_rate=1",
                "accounts=100",
                "accounts=100000",
                "first_account=900000000",
                "offset=1000000000000&rate=1000&start=2026-01-01"
            })
    void limitsAreInclusive(String query) throws Exception {
        HttpResponse<byte[]> response = get("/datasets?count=10&format=ndjson&" + query);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(text(response).lines().count()).isEqualTo(10);
    }

    @Test
    void requestsBeyondTheMaximumAreRefusedUntilAClientLeaves() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                clients.add(request(ENDLESS));
            }
            await().until(() -> running() == 4);
            Response refused = given().get(ENDLESS);
            assertProblem(refused, 503);
            assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(given().head(ENDLESS).statusCode()).isEqualTo(200);

            clients.remove(0).close();
            await().until(() -> running() == 3);
            assertThat(get("/datasets?count=10").statusCode()).isEqualTo(200);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
        await().until(() -> running() == 0);
    }

    @Test
    void generationStopsWhenTheClientDoesNotRead() throws Exception {
        double before = metric("bankfeed_datasets_transactions_total");
        try (Socket client = request(ENDLESS)) {
            await().until(() -> metric("bankfeed_datasets_transactions_total") > before);
            double[] last = {-1};
            await().pollInterval(Duration.ofMillis(300)).until(() -> {
                double now = metric("bankfeed_datasets_transactions_total");
                boolean same = now == last[0];
                last[0] = now;
                return same;
            });

            assertThat(client.isClosed()).isFalse();
            // The buffers of the two sockets hold some megabytes; the whole dataset is 47 gigabytes.
            assertThat(last[0] - before).isLessThan(1_000_000);
        }
        await().until(() -> running() == 0);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The whole response as it is on the wire. */
    private static String raw(String path, String header) throws IOException {
        try (Socket client = request(path, "Connection: close", header)) {
            client.setSoTimeout(20_000);
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static Socket request(String path, String... headers) throws IOException {
        Socket client = new Socket("localhost", RestAssured.port);
        String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n"
                + (headers.length > 0 ? "\r\n" : "");
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static String unchunked(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (true) {
            int end = chunks.indexOf("\r\n", at);
            int size = Integer.parseInt(chunks.substring(at, end), 16);
            if (size == 0) {
                return body.toString();
            }
            body.append(chunks, end + 2, end + 2 + size);
            at = end + 2 + size + 2;
        }
    }

    /** A dataset that has not been requested before. */
    private static String newDataset() {
        return "/datasets?count=5000&seed=" + System.nanoTime() + "&start=2026-01-01&format=csv";
    }

    private static double running() {
        return metric("bankfeed_datasets_running");
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.US_ASCII);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
