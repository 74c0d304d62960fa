package io.bankfeed.limits;

import io.bankfeed.http.ConnectionWatcher;
import io.bankfeed.http.Problems;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections whose requests do not come, and whose answers are not taken. Each event loop looks at its own connections once a second, so that there
 * is no timer for each, and no lock. Thread-safe.
 */
@Singleton
final class SlowRequests implements ConnectionWatcher {

    private static final long SECONDS_BETWEEN_LOOKS = 1;

    /** As Netty has them, but for the most, which a connection may have to hold. */
    private static final int MIN_READ_BYTES = 64;

    private static final int FIRST_READ_BYTES = 2 * 1024;
    private static final int MAX_READ_BYTES = 16 * 1024;

    private final Provider<Problems> problems;
    private final Backlog backlog;
    private final RecvByteBufAllocator reads =
            new AdaptiveRecvByteBufAllocator(MIN_READ_BYTES, FIRST_READ_BYTES, MAX_READ_BYTES).maxMessagesPerRead(1);
    private final long requestNanos;
    private final long keepAliveNanos;
    private final String detail;
    private final AttributeKey<Connection> key = AttributeKey.valueOf(SlowRequests.class, "connection");
    private final Map<EventLoop, LoopConnections> connections = new ConcurrentHashMap<>();

    SlowRequests(LimitsConfig config, Provider<Problems> problems, Backlog backlog) {
        this.problems = problems;
        this.backlog = backlog;
        requestNanos = config.requestTimeout().toNanos();
        keepAliveNanos = config.keepAliveTimeout().toNanos();
        detail = "The body must come within " + config.requestTimeout().toSeconds() + " s.";
    }

    @Override
    public void accepted(Channel channel) {
        LoopConnections beside = connections.computeIfAbsent(channel.eventLoop(), this::watch);
        if (!hasRoom(beside)) {
            close(channel);
            return;
        }
        Connection connection = new Connection(channel, backlog);
        channel.attr(key).set(connection);
        channel.pipeline().addFirst(new LingeringClose(connection), new Turnstile(connection));
        channel.config().setRecvByteBufAllocator(reads);
        beside.add(connection);
        ChannelFuture unused = channel.closeFuture().addListener(closed -> {
            beside.remove(connection);
            connection.measure();
            backlog.closed();
        });
    }

    @Override
    public void begun(Channel channel, HttpServerRequest request) {
        Connection connection = channel.attr(key).get();
        if (connection != null) {
            connection.begun(request);
        }
    }

    /** Makes room at need, by closing the connection that has waited longest for its client. */
    private boolean hasRoom(LoopConnections beside) {
        while (!backlog.connected()) {
            Connection longest = beside.longestWaiting();
            if (longest == null) {
                backlog.connectionRefused();
                return false;
            }
            backlog.connectionDisplaced();
            closeAtOnce(longest.channel);
        }
        return true;
    }

    private LoopConnections watch(EventLoop loop) {
        LoopConnections own = new LoopConnections();
        ScheduledFuture<?> unused = loop.scheduleWithFixedDelay(
                () -> look(own), SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
        return own;
    }

    private void look(LoopConnections own) {
        long nowNanos = System.nanoTime();
        for (Connection connection : own.all()) {
            switch (connection.look(nowNanos, requestNanos, keepAliveNanos)) {
                case CLOSE -> close(connection.channel);
                case DISCONNECT -> disconnect(connection.channel);
                case REFUSE_REQUEST -> refuse(connection);
                default -> {}
            }
        }
        own.looked();
    }

    private void refuse(Connection connection) {
        HttpServerRequest request = connection.request();
        ChannelHandlerContext encoder = connection.channel.pipeline().context(HttpResponseEncoder.class);
        if (request == null || encoder == null) {
            close(connection.channel);
            return;
        }
        try {
            byte[] answer = problems.get().answerOfTimeout(request, detail);
            ChannelFuture unused =
                    encoder.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(ChannelFutureListener.CLOSE);
        } catch (IllegalStateException e) {
            // The answer began just now. What is thrown here would be the last look of this event loop.
            close(connection.channel);
        }
    }

    /** Without what waits to be sent, for which an orderly close would wait. */
    private void disconnect(Channel channel) {
        backlog.disconnected();
        closeAtOnce(channel);
    }

    private static void closeAtOnce(Channel channel) {
        channel.unsafe().close(channel.unsafe().voidPromise());
    }

    private static void close(Channel channel) {
        ChannelFuture unused = channel.close();
    }
}
