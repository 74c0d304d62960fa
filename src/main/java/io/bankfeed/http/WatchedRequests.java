package io.bankfeed.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.util.function.Consumer;

/** The metrics of one HTTP server as they are, with a look at each request that begins. */
final class WatchedRequests<R, W, S> implements HttpServerMetrics<R, W, S> {

    private final HttpServerMetrics<R, W, S> metrics;
    private final Consumer<HttpRequest> watcher;

    WatchedRequests(HttpServerMetrics<R, W, S> metrics, Consumer<HttpRequest> watcher) {
        this.metrics = metrics;
        this.watcher = watcher;
    }

    @Override
    public R requestBegin(S socket, HttpRequest request) {
        watcher.accept(request);
        return metrics.requestBegin(socket, request);
    }

    @Override
    public void requestEnd(R measured, HttpRequest request, long bytesRead) {
        metrics.requestEnd(measured, request, bytesRead);
    }

    @Override
    public void requestReset(R measured) {
        metrics.requestReset(measured);
    }

    @Override
    public void requestRouted(R measured, String route) {
        metrics.requestRouted(measured, route);
    }

    @Override
    public void responseBegin(R measured, HttpResponse response) {
        metrics.responseBegin(measured, response);
    }

    @Override
    public R responsePushed(S socket, HttpMethod method, String uri, HttpResponse response) {
        return metrics.responsePushed(socket, method, uri, response);
    }

    @Override
    public void responseEnd(R measured, HttpResponse response, long bytesWritten) {
        metrics.responseEnd(measured, response, bytesWritten);
    }

    @Override
    public W connected(S socket, R measured, ServerWebSocket webSocket) {
        return metrics.connected(socket, measured, webSocket);
    }

    @Override
    public void disconnected(W webSocket) {
        metrics.disconnected(webSocket);
    }

    @Override
    public S connected(SocketAddress address, String name) {
        return metrics.connected(address, name);
    }

    @Override
    public void disconnected(S socket, SocketAddress address) {
        metrics.disconnected(socket, address);
    }

    @Override
    public void bytesRead(S socket, SocketAddress address, long bytes) {
        metrics.bytesRead(socket, address, bytes);
    }

    @Override
    public void bytesWritten(S socket, SocketAddress address, long bytes) {
        metrics.bytesWritten(socket, address, bytes);
    }

    @Override
    public void exceptionOccurred(S socket, SocketAddress address, Throwable failure) {
        metrics.exceptionOccurred(socket, address, failure);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
