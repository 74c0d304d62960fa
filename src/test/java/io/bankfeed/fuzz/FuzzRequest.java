package io.bankfeed.fuzz;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One request as sent over the wire. Each character of a text is a byte.
 *
 * @param whole whether the service can tell where the request ends, so that it must respond
 */
record FuzzRequest(
        String method,
        String path,
        List<String> query,
        String version,
        List<String> headers,
        byte[] body,
        boolean whole) {

    private static final Pattern REQUEST_LINE = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+.^_`|~-]+ (http://[a-z]+)?" + "/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]* HTTP/1\\.[01]");

    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+:[\t\\x20-\\x7e\\x80-\\xff]*");

    /** Common limits of HTTP servers. */
    private static final int MAX_LINE_BYTES = 4_096;

    private static final int MAX_HEAD_BYTES = 16 * 1024;

    FuzzRequest {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private String head() {
        return requestLine() + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private String requestLine() {
        return method + ' ' + path + (query.isEmpty() ? "" : '?' + String.join("&", query)) + ' ' + version;
    }

    /**
     * Whether an HTTP server must understand the head by RFC 9112, and no part of it is longer than servers accept.
     * Quarkus parses URLs with {@link URI}, which takes what follows two slashes for an authority.
     */
    boolean isValidHttp() {
        return whole
                && requestLine().length() <= MAX_LINE_BYTES
                && head().length() <= MAX_HEAD_BYTES
                && REQUEST_LINE.matcher(requestLine()).matches()
                && !BAD_ESCAPE.matcher(path + query).find()
                && isUri(requestLine().split(" ")[1])
                && headers.stream().allMatch(header -> HEADER.matcher(header).matches())
                && headers.stream().filter(header -> header.startsWith("Host:")).count() == 1;
    }

    private static boolean isUri(String target) {
        try {
            new URI(target);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** This request with one part removed, for each part. */
    List<FuzzRequest> simpler() {
        List<FuzzRequest> simpler = new ArrayList<>();
        for (int i = 0; i < query.size(); i++) {
            simpler.add(new FuzzRequest(method, path, without(query, i), version, headers, body, whole));
        }
        for (int i = 0; i < headers.size(); i++) {
            String header = headers.get(i);
            if (!header.startsWith("Host:") && !header.startsWith("Content-Length:")) {
                simpler.add(new FuzzRequest(method, path, query, version, without(headers, i), body, whole));
            }
        }
        return simpler;
    }

    @Override
    public String toString() {
        String text = new String(bytes(), StandardCharsets.ISO_8859_1);
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .limit(2000)
                .forEach(c -> escaped.append(
                        c >= ' ' && c < 127 || c == '\n' ? Character.toString(c) : String.format("\\x%02x", c)));
        return text.length() <= 2000 ? escaped.toString() : escaped + "... of " + text.length() + " bytes";
    }

    private static List<String> without(List<String> texts, int index) {
        List<String> others = new ArrayList<>(texts);
        others.remove(index);
        return others;
    }
}
