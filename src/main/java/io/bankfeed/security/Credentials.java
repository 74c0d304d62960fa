package io.bankfeed.security;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The credential that a request carries. */
sealed interface Credentials {

    String API_KEY_HEADER = "X-API-Key";

    String TICKET_PARAMETER = "ticket";

    record None() implements Credentials {}

    record Key(String text) implements Credentials {}

    /** A signed JSON Web Token. */
    record Token(String text) implements Credentials {}

    /** A ticket, which only streams accept. */
    record Ticket(String text) implements Credentials {}

    /** More than one credential, or one of an unsupported kind. */
    record Unusable(String detail, boolean several) implements Credentials {}

    /**
     * Reads the credential of a request.
     *
     * @param acceptsTicket whether the endpoint accepts a ticket
     */
    static Credentials of(HttpServerRequest request, boolean acceptsTicket) {
        List<String> authorizations = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        List<String> keys = request.headers().getAll(API_KEY_HEADER);
        List<String> tickets = acceptsTicket ? request.params().getAll(TICKET_PARAMETER) : List.of();
        int count = authorizations.size() + keys.size() + tickets.size();
        if (count > 1) {
            return new Unusable(
                    "A request must carry one credential: Authorization, X-API-Key or a ticket, but this one had "
                            + count + ".",
                    true);
        }
        if (!keys.isEmpty()) {
            return new Key(keys.get(0));
        }
        if (!tickets.isEmpty()) {
            return new Ticket(tickets.get(0));
        }
        return authorizations.isEmpty() ? new None() : Bearer.of(authorizations.get(0));
    }

    /** Parses the header {@code Authorization}. */
    final class Bearer {

        private static final Pattern SCHEME = Pattern.compile("(?i)Bearer +([^ ]+) *");

        /** Three Base64URL parts; the last, the signature, is empty where the algorithm is {@code none}. */
        private static final Pattern SIGNED_TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

        private Bearer() {}

        private static Credentials of(String authorization) {
            Matcher bearer = SCHEME.matcher(authorization);
            if (!bearer.matches()) {
                return new Unusable("The header Authorization must be Bearer followed by a key or a token.", false);
            }
            String text = bearer.group(1);
            return SIGNED_TOKEN.matcher(text).matches() ? new Token(text) : new Key(text);
        }
    }
}
