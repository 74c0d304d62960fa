package io.bankfeed.streaming;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * The body of a streamed answer.
 *
 * @param beginning is sent at once with the response's head, before anything else
 * @param rest is subscribed to once
 */
public record StreamedBody(Buffer beginning, Multi<Buffer> rest) {}
