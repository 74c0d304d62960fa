package io.bankfeed.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;

/**
 * The transport as it is, with a look at each connection that is accepted. The server itself tells of a connection with
 * its first request only.
 */
final class WatchedTransport extends JDKTransport {

    private final ConnectionWatcher watcher;

    WatchedTransport(ConnectionWatcher watcher) {
        this.watcher = watcher;
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(new Door());
    }

    /** Stands at the server's own channel, which reads connections. */
    private final class Door extends ChannelInboundHandlerAdapter {

        private final ChannelInitializer<Channel> announcement = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel connection) {
                watcher.accepted(connection);
            }
        };

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addFirst(announcement);
            }
            context.fireChannelRead(accepted);
        }
    }
}
