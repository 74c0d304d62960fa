package io.bankfeed.limits;

import io.bankfeed.http.BodyLimit;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Tells a connection of each request that came to its end, which the server holds back of one that has to wait. Of a body
 * that did not say its length the server is given one byte more than any may have, and then its end, so that it is refused
 * as too large; the rest is thrown away. Used on the event loop of its connection alone.
 */
final class EndOfRequests extends ChannelInboundHandlerAdapter {

    private static final int MAX_BODY_BYTES = BodyLimit.LARGEST_BYTES + 1;

    private final Connection connection;
    private boolean isChunked;
    private int bodyBytes;

    /** @param isChunked whether the body of the request that is being read does not say its length */
    EndOfRequests(Connection connection, boolean isChunked) {
        this.connection = connection;
        this.isChunked = isChunked;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest head) {
            isChunked = HttpUtil.isTransferEncodingChunked(head);
            bodyBytes = 0;
        }
        if (message instanceof LastHttpContent) {
            connection.received();
        }
        if (isChunked && message instanceof HttpContent content) {
            readChunk(context, content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void readChunk(ChannelHandlerContext context, HttpContent content) {
        ByteBuf bytes = content.content();
        int room = MAX_BODY_BYTES - bodyBytes;
        if (bytes.readableBytes() < room) {
            bodyBytes += bytes.readableBytes();
            context.fireChannelRead(content);
            return;
        }
        if (room > 0) {
            bodyBytes = MAX_BODY_BYTES;
            context.fireChannelRead(new DefaultHttpContent(bytes.readRetainedSlice(room)));
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        ReferenceCountUtil.release(content);
    }
}
