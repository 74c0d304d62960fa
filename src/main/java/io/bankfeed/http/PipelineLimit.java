package io.bankfeed.http;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Decides whether an HTTP/1 connection is read: not while a response waits for its client, nor while too many requests
 * wait for earlier responses, such as a stream. The server would read and queue requests without limit. Used on the
 * event loop of its connection only.
 */
final class PipelineLimit extends ChannelDuplexHandler {

    private static final int MAX_WAITING = 32;
    private static final int FIRST_FINAL_STATUS = 200;

    private final ChannelConfig connection;

    /** Requests whose response has not begun. The first was read before this handler was added. */
    private int waiting = 1;

    private boolean isHeld;
    private boolean isStopped;

    PipelineLimit(ChannelConfig connection) {
        this.connection = connection;
    }

    /** The limit of a connection, which is added if it has none yet. */
    static PipelineLimit of(ConnectionBase connection) {
        ChannelPipeline pipeline = connection.channel().pipeline();
        PipelineLimit limit = pipeline.get(PipelineLimit.class);
        if (limit == null) {
            limit = new PipelineLimit(connection.channel().config());
            pipeline.addBefore(pipeline.lastContext().name(), null, limit);
        }
        return limit;
    }

    /** Stops reading until {@link #release}. */
    void hold() {
        isHeld = true;
        update();
    }

    void release() {
        isHeld = false;
        update();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            waiting++;
            update();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && response.status().code() >= FIRST_FINAL_STATUS) {
            waiting--;
            update();
        }
        ChannelFuture unused = context.write(message, promise);
    }

    /** Leaves the connection alone unless the decision changes, since the server stops and resumes it for bodies. */
    private void update() {
        boolean stop = isHeld || waiting > MAX_WAITING;
        if (stop != isStopped) {
            isStopped = stop;
            connection.setAutoRead(!stop);
        }
    }
}
