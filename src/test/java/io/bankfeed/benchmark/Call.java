package io.bankfeed.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A request and what it must be answered.
 *
 * @param name what it is called where it went wrong
 * @param request as it goes out
 * @param status of the answer
 * @param check of the answer's body
 * @param manner of the connection
 */
record Call(String name, byte[] request, int status, Check check, Manner manner) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Looks at the body of an answer. */
    interface Check {

        Check NONE = body -> true;

        /** @throws IOException if the body is not even what it pretends to be */
        boolean isAsExpected(byte[] body) throws IOException;
    }

    enum Manner {
        /** On the connection of the request before. */
        KEPT,
        /** On one of its own. */
        ALONE,
        /** It is sent, and the connection closed without waiting for an answer. */
        CUT
    }

    /** A GET that is to succeed. */
    static Call get(String path, Check check, String... headers) {
        return new Call("GET " + shortened(path), Exchange.request(path, headers), 200, check, Manner.KEPT);
    }

    /** A request with a body of JSON that is to succeed. */
    static Call send(String method, String path, String json, Check check) {
        return new Call(method + " " + path, request(method, path, "application/json", json), 200, check, Manner.KEPT);
    }

    /** A request with a body, as it goes out. */
    static byte[] request(String method, String path, String contentType, String body) {
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** That the body is JSON from its first byte to its last, in which a key stands so many times. */
    static Check times(String key, int times) {
        return body -> count(body, key) == times;
    }

    /** How often a key stands in values of JSON, one after another. */
    static int count(byte[] json, String key) throws IOException {
        int count = 0;
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals(key)) {
                    count++;
                }
            }
        }
        return count;
    }

    Call answered(int newStatus, Check newCheck) {
        return new Call(name, request, newStatus, newCheck, manner);
    }

    Call in(Manner newManner) {
        return new Call(name, request, status, check, newManner);
    }

    /** Numbers differ from call to call: kinds of mishaps are told apart by the rest. */
    private static String shortened(String path) {
        return path.replaceAll("[0-9]+", "N");
    }
}
