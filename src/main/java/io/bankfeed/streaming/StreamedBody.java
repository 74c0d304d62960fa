package io.bankfeed.streaming;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The body of a streamed answer.
 *
 * @param beginning is sent at once with the response's head, before anything else
 * @param rest is subscribed to once
 * @param trailers is asked for the trailers once the rest is complete; a client that knows none does not see them
 */
public record StreamedBody(Buffer beginning, Multi<Buffer> rest, Supplier<Map<String, String>> trailers) {

    /** A body without trailers. */
    public StreamedBody(Buffer beginning, Multi<Buffer> rest) {
        this(beginning, rest, Map::of);
    }
}
