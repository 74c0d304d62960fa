package io.bankfeed.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bounds the answers that clients of HTTP/1 have not read. A request begins once the answers to those before it on its connection
 * were read, and nothing more is read from the connection until then; while too many bytes wait in all, requests are answered 503, but for those of health and
 * metrics, and the clients that do not read are disconnected. Thread-safe.
 */
@Singleton
final class BackPressure {

    private static final long MAX_UNREAD_BYTES = 16 * 1024 * 1024;

    /** Of the heap, and so of the memory outside of it that Netty takes for answers. */
    private static final int MAX_HEAP_SHARE = 8;

    /** A client that has not read its answer after this is disconnected while many others have not either. */
    private static final long PATIENCE_SECONDS = 30;

    private static final String OPERATIONS = "/q/";
    private static final String RETRY_SECONDS = "1";

    private final Problems problems;
    private final long maxUnreadBytes =
            Math.min(MAX_UNREAD_BYTES, Runtime.getRuntime().maxMemory() / MAX_HEAP_SHARE);
    private final AtomicLong unreadBytes = new AtomicLong();
    private final LongAdder refused = new LongAdder();
    private final LongAdder disconnected = new LongAdder();

    BackPressure(Problems problems, MeterRegistry meters) {
        this.problems = problems;
        Gauge.builder("bankfeed.backlog", unreadBytes, AtomicLong::get)
                .description("Answers that clients have not read")
                .baseUnit("bytes")
                .register(meters);
        FunctionCounter.builder("bankfeed.backlog.refused", refused, LongAdder::sum)
                .description("Requests refused with 503 because clients have not read too many answers")
                .register(meters);
        FunctionCounter.builder("bankfeed.backlog.disconnects", disconnected, LongAdder::sum)
                .description("Connections closed because their client did not read its answers")
                .register(meters);
    }

    void register(@Observes Filters filters) {
        filters.register(this::apply, FilterOrder.BACK_PRESSURE);
    }

    private void apply(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            // Its requests share a connection, which must go on to be read, and answers wait elsewhere.
            context.next();
            return;
        }
        boolean isFull = context.response().writeQueueFull();
        if (unreadBytes.get() > maxUnreadBytes && !context.normalizedPath().startsWith(OPERATIONS)) {
            if (isFull) {
                disconnect(connection(context));
            } else {
                refuse(context);
            }
        } else if (isFull) {
            awaitReader(context);
        } else {
            begin(context);
        }
    }

    private void refuse(RoutingContext context) {
        refused.increment();
        context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        problems.send(
                context,
                ProblemType.TOO_BUSY,
                "More than " + maxUnreadBytes + " bytes of answers wait for clients to read them.");
    }

    private void awaitReader(RoutingContext context) {
        HttpServerResponse response = context.response();
        ChannelConfig connection = connection(context).channel().config();
        context.request().pause();
        // Otherwise the server would go on to read and queue requests without end.
        connection.setAutoRead(false);
        response.drainHandler(drained -> {
            response.drainHandler(null);
            connection.setAutoRead(true);
            context.request().resume();
            begin(context);
        });
    }

    private void begin(RoutingContext context) {
        context.addEndHandler(ended -> {
            ConnectionBase connection = connection(context);
            EventLoop eventLoop = connection.channel().eventLoop();
            if (eventLoop.inEventLoop()) {
                hold(connection);
            } else {
                eventLoop.execute(() -> hold(connection));
            }
        });
        context.next();
    }

    /** Counts what the network did not take of an answer, until it has. */
    private void hold(ConnectionBase connection) {
        Channel channel = connection.channel();
        if (channel.isWritable()) {
            return;
        }
        ChannelFuture sent = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        // Of a closed channel it is endless; nothing waits there.
        long bytes = sent.isDone() ? 0 : channel.bytesBeforeWritable();
        if (bytes > 0) {
            unreadBytes.addAndGet(bytes);
            Future<?> patience = channel.eventLoop()
                    .schedule(() -> disconnectIfCrowded(connection), PATIENCE_SECONDS, TimeUnit.SECONDS);
            ChannelFuture unused = sent.addListener(done -> {
                unreadBytes.addAndGet(-bytes);
                patience.cancel(false);
            });
        }
    }

    /** A slow reader may take its time unless too many others wait as well. */
    private void disconnectIfCrowded(ConnectionBase connection) {
        if (unreadBytes.get() > maxUnreadBytes / 2) {
            disconnect(connection);
        }
    }

    private void disconnect(ConnectionBase connection) {
        disconnected.increment();
        // The connection's own close would wait until everything is sent.
        ChannelFuture unused = connection.channelHandlerContext().close();
    }

    private static ConnectionBase connection(RoutingContext context) {
        return (ConnectionBase) context.request().connection();
    }
}
