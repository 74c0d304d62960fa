package io.bankfeed.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers what is no HTTP with a problem. The server has a handler for such requests, but Quarkus keeps the server to
 * itself; what it does hand out is each request as it begins, to metrics, and this is before that handler is called. So
 * the metrics that are configured are wrapped. What comes too slowly to be a request at all is for the watcher of
 * connections, which is told of them here. Thread-safe.
 */
@Singleton
final class MalformedRequests implements VertxOptionsCustomizer {

    /** What the decoder puts in place of a path that it could not read. */
    private static final String UNREADABLE = "/bad-request";

    private final Provider<Problems> problems;
    private final ConnectionWatcher connections;
    private final int mostOfLine;
    private final MemorySize mostOfHeaders;

    MalformedRequests(
            Provider<Problems> problems,
            ConnectionWatcher connections,
            @ConfigProperty(name = "quarkus.http.limits.max-initial-line-length", defaultValue = "4096") int mostOfLine,
            @ConfigProperty(name = "quarkus.http.limits.max-header-size") MemorySize mostOfHeaders) {
        this.problems = problems;
        this.connections = connections;
        this.mostOfLine = mostOfLine;
        this.mostOfHeaders = mostOfHeaders;
    }

    @Override
    public void accept(VertxOptions options) {
        MetricsOptions metrics = options.getMetricsOptions();
        Consumer<HttpRequest> watcher = this::begun;
        VertxMetricsFactory factory = metrics == null || !metrics.isEnabled() ? null : metrics.getFactory();
        options.setMetricsOptions(
                new MetricsOptions() {
                    @Override
                    public VertxMetricsFactory getFactory() {
                        return new VertxMetricsFactory() {
                            @Override
                            public void init(VertxBuilder builder) {
                                VertxMetricsFactory.super.init(builder);
                                watchConnections(builder);
                            }

                            @Override
                            public VertxMetrics metrics(VertxOptions all) {
                                return new WatchedServer(factory == null ? null : factory.metrics(all), watcher);
                            }
                        };
                    }
                }.setEnabled(true));
    }

    /** A native transport has connections of its own; Quarkus uses none unless it is told to. */
    private void watchConnections(VertxBuilder builder) {
        if (builder.findTransport().getClass() == JDKTransport.class) {
            builder.findTransport(new WatchedTransport(connections));
        }
    }

    private void begun(HttpRequest request) {
        if (request instanceof HttpServerRequest received
                && received.connection() instanceof HttpServerConnection connection) {
            connections.begun(connection.channel(), received);
            if (received.decoderResult().isFailure()) {
                connection.invalidRequestHandler(this::refuse);
            } else if (!WireUrl.isValid(received.uri())) {
                connection.handler(this::refuseUrl);
            }
        }
    }

    /** What Quarkus would refuse without saying why. */
    private void refuseUrl(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problems.get()
                .send(request, ProblemType.BAD_REQUEST, Problems.URL, "/")
                .onComplete(sent -> request.connection().close());
    }

    private void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        ProblemType type = ProblemType.BAD_REQUEST;
        String detail = "The request must be well-formed HTTP/1.1, from its first line to the end of its headers.";
        if (cause instanceof TooLongHttpLineException) {
            type = ProblemType.URL_TOO_LONG;
            detail = "The first line, with the URL, must be at most " + mostOfLine
                    + " bytes; the service reads no more of this one.";
        } else if (cause instanceof TooLongHttpHeaderException) {
            type = ProblemType.HEADERS_TOO_LARGE;
            detail = "All headers together must be at most " + mostOfHeaders.asLongValue()
                    + " bytes; the service reads no more of these.";
        }
        String path = request.path();
        problems.get().send(request, type, detail, path == null || path.equals(UNREADABLE) ? "/" : path);
    }
}
