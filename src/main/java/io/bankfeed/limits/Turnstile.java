package io.bankfeed.limits;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets the requests of a connection in one after the other: what a client sends before it is answered, and has taken the
 * answer, stays here and then with the network. The server itself would take in requests, and write answers, without end.
 * It stands where bytes come and go; those of TLS cannot be told apart, and are let in a record at a time. Used on the
 * event loop of its connection alone.
 */
final class Turnstile extends ChannelDuplexHandler {

    /** A common request comes in one piece, and no more than a few of the shortest. */
    private static final int PIECE_BYTES = 512;

    private final Connection connection;
    private final Deque<ByteBuf> held = new ArrayDeque<>(1);
    private boolean isReadingStopped;

    Turnstile(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
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
    public void channelInactive(ChannelHandlerContext context) {
        held.forEach(ByteBuf::release);
        held.clear();
        context.fireChannelInactive();
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
