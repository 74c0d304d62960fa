package io.bankfeed.limits;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;

/** Tells a connection of each request that came to its end, which the server holds back of one that has to wait. */
final class EndOfRequests extends ChannelInboundHandlerAdapter {

    private final Connection connection;

    EndOfRequests(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent) {
            connection.received();
        }
        context.fireChannelRead(message);
    }
}
