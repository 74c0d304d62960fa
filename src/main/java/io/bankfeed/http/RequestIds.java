package io.bankfeed.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The id of a request in problems, logs and responses: the client's {@code X-Request-Id}, or else an id that is
 * generated on first use, since most requests need none. Thread-safe.
 */
@Singleton
final class RequestIds {

    static final String HEADER = "X-Request-Id";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int PREFIX_CHARACTERS = 8;

    /** Distinguishes the requests of different runs of the service. */
    private final String prefix = UUID.randomUUID().toString().substring(0, PREFIX_CHARACTERS) + '-';

    private final AtomicLong generated = new AtomicLong();

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    repeat(context.request());
                    context.next();
                },
                FilterOrder.REQUEST_ID);
    }

    /** Gives a client that sent an id the same one back, or a generated one if it was invalid. */
    void repeat(HttpServerRequest request) {
        if (request.headers().contains(HEADER)) {
            String unused = of(request);
        }
    }

    /** The id of a request, always the same, which is also added to the response headers. */
    String of(HttpServerRequest request) {
        String id = request.response().headers().get(HEADER);
        if (id == null) {
            String sent = request.getHeader(HEADER);
            id = sent != null && VALID.matcher(sent).matches() ? sent : prefix + generated.incrementAndGet();
            request.response().putHeader(HEADER, id);
        }
        return id;
    }
}
