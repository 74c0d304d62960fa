package io.bankfeed.streaming;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream of encoded buffers. A {@code Multi} returned by a resource would be encoded again for each
 * subscriber; this writes the shared bytes as they are, and requests the next buffer when the connection can take one.
 */
@Provider
public class StreamedBodyWriter implements ServerMessageBodyWriter<StreamedBody> {

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == StreamedBody.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == StreamedBody.class;
    }

    @Override
    public void writeResponse(StreamedBody stream, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        request.suspend();
        HttpServerResponse response = request.unwrap(RoutingContext.class).response();
        context.serverResponse().setChunked(true);
        // Unlike a write to the Vert.x response, this sends the headers that the resource has set.
        context.serverResponse().write(stream.preamble().getBytes());
        Connection connection = new Connection(request, response, stream.trailers());
        context.serverResponse().addCloseHandler(connection::cancel);
        stream.rest().subscribe().withSubscriber(connection);
    }

    @Override
    public void writeTo(
            StreamedBody stream,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> httpHeaders,
            OutputStream entityStream) {
        throw new UnsupportedOperationException("Streams are only written without blocking");
    }

    /** Only used on the connection's event loop. */
    private static final class Connection implements Flow.Subscriber<Buffer> {

        private final ResteasyReactiveRequestContext request;
        private final HttpServerResponse response;
        private final Supplier<Map<String, String>> trailers;
        private Flow.@Nullable Subscription subscription;

        private Connection(
                ResteasyReactiveRequestContext request,
                HttpServerResponse response,
                Supplier<Map<String, String>> trailers) {
            this.request = request;
            this.response = response;
            this.trailers = trailers;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            if (response.closed()) {
                newSubscription.cancel();
            } else {
                requestNext();
            }
        }

        @Override
        public void onNext(Buffer buffer) {
            if (response.closed()) {
                cancel();
                return;
            }
            // Without a future: nothing would wait for it, and every subscriber would pay for it.
            response.write(buffer, null);
            requestNext();
        }

        // Nothing waits for the connection to be closed.
        @SuppressWarnings("FutureReturnValueIgnored")
        @Override
        public void onError(Throwable failure) {
            // The missing last chunk, or the reset over HTTP/1.0, tells the client that the stream is incomplete.
            HttpConnection connection =
                    request.unwrap(RoutingContext.class).request().connection();
            if (response.streamId() < 0 && connection instanceof ConnectionBase http1) {
                // Bypasses all handlers: Vert.x would first send what a slow client does not read, and TLS would
                // announce a regular end.
                http1.channel().pipeline().firstContext().close();
            } else {
                response.reset();
            }
            request.close();
        }

        @Override
        public void onComplete() {
            if (!response.closed()) {
                trailers.get().forEach(response::putTrailer);
                response.end();
            }
            request.close();
        }

        private void requestNext() {
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> request(1));
            } else {
                request(1);
            }
        }

        private void request(long count) {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.request(count);
            }
        }

        private void cancel() {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
        }
    }
}
