package io.bankfeed.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the large request bodies that are read and parsed at the same time, so that they fit into a small heap. Parsed,
 * a body takes several times its size. Thread-safe.
 */
@Singleton
final class LargeBodies {

    /** Smaller bodies are not counted. */
    private static final int LARGE = 256 * 1024;

    /** At 64 MiB of heap one body of 2 MiB, at 512 MiB eight. */
    static final int HEAP_DIVISOR = 32;

    private final Problems problems;
    private final long maxBytes = Runtime.getRuntime().maxMemory() / HEAP_DIVISOR;
    private final AtomicLong bytes = new AtomicLong();

    LargeBodies(Problems problems) {
        this.problems = problems;
    }

    /** Lets a request with a body of a size through, or refuses it until others have ended. One is always let through. */
    void admit(RoutingContext context, long size) {
        if (size <= LARGE) {
            context.next();
            return;
        }
        long before = bytes.getAndAdd(size);
        context.addEndHandler(ended -> bytes.addAndGet(-size));
        if (before == 0 || before + size <= maxBytes) {
            context.next();
            return;
        }
        BodyLimit.discardRest(context.request());
        context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        problems.send(
                context,
                ProblemType.TOO_BUSY,
                "Too many large bodies are being read; try again, or send at most " + LARGE + " bytes at once.");
    }
}
