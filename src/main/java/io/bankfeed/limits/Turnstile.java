package io.bankfeed.limits;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets the requests of a connection in one after the other: what a client sends before it is answered, and has taken the
 * answer, stays here and then with the network. The server itself would take in requests, and write answers, without end.
 *
 * <p>When the server closes the connection in the middle of a request, the client is told that there is no more to come,
 * and what it still sends is thrown away for a while. To close at once would have the network reset the connection, and
 * the client lose the answer that says why (RFC 9112, 9.6).
 *
 * <p>It stands where bytes come and go; those of TLS cannot be told apart, and are let in a record at a time. Used on the
 * event loop of its connection alone.
 */
final class Turnstile extends ChannelDuplexHandler {

    /** A common request comes in one piece, and no more than a few of the shortest. */
    private static final int PIECE_BYTES = 512;

    private static final long LINGERING_MILLIS = 2_000;
    private static final long LINGERING_BYTES = 1024 * 1024;

    private final Connection connection;
    private final Deque<ByteBuf> held = new ArrayDeque<>(1);
    private boolean isReadingStopped;
    private @Nullable ScheduledFuture<?> endOfLingering;
    private long thrownAwayBytes;

    Turnstile(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (endOfLingering != null) {
            throwAway(context, message);
            return;
        }
        if (!(message instanceof ByteBuf bytes)
                || (held.isEmpty() && bytes.readableBytes() <= PIECE_BYTES && connection.takesRequests())) {
            context.fireChannelRead(message);
            return;
        }
        held.add(bytes);
        letIn(context);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        connection.measure();
        letInSoon(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        connection.measure();
        letInSoon(context);
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (endOfLingering != null) {
            fulfilWhenClosed(promise, context.channel());
        } else if ((connection.isCutShort() || !held.isEmpty())
                && context.channel() instanceof SocketChannel socket
                && socket.isActive()) {
            linger(context, socket, promise);
        } else {
            ChannelFuture unused = context.close(promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        releaseHeld();
        ScheduledFuture<?> end = endOfLingering;
        if (end != null) {
            end.cancel(false);
        }
        context.fireChannelInactive();
    }

    private void linger(ChannelHandlerContext context, SocketChannel socket, ChannelPromise promise) {
        connection.ending();
        releaseHeld();
        fulfilWhenClosed(promise, socket);
        endOfLingering = context.executor().schedule(() -> end(context), LINGERING_MILLIS, TimeUnit.MILLISECONDS);
        ChannelFuture unused = socket.shutdownOutput().addListener(told -> {
            if (told.isSuccess()) {
                socket.config().setAutoRead(true);
            } else {
                end(context);
            }
        });
    }

    private static void fulfilWhenClosed(ChannelPromise promise, Channel channel) {
        ChannelFuture unused = channel.closeFuture().addListener(closed -> promise.trySuccess());
    }

    private static void end(ChannelHandlerContext context) {
        ChannelFuture unused = context.close();
    }

    private void throwAway(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            thrownAwayBytes += bytes.readableBytes();
        }
        ReferenceCountUtil.release(message);
        if (thrownAwayBytes > LINGERING_BYTES) {
            end(context);
        }
    }

    private void releaseHeld() {
        held.forEach(ByteBuf::release);
        held.clear();
    }

    /** Not at once: the server is in the middle of the answer that makes room. */
    private void letInSoon(ChannelHandlerContext context) {
        if (!held.isEmpty() && connection.takesRequests()) {
            context.executor().execute(() -> {
                letIn(context);
                context.fireChannelReadComplete();
            });
        }
    }

    private void letIn(ChannelHandlerContext context) {
        ByteBuf first = held.peek();
        while (first != null && connection.takesRequests()) {
            if (first.readableBytes() > PIECE_BYTES) {
                context.fireChannelRead(first.readRetainedSlice(PIECE_BYTES));
            } else {
                context.fireChannelRead(held.remove());
            }
            first = held.peek();
        }
        readOrStop(context.channel().config());
    }

    private void readOrStop(ChannelConfig config) {
        if (!held.isEmpty() && config.isAutoRead()) {
            isReadingStopped = true;
            config.setAutoRead(false);
        } else if (held.isEmpty() && isReadingStopped) {
            isReadingStopped = false;
            config.setAutoRead(true);
        }
    }
}
