package io.bankfeed.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests that must be refused, each in its way, and such as never come to their end. */
final class BadCalls {

    private static final String JSON = "application/json";

    private final List<Call> calls = new ArrayList<>();
    private final Random random;

    BadCalls(Random random) {
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
        get(400, "/stream", "Last-Event-ID: nonsense");
        get(406, "/transaction", "Accept: image/png");
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
        // What the HTTP server itself refuses has no problem.
        calls.add(new Call("garbage", bytes("garbage\r\n\r\n"), 400, Call.Check.NONE, Call.Manner.ALONE));
        cut("half a head", "GET /transact");
        cut(
                "half a body",
                "PATCH /config HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + JSON
                        + "\r\nContent-Length: 100\r\n\r\n{\"batch");
        cut("an answer that nobody reads", "GET /transactions/1000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        cut("a dataset that nobody reads", "GET /datasets?count=5000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        cut("a stream that nobody reads", "GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    Call next() {
        return calls.get(random.nextInt(calls.size()));
    }

    private void get(int status, String path, String... headers) {
        calls.add(new Call("GET " + path, Exchange.request(path, headers), status, problem(status), Call.Manner.KEPT));
    }

    private void send(int status, String method, String path, String contentType, String body) {
        String shown = body.length() > 50 ? body.length() + " bytes" : body;
        calls.add(new Call(
                method + " " + path + " " + shown,
                Call.request(method, path, contentType, body),
                status,
                problem(status),
                // Who sends too much is perhaps not listened to any longer.
                status == 413 ? Call.Manner.ALONE : Call.Manner.KEPT));
    }

    private void cut(String name, String part) {
        calls.add(new Call(name, bytes(part), 0, Call.Check.NONE, Call.Manner.CUT));
    }

    private static Call.Check problem(int status) {
        String expected = "\"status\":" + status + ",";
        return body -> Call.count(body, "detail") == 1 && new String(body, StandardCharsets.UTF_8).contains(expected);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
