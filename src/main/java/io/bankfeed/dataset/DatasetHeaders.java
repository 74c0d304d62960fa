package io.bankfeed.dataset;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The headers of a dataset. */
final class DatasetHeaders {

    private DatasetHeaders() {}

    /** The tag of a dataset. It has another if it is compressed, since its bytes differ. */
    static String etag(String sha256, boolean compress) {
        return '"' + sha256 + (compress ? "-gzip\"" : "\"");
    }

    /** Whether the header {@code If-None-Match} has a tag, which nginx makes weak when it compresses a response. */
    static boolean matches(String etag, @Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Stream.of(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
    }

    /** A response with the headers of a dataset, without those of its digest. */
    static Response.ResponseBuilder of(DatasetSpec spec, boolean compress) {
        Response.ResponseBuilder response = Response.ok()
                .header(HttpHeaders.CONTENT_TYPE, spec.format().contentType(spec.isFromStart()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + spec.fileName() + "\"")
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
                .header(HttpHeaders.LINK, "<" + spec.query() + ">; rel=\"self\"");
        spec.parameters().forEach((name, value) -> response.header(headerOf(name), value));
        spec.expectedFraudShare()
                .ifPresent(share -> response.header("X-Dataset-Expected-Fraud-Share", share.toPlainString()));
        if (compress) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response;
    }

    /** The name of the header that reports a parameter. */
    private static String headerOf(String parameter) {
        StringBuilder header = new StringBuilder("X-Dataset");
        for (String word : parameter.split("_", -1)) {
            header.append('-').append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return header.toString();
    }
}
