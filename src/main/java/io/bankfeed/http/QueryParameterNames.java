package io.bankfeed.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Rejects query parameters that an endpoint does not have, which would otherwise be ignored without a word, and those
 * given more than once. Thread-safe.
 */
public class QueryParameterNames {

    /** Parameters that begin with this are let through: pages add them to get around caches. */
    private static final String IGNORED = "_";

    /** The maximum number of names to report, which keeps the response to an absurd request short. */
    private static final int MAX_ERRORS = 16;

    private static final String UNKNOWN = "is not a parameter here";

    private final Endpoints endpoints;
    private final CurrentVertxRequest current;

    QueryParameterNames(Endpoints endpoints, CurrentVertxRequest current) {
        this.endpoints = endpoints;
        this.current = current;
    }

    @ServerRequestFilter
    public void check(HttpServerRequest request, UriInfo uri) {
        if (request.query() == null) {
            return;
        }
        List<FieldError> errors = errors(
                uri.getQueryParameters(),
                endpoints.at(current.getCurrent().normalizedPath()).queryParameters());
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_PARAMETER, FieldError.sentence(errors), errors);
        }
    }

    static List<FieldError> errors(MultivaluedMap<String, String> query, Set<String> known) {
        List<FieldError> errors = new ArrayList<>();
        query.forEach((name, values) -> {
            String message = error(name, values.size(), known, errors);
            if (message != null && errors.size() < MAX_ERRORS) {
                errors.add(new FieldError(ProblemText.shortened(name), message));
            }
        });
        return errors;
    }

    private static @Nullable String error(String name, int values, Set<String> known, List<FieldError> before) {
        if (known.contains(name)) {
            return values == 1 ? null : "must be given once, but was given " + values + " times";
        }
        // An empty name comes from a stray ampersand.
        if (name.isEmpty() || name.startsWith(IGNORED)) {
            return null;
        }
        String message = known.isEmpty()
                ? UNKNOWN + "; there are none"
                : UNKNOWN + "; " + ProblemText.suggestion(name, known, "parameters");
        // What was said of a name before is not repeated: sixteen lists of all names would be a long answer.
        return before.stream().anyMatch(error -> error.message().equals(message)) ? UNKNOWN : message;
    }
}
