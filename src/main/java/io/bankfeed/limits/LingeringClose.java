package io.bankfeed.limits;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When the server closes a connection in the middle of a request, tells the client that no more will come, and throws away
 * what it still sends for a while. To close at once would have the network reset the connection, and the client lose the
 * answer that says why (RFC 9112, 9.6). Used on the event loop of its connection alone.
 */
final class LingeringClose extends ChannelDuplexHandler {

    private static final long MAX_MILLIS = 2_000;
    private static final long MAX_BYTES = 1024 * 1024;

    private final Connection connection;
    private @Nullable ScheduledFuture<?> end;
    private long thrownAwayBytes;

    LingeringClose(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (end != null) {
            fulfilWhenClosed(promise, context.channel());
        } else if (connection.isCutShort() && context.channel() instanceof SocketChannel socket && socket.isActive()) {
            linger(context, socket, promise);
        } else {
            ChannelFuture unused = context.close(promise);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (end == null) {
            context.fireChannelRead(message);
            return;
        }
        if (message instanceof ByteBuf bytes) {
            thrownAwayBytes += bytes.readableBytes();
        }
        ReferenceCountUtil.release(message);
        if (thrownAwayBytes > MAX_BYTES) {
            closeNow(context);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (end == null) {
            context.fireChannelReadComplete();
        } else {
            // Whoever stopped reading does not matter any more.
            context.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ScheduledFuture<?> scheduled = end;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        context.fireChannelInactive();
    }

    private void linger(ChannelHandlerContext context, SocketChannel socket, ChannelPromise promise) {
        connection.ending();
        fulfilWhenClosed(promise, socket);
        end = context.executor().schedule(() -> closeNow(context), MAX_MILLIS, TimeUnit.MILLISECONDS);
        ChannelFuture unused = socket.shutdownOutput().addListener(told -> {
            if (told.isSuccess()) {
                context.read();
            } else {
                closeNow(context);
            }
        });
    }

    private static void fulfilWhenClosed(ChannelPromise promise, Channel channel) {
        ChannelFuture unused = channel.closeFuture().addListener(closed -> promise.trySuccess());
    }

    private static void closeNow(ChannelHandlerContext context) {
        ChannelFuture unused = context.close();
    }
}
