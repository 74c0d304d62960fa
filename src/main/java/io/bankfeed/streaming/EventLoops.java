package io.bankfeed.streaming;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Gives access to the event loop of the current request. Vert.x has no public API for it: {@code Context.runOnContext}
 * belongs to one request, so it cannot group subscribers by their event loop.
 */
public final class EventLoops {

    private EventLoops() {}

    /** A single thread, and the same object for all connections that it serves. To be called by a request. */
    public static ScheduledExecutorService current() {
        return ((ContextInternal) requireNonNull(Vertx.currentContext(), "There is no request")).nettyEventLoop();
    }
}
