package io.bankfeed.http;

import io.quarkus.vertx.http.runtime.ExtendedQuarkusVertxHttpMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.DatagramSocketMetrics;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Metrics as they are, with a look at each request that an HTTP server begins to handle. */
final class WatchedServer implements VertxMetrics, ExtendedQuarkusVertxHttpMetrics {

    private final VertxMetrics metrics;
    private final Consumer<HttpRequest> watcher;

    /** @param metrics null if nothing is measured */
    WatchedServer(@Nullable VertxMetrics metrics, Consumer<HttpRequest> watcher) {
        this.metrics = metrics == null ? new VertxMetrics() {} : metrics;
        this.watcher = watcher;
    }

    @Override
    public ConnectionTracker getHttpConnectionTracker() {
        return metrics instanceof ExtendedQuarkusVertxHttpMetrics extended
                ? extended.getHttpConnectionTracker()
                : NOOP_CONNECTION_TRACKER;
    }

    @Override
    public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions options, SocketAddress address) {
        HttpServerMetrics<?, ?, ?> measured = metrics.createHttpServerMetrics(options, address);
        return measured == null
                ? new WatchedRequests<>(new HttpServerMetrics<Object, Object, Object>() {}, watcher)
                : new WatchedRequests<>(measured, watcher);
    }

    @Override
    public EventBusMetrics<?> createEventBusMetrics() {
        return metrics.createEventBusMetrics();
    }

    @Override
    public ClientMetrics<?, ?, ?, ?> createClientMetrics(SocketAddress address, String type, String namespace) {
        return metrics.createClientMetrics(address, type, namespace);
    }

    @Override
    public HttpClientMetrics<?, ?, ?, ?> createHttpClientMetrics(HttpClientOptions options) {
        return metrics.createHttpClientMetrics(options);
    }

    @Override
    public TCPMetrics<?> createNetServerMetrics(NetServerOptions options, SocketAddress address) {
        return metrics.createNetServerMetrics(options, address);
    }

    @Override
    public TCPMetrics<?> createNetClientMetrics(NetClientOptions options) {
        return metrics.createNetClientMetrics(options);
    }

    @Override
    public DatagramSocketMetrics createDatagramSocketMetrics(DatagramSocketOptions options) {
        return metrics.createDatagramSocketMetrics(options);
    }

    @Override
    public PoolMetrics<?> createPoolMetrics(String type, String name, int size) {
        return metrics.createPoolMetrics(type, name, size);
    }

    @Override
    public void vertxCreated(Vertx vertx) {
        metrics.vertxCreated(vertx);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
