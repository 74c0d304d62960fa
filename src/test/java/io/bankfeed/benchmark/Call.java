package io.bankfeed.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;

/**
 * A request and its expected response.
 *
 * @param name its name in the report
 * @param status the status of the response
 * @param check checks the decompressed body of the response
 */
record Call(String name, HttpRequest request, int status, Check check) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Checks the body of a response. */
    interface Check {

        /** @throws IOException if the body cannot be parsed */
        boolean passes(byte[] body) throws IOException;
    }

    boolean isAnsweredBy(HttpResponse<byte[]> response) throws IOException {
        return response.statusCode() == status && check.passes(decompressed(response));
    }

    private static byte[] decompressed(HttpResponse<byte[]> response) throws IOException {
        if (response.headers().firstValue("Content-Encoding").isEmpty()) {
            return response.body();
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return gzip.readAllBytes();
        }
    }

    /** Checks that the body is complete JSON in which a key occurs a number of times. */
    static Check times(String key, int times) {
        return body -> count(body, key) == times;
    }

    /** How often a key occurs in one or more values of JSON. */
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
}
