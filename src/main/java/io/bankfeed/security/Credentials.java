package io.bankfeed.security;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request brought to prove who sends it. */
sealed interface Credentials {

    String API_KEY_HEADER = "X-API-Key";

    String TICKET_PARAMETER = "ticket";

    /** Nothing. */
    record None() implements Credentials {}

    /** A key. */
    record Key(String text) implements Credentials {}

    /** A signed token of an OpenID Connect server. */
    record Token(String text) implements Credentials {}

    /** A ticket, which only streams take. */
    record Ticket(String text) implements Credentials {}

    /** More than one, or of a kind that is not taken. */
    record Unusable(String detail, boolean several) implements Credentials {}

    /**
     * Reads what a request brought.
     *
     * @param takesTicket whether the path that is asked for takes a ticket
     */
    static Credentials of(HttpServerRequest request, boolean takesTicket) {
        List<String> authorizations = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        List<String> keys = request.headers().getAll(API_KEY_HEADER);
        List<String> tickets = takesTicket ? request.params().getAll(TICKET_PARAMETER) : List.of();
        int count = authorizations.size() + keys.size() + tickets.size();
        if (count > 1) {
            return new Unusable(
                    "A request proves its sender once: by Authorization, by X-API-Key or by a ticket, but this one had "
                            + count + " of them.",
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

    /** What stands in the header {@code Authorization}. */
    final class Bearer {

        private static final Pattern SCHEME = Pattern.compile("(?i)Bearer +([^ ]+) *");

        /** Three parts of Base64URL, of which the last, the signature, is empty where the algorithm is {@code none}. */
        private static final Pattern SIGNED_TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

        private Bearer() {}

        private static Credentials of(String authorization) {
            Matcher bearer = SCHEME.matcher(authorization);
            if (!bearer.matches()) {
                return new Unusable("The header Authorization must be Bearer, a space, and a key or a token.", false);
            }
            String text = bearer.group(1);
            return SIGNED_TOKEN.matcher(text).matches() ? new Token(text) : new Key(text);
        }
    }
}
