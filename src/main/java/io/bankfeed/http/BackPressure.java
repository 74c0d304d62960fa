package io.bankfeed.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
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
 * Limits the memory taken by responses that HTTP/1 clients do not read. A request waits until the responses before it
 * on its connection have been sent, and meanwhile nothing more is read from that connection. While too many bytes are
 * unsent in total, requests other than those for health and metrics get 503, and clients that do not read are
 * disconnected. Thread-safe.
 */
@Singleton
final class BackPressure {

    /** At most; a small heap also limits the direct memory of Netty. */
    private static final long MAX_UNREAD_BYTES = 16 * 1024 * 1024;

    /** While too many bytes are unsent, a client that takes longer than this to read a response is disconnected. */
    private static final long READ_TIMEOUT_SECONDS = 30;

    private static final String OPERATIONS = "/q/";
    private static final String RETRY_SECONDS = "1";

    private final Problems problems;
    private final long maxUnreadBytes = HeapShare.of("Unread responses", MAX_UNREAD_BYTES);
    private final AtomicLong unreadBytes = new AtomicLong();
    private final LongAdder refused = new LongAdder();
    private final LongAdder disconnected = new LongAdder();

    BackPressure(Problems problems, MeterRegistry meters) {
        this.problems = problems;
        Gauge.builder("bankfeed.backlog", unreadBytes, AtomicLong::get)
                .description("Responses that clients have not read yet")
                .baseUnit("bytes")
                .register(meters);
        FunctionCounter.builder("bankfeed.backlog.refused", refused, LongAdder::sum)
                .description("Requests refused with 503 because clients have not read too many responses")
                .register(meters);
        FunctionCounter.builder("bankfeed.backlog.disconnects", disconnected, LongAdder::sum)
                .description("Connections closed because their client did not read its responses")
                .register(meters);
    }

    void register(@Observes Filters filters) {
        filters.register(this::apply, FilterOrder.BACK_PRESSURE);
    }

    private void apply(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            // Its requests share a connection, which must still be read, and its responses wait elsewhere.
            context.next();
            return;
        }
        PipelineLimit pipeline = PipelineLimit.of(connection(context));
        boolean isFull = context.response().writeQueueFull();
        if (unreadBytes.get() > maxUnreadBytes && !context.normalizedPath().startsWith(OPERATIONS)) {
            if (isFull) {
                disconnect(connection(context));
            } else {
                refuse(context);
            }
        } else if (isFull) {
            awaitReader(context, pipeline);
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
                "More than " + maxUnreadBytes + " bytes of responses have not been read by clients.");
    }

    private void awaitReader(RoutingContext context, PipelineLimit pipeline) {
        HttpServerResponse response = context.response();
        context.request().pause();
        pipeline.hold();
        response.drainHandler(drained -> {
            response.drainHandler(null);
            pipeline.release();
            context.request().resume();
            begin(context);
        });
    }

    private void begin(RoutingContext context) {
        context.addEndHandler(ended -> {
            ConnectionBase connection = connection(context);
            EventLoop eventLoop = connection.channel().eventLoop();
            if (eventLoop.inEventLoop()) {
                countUnsent(connection);
            } else {
                eventLoop.execute(() -> countUnsent(connection));
            }
        });
        context.next();
    }

    /** Counts the unsent bytes of a response until they are sent. */
    private void countUnsent(ConnectionBase connection) {
        Channel channel = connection.channel();
        if (channel.isWritable()) {
            return;
        }
        ChannelFuture sent = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        // A closed channel has infinitely many.
        long bytes = sent.isDone() ? 0 : channel.bytesBeforeWritable();
        if (bytes > 0) {
            unreadBytes.addAndGet(bytes);
            Future<?> timeout = channel.eventLoop()
                    .schedule(() -> disconnectIfCrowded(connection), READ_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            ChannelFuture unused = sent.addListener(done -> {
                unreadBytes.addAndGet(-bytes);
                timeout.cancel(false);
            });
        }
    }

    /** Tolerates slow clients while few bytes are unsent. */
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
