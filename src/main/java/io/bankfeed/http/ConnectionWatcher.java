package io.bankfeed.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;

/** Is told what happens at the connections of the HTTP servers, on the event loop of each. */
public interface ConnectionWatcher {

    /** A client connected, and may not have sent anything yet. */
    void accepted(Channel connection);

    /** The head of a request was read, and the one before it on an HTTP/1 connection is answered. */
    void begun(Channel connection, HttpServerRequest request);
}
