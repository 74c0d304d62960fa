package io.bankfeed.benchmark;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests that must be refused with a problem, and some that are abandoned. */
final class BadCalls {

    private static final String JSON = "application/json";

    private static final List<String> ABANDONED = List.of(
            "garbage\r\n\r\n",
            "GET /transact",
            "PATCH /config HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + JSON
                    + "\r\nContent-Length: 100\r\n\r\n{\"batch",
            "GET /transactions/1000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /datasets?count=5000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");

    private final List<Call> calls = new ArrayList<>();
    private final Service service;
    private final Random random;

    BadCalls(Service service, Random random) {
        this.service = service;
        this.random = random;
        for (String path :
                List.of("/nothing", "/transactions", "/transaction/1", "/labels/TXN_99999999999", "/%2e%2e/x")) {
            get(404, path);
        }
        for (String path : List.of(
                "/transactions/1001",
                "/transactions/-1",
                "/transactions/ten",
                "/transactions/99999999999999999999",
                "/transaction?labels=perhaps",
                "/stream?limit=-1",
                "/labels?from=1",
                "/datasets?count=0",
                "/datasets?format=xml",
                "/datasets?start=yesterday")) {
            get(400, path);
        }
        get(400, "/stream", "Last-Event-ID", "nonsense");
        get(406, "/transaction", "Accept", "image/png");
        for (String body : List.of(
                "",
                "{\"batch_size\":",
                "{\"batch_size\":\"ten\"}",
                "{\"batch_size\":null}",
                "{\"batch_size\":1001}",
                "{\"batch_size\":1,\"batch_size\":2}",
                "{\"frequency_seconds\":0}",
                "{\"fraud_injection_rate\":1.5}",
                "{\"batchsize\":1}",
                "[".repeat(10_000),
                "[]")) {
            send(400, "PATCH", "/config", JSON, body);
        }
        send(400, "POST", "/labels/query", JSON, "{\"transaction_ids\":7}");
        send(415, "PATCH", "/config", "text/plain", "{}");
        send(413, "PATCH", "/config", JSON, " ".repeat(100 * 1024));
        send(413, "POST", "/labels/query", JSON, " ".repeat(300 * 1024));
        for (String path : List.of("/transaction", "/transactions/5", "/stream", "/status", "/datasets")) {
            send(405, "DELETE", path, JSON, "{}");
        }
        send(405, "PUT", "/config", JSON, "{}");
    }

    Call next() {
        return calls.get(random.nextInt(calls.size()));
    }

    /** The bytes of a whole or partial request from a client that does not wait for the response. */
    String nextAbandoned() {
        return ABANDONED.get(random.nextInt(ABANDONED.size()));
    }

    private void get(int status, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        calls.add(new Call("GET " + path, request.build(), status, problem(status)));
    }

    private void send(int status, String method, String path, String contentType, String body) {
        HttpRequest request = HttpRequest.newBuilder(service.uri(path))
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body))
                .build();
        String excerpt = body.length() > 50 ? body.length() + " bytes" : body;
        calls.add(new Call(method + " " + path + " " + excerpt, request, status, problem(status)));
    }

    private static Call.Check problem(int status) {
        String expected = "\"status\":" + status + ",";
        return body -> Call.count(body, "detail") == 1 && new String(body, StandardCharsets.UTF_8).contains(expected);
    }
}
