package io.bankfeed.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Stops reading from an HTTP/1 connection while too many of its requests wait for earlier responses, such as a stream. The
 * server would read and queue them without limit. Used on the event loop of its connection only.
 */
final class PipelineLimit extends ChannelDuplexHandler {

    private static final int MAX_WAITING = 32;
    private static final int FIRST_FINAL_STATUS = 200;

    /** Requests whose response has not begun. The first was read before this handler was added. */
    private int waiting = 1;

    private boolean isStopped;

    PipelineLimit() {}

    /** Adds the limit to a connection that does not have it yet. */
    static void add(ConnectionBase connection) {
        ChannelPipeline pipeline = connection.channel().pipeline();
        if (pipeline.get(PipelineLimit.class) == null) {
            pipeline.addBefore(pipeline.lastContext().name(), null, new PipelineLimit());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest && ++waiting > MAX_WAITING) {
            isStopped = true;
            context.channel().config().setAutoRead(false);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && response.status().code() >= FIRST_FINAL_STATUS) {
            waiting--;
            if (isStopped && waiting <= MAX_WAITING) {
                isStopped = false;
                context.channel().config().setAutoRead(true);
            }
        }
        ChannelFuture unused = context.write(message, promise);
    }
}
