package io.bankfeed.limits;

import io.bankfeed.problem.ConnectionWatcher;
import io.bankfeed.problem.Problems;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections whose requests do not come. Each event loop looks at its own connections once a second, so that there
 * is no timer for each, and no lock. Thread-safe.
 */
@Singleton
final class SlowRequests implements ConnectionWatcher {

    private static final long SECONDS_BETWEEN_LOOKS = 1;

    private final Provider<Problems> problems;
    private final long requestNanos;
    private final long keepAliveNanos;
    private final String detail;
    private final AttributeKey<Connection> key = AttributeKey.valueOf(SlowRequests.class, "connection");
    private final Map<EventLoop, Set<Connection>> connections = new ConcurrentHashMap<>();

    SlowRequests(LimitsConfig config, Provider<Problems> problems) {
        this.problems = problems;
        requestNanos = config.requestTimeout().toNanos();
        keepAliveNanos = config.keepAliveTimeout().toNanos();
        detail = "The body must come within " + config.requestTimeout().toSeconds() + " s.";
    }

    @Override
    public void accepted(Channel channel) {
        Set<Connection> beside = connections.computeIfAbsent(channel.eventLoop(), this::watch);
        Connection connection = new Connection(channel);
        channel.attr(key).set(connection);
        beside.add(connection);
        ChannelFuture unused = channel.closeFuture().addListener(closed -> beside.remove(connection));
    }

    @Override
    public void begun(Channel channel, HttpServerRequest request) {
        Connection connection = channel.attr(key).get();
        if (connection != null) {
            connection.begun(request);
        }
    }

    private Set<Connection> watch(EventLoop loop) {
        Set<Connection> own = new HashSet<>();
        ScheduledFuture<?> unused = loop.scheduleWithFixedDelay(
                () -> look(own), SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
        return own;
    }

    private void look(Set<Connection> own) {
        long nowNanos = System.nanoTime();
        // A copy, since those that are closed are taken out at once.
        for (Connection connection : own.toArray(new Connection[0])) {
            switch (connection.look(nowNanos, requestNanos, keepAliveNanos)) {
                case CLOSE -> close(connection.channel);
                case REFUSE_REQUEST -> refuse(connection);
                default -> {}
            }
        }
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

    private static void close(Channel channel) {
        ChannelFuture unused = channel.close();
    }
}
