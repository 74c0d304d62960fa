package io.bankfeed.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Texts that a faulty client or an attacker may send. Each character is a byte. */
final class HostileTexts {

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "null",
            "true",
            "TRUE",
            "NaN",
            "Infinity",
            "-1",
            "-0",
            "0",
            "1",
            "+1",
            "1.0",
            "1e3",
            "1e309",
            "0x10",
            "01",
            "2147483648",
            "9223372036854775808",
            "1000000000000000000000000000000000000000",
            "TXN_",
            "TXN_00000000",
            "TXN_999999999999999999999999",
            "a-1",
            "a-99999999999999999999999",
            "2026-02-30",
            "+999999999-12-31T23:59:59Z",
            "2026-01-01T00:00:00-18:00",
            "..",
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "' OR 1=1 --",
            "${jndi:ldap://localhost/x}",
            "{}",
            "[]",
            "\"",
            "\\",
            ";a=b",
            utf8("\u0663"),
            utf8("\ud835\udcb3\u202e\u0000"),
            utf8("\ufeff\u00e9"),
            "\u00ff\u00fe",
            "\u00c0\u00af",
            "\u0001\u0007\u001b[31m\u007f",
            "a".repeat(300),
            "9".repeat(3000));

    private static final List<String> ENCODED = List.of(
            "%",
            "%0",
            "%zz",
            "%00",
            "%0d%0aX:%20y",
            "%ff",
            "%C3%28",
            "%2e%2e%2f",
            "%2F",
            "%25",
            "%u0041",
            "%F0%9D%92%B3",
            "+");

    private static final List<String> HEADERS = List.of(
            "Accept:",
            "Accept: /",
            "Accept: text",
            "Accept: text/html",
            "Accept: */*;q=0",
            "Accept: application/json;q=0",
            "Accept: text/event-stream;q=0, application/x-ndjson",
            "Accept: */*;q=x",
            "Accept: application/json;q=2",
            "Accept: ,,;;=",
            "Accept: application/json; charset=\"",
            "Accept: */json",
            "Accept: \u00ff/\u00fe",
            "Accept: " + "a/b,".repeat(500) + "*/*",
            "Accept-Encoding: gzip",
            "Accept-Encoding: gzip;q=x",
            "Accept-Encoding: identity;q=0, *;q=0",
            "Accept-Encoding: ;;,,=",
            "Accept-Encoding: br, " + "z,".repeat(500),
            "Accept-Charset: utf-16",
            "Accept-Language: ..",
            "Last-Event-ID:",
            "Last-Event-ID: -",
            "Last-Event-ID: 1",
            "Last-Event-ID: a-b-1",
            "Last-Event-ID: before-1",
            "Last-Event-ID: a-99999999999999999999",
            "Last-Event-ID: \u00ff",
            "Last-Event-ID: " + "9".repeat(5000),
            "Origin: null",
            "Origin: https://evil.example",
            "Origin:",
            "Origin: ://",
            "Origin: \u00ff" + "o".repeat(3000),
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Method: \u00ff",
            "Access-Control-Request-Headers: a b",
            "X-Request-Id: \u00ff\u00fe",
            "X-Request-Id: " + "r".repeat(3000),
            "X-Request-ID: a\tb",
            "Range: bytes=0-",
            "Range: bytes=99999999-",
            "Range: bytes=-",
            "Range: lines=1",
            "If-None-Match: *",
            "If-None-Match: W/",
            "If-None-Match: \"",
            "If-Modified-Since: yesterday",
            "If-Match: \"x\"",
            "Expect: 100-continue",
            "Expect: rubbish",
            "X-HTTP-Method-Override: DELETE",
            "X-HTTP-Method: POST",
            "Authorization: Bearer \u00ff",
            "Authorization: Basic",
            "Authorization: " + "x".repeat(10_000),
            "X-API-Key: x",
            "Cookie: a=b; ;;=; \u00ff",
            "Forwarded: for=\"[::1\"",
            "X-Forwarded-For: 1.2.3.4.5",
            "X-Forwarded-Host: \u00ff",
            "X-Forwarded-Proto: gopher",
            "Host: other",
            "Host:",
            "Referer: \u00ff",
            "TE: trailers",
            "Trailer: X",
            "Via: x",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: x",
            "Connection: keep-alive, close",
            "Connection: X",
            "Keep-Alive: timeout=0",
            "Content-Encoding: gzip",
            "Content-Encoding: \u00ff",
            "Content-Language: x",
            "X: " + "y".repeat(40_000),
            "traceparent: 00-0-0-00",
            "Date: \u0663");

    private static final List<String> CONTENT_TYPES = List.of(
            "text/plain",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "application/json;;;=",
            "application/*",
            "*/*",
            "application/merge-patch+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "json",
            ";",
            "\u00ff/\u00fe",
            "application/" + "j".repeat(2000));

    /** Headers with which the service cannot tell where the request ends. */
    private static final List<String> FRAMING = List.of(
            "Content-Length: -1",
            "Content-Length: abc",
            "Content-Length: 1, 1",
            "Content-Length: +2",
            "Content-Length: 99999999999999999999",
            "Content-Length: 1000000000",
            "Content-Length: 7",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: \u00ff",
            "No colon",
            ": no name",
            "Na me: x",
            "Na\u0000me: x",
            "X: a\u0000b",
            "X: a\rb",
            " folded",
            "\u00ff\u00fe: x",
            "X: " + "y".repeat(140_000));

    private HostileTexts() {}

    static String value(Random random) {
        return one(VALUES, random);
    }

    /** A value as part of a URL, sometimes a correct one. */
    static String urlValue(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> one(ENCODED, random);
            case 1 -> value(random).replace(' ', '\u00a0');
            case 2 -> encoded(bytes(random, 12));
            default -> encoded(value(random));
        };
    }

    static String header(Random random) {
        return random.nextInt(20) == 0
                ? "X-" + random.nextInt(100) + ": " + bytes(random, 40).replaceAll("[\\x00-\\x1f\\x7f]", ".")
                : one(HEADERS, random);
    }

    static String contentType(Random random) {
        return one(CONTENT_TYPES, random);
    }

    static String framing(Random random) {
        return one(FRAMING, random);
    }

    static String bytes(Random random, int max) {
        StringBuilder bytes = new StringBuilder();
        for (int i = random.nextInt(max); i >= 0; i--) {
            bytes.append((char) random.nextInt(256));
        }
        return bytes.toString();
    }

    static String encoded(String bytes) {
        StringBuilder encoded = new StringBuilder();
        bytes.chars().forEach(c -> {
            if (c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.') {
                encoded.append((char) c);
            } else {
                encoded.append(String.format("%%%02X", c));
            }
        });
        return encoded.toString();
    }

    static <T> T one(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
