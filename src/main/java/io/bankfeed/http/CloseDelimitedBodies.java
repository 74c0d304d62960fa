package io.bankfeed.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;

/**
 * Delimits HTTP/1.0 bodies without a {@code Content-Length}. Such a body ends where its connection is closed, so the
 * connection is reset instead if it is closed for any other reason, even by the end of the process: otherwise half a
 * body would look complete. See {@code docs/adr/0006-body-writer-for-streams.md}.
 */
@Singleton
final class CloseDelimitedBodies {

    /** Closing the connection resets it, and discards what is still to be sent. */
    private static final int RESET = 0;

    private static final int SEND_ALL = -1;

    void register(@Observes Filters filters) {
        filters.register(CloseDelimitedBodies::apply, FilterOrder.CLOSE_DELIMITED);
    }

    private static void apply(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_1_0) {
            ConnectionBase connection = (ConnectionBase) context.request().connection();
            if (isAwaitingClose(connection.channel())) {
                // A response to this request would become part of the body before it.
                return;
            }
            context.addHeadersEndHandler(ended -> delimit(context, connection));
        }
        context.next();
    }

    private static boolean isAwaitingClose(Channel channel) {
        return !channel.isOpen() || Objects.equals(channel.config().getOption(ChannelOption.SO_LINGER), RESET);
    }

    private static void delimit(RoutingContext context, ConnectionBase connection) {
        HttpServerResponse response = context.response();
        if (response.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || context.request().method().equals(HttpMethod.HEAD)
                || !connection.channel().isOpen()) {
            return;
        }
        response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE).remove("Trailer");
        connection.channel().config().setOption(ChannelOption.SO_LINGER, RESET);
        context.addBodyEndHandler(ended ->
                connection.flush(connection.channel().newPromise().addListener(sent -> {
                    if (sent.isSuccess()) {
                        connection.channel().config().setOption(ChannelOption.SO_LINGER, SEND_ALL);
                        connection.close();
                    }
                })));
    }
}
