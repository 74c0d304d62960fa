package io.bankfeed.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * What a request is called in problems, logs and answers: as the client called it in {@code X-Request-Id}, or by a name that
 * is made when one is needed, since most requests need none. Thread-safe.
 */
@Singleton
final class RequestIds {

    static final String HEADER = "X-Request-Id";

    /** Before every filter that may refuse. */
    private static final int BEFORE_ALL_FILTERS = 400;

    private static final Pattern TAKEN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int PREFIX_CHARACTERS = 8;

    /** Tells the requests of one start from those of another. */
    private final String prefix = UUID.randomUUID().toString().substring(0, PREFIX_CHARACTERS) + '-';

    private final AtomicLong made = new AtomicLong();

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    // Whoever gave a name gets it back; one that is no name is told another by it.
                    if (context.request().headers().contains(HEADER)) {
                        of(context.request());
                    }
                    context.next();
                },
                BEFORE_ALL_FILTERS);
    }

    /** The id of a request, always the same, which its answer has as a header from then on. */
    String of(HttpServerRequest request) {
        String id = request.response().headers().get(HEADER);
        if (id == null) {
            String asked = request.getHeader(HEADER);
            id = asked != null && TAKEN.matcher(asked).matches() ? asked : prefix + made.incrementAndGet();
            request.response().putHeader(HEADER, id);
        }
        return id;
    }
}
