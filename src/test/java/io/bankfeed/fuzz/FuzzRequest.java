package io.bankfeed.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One request as it goes over the wire. Texts hold a byte a character.
 *
 * @param body sent as it is, after the length that the headers may say
 * @param whole whether the service can tell where it ends, so that an answer must come
 */
record FuzzRequest(
        String method,
        String path,
        List<String> query,
        String version,
        List<String> headers,
        byte[] body,
        boolean whole) {

    FuzzRequest {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(method).append(' ').append(path);
        if (!query.isEmpty()) {
            head.append('?').append(String.join("&", query));
        }
        head.append(' ').append(version).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** The same with one thing less, in every way. */
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
        StringBuilder shown = new StringBuilder();
        text.chars()
                .limit(2000)
                .forEach(c -> shown.append(
                        c >= ' ' && c < 127 || c == '\n' ? Character.toString(c) : String.format("\\x%02x", c)));
        return text.length() <= 2000 ? shown.toString() : shown + "... of " + text.length() + " bytes";
    }

    private static List<String> without(List<String> texts, int index) {
        List<String> others = new ArrayList<>(texts);
        others.remove(index);
        return others;
    }
}
