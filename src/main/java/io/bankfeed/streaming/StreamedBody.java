package io.bankfeed.streaming;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The body of a streamed response.
 *
 * @param preamble sent immediately, together with the response's headers
 * @param rest subscribed to once
 * @param trailers called for the trailers when the body is complete
 */
public record StreamedBody(Buffer preamble, Multi<Buffer> rest, Supplier<Map<String, String>> trailers) {

    /** A body without trailers. */
    public StreamedBody(Buffer preamble, Multi<Buffer> rest) {
        this(preamble, rest, Map::of);
    }
}
