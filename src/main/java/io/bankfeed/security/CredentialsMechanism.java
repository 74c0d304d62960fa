package io.bankfeed.security;

import static java.util.Objects.requireNonNull;

import io.bankfeed.http.Endpoints;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.Problems;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a request by its one credential: an API key, a ticket, or a token, which is verified by Quarkus' own
 * mechanism. A request with an invalid credential stays anonymous, so that it counts against the rate limit of its
 * address; it is refused, with the reason, where a role is required. Thread-safe.
 */
@Singleton
final class CredentialsMechanism implements HttpAuthenticationMechanism {

    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final String CHALLENGE = "Bearer realm=\"bankfeed\"";
    private static final String INVALID_TOKEN = ", error=\"invalid_token\"";
    private static final String RETRY_SECONDS = "5";
    private static final int MAX_TOKEN_CHARACTERS = 16 * 1024;

    private static final String REFUSAL = Refusal.class.getName();

    private final Authenticator authenticator;
    private final Tokens tokens;
    private final Endpoints endpoints;
    private final Problems problems;

    CredentialsMechanism(Authenticator authenticator, Tokens tokens, Endpoints endpoints, Problems problems) {
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.endpoints = endpoints;
        this.problems = problems;
    }

    /** @param error appended to the challenge of a 401 */
    private record Refusal(ProblemType type, String error, String detail) {}

    /** Takes precedence over Quarkus' mechanism for tokens, which would parse an API key as a token. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        if (!authenticator.isOn()) {
            return Uni.createFrom().item(authenticator.anonymous());
        }
        Credentials credentials = Credentials.of(context.request(), acceptsTicket(context));
        if (credentials instanceof Credentials.Token token && authenticator.acceptsTokens()) {
            return ofToken(token.text(), context, identities);
        }
        return Uni.createFrom().item(identity(credentials, context));
    }

    private SecurityIdentity identity(Credentials credentials, RoutingContext context) {
        if (credentials instanceof Credentials.Key key) {
            return orRefused(authenticator.ofKey(key.text()), context, "The key is not known.");
        }
        if (credentials instanceof Credentials.Token token) {
            // Tokens are not accepted, so it can only be a key.
            return orRefused(authenticator.ofKey(token.text()), context, "The key is not known.");
        }
        if (credentials instanceof Credentials.Ticket ticket) {
            return orRefused(
                    authenticator.ofTicket(ticket.text()),
                    context,
                    "The ticket is invalid, already used, or expired; request a new one with POST /stream/tickets.");
        }
        if (credentials instanceof Credentials.Unusable unusable) {
            return refused(
                    context,
                    unusable.several()
                            ? new Refusal(ProblemType.BAD_REQUEST, "", unusable.detail())
                            : new Refusal(
                                    ProblemType.UNAUTHENTICATED, ", error=\"invalid_request\"", unusable.detail()));
        }
        return authenticator.anonymous();
    }

    private Uni<SecurityIdentity> ofToken(String token, RoutingContext context, IdentityProviderManager identities) {
        if (token.length() > MAX_TOKEN_CHARACTERS) {
            return Uni.createFrom().item(refused(context, invalid("The token is too long.")));
        }
        return tokens.verify(context, identities)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(() -> refused(
                        context,
                        invalid("The token is invalid: it must be signed by the issuer for this service, and not have"
                                + " expired.")))
                .onFailure(Tokens.UnverifiableException.class)
                .recoverWithItem(() -> refused(
                        context,
                        new Refusal(
                                ProblemType.ISSUER_UNAVAILABLE,
                                "",
                                "The token could not be verified: the public keys of its issuer cannot be fetched.")));
    }

    private SecurityIdentity orRefused(@Nullable SecurityIdentity known, RoutingContext context, String detail) {
        return known == null ? refused(context, invalid(detail)) : known;
    }

    private SecurityIdentity refused(RoutingContext context, Refusal refusal) {
        context.put(REFUSAL, refusal);
        return authenticator.anonymous();
    }

    private static Refusal invalid(String detail) {
        return new Refusal(ProblemType.UNAUTHENTICATED, INVALID_TOKEN, detail);
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        Refusal refusal = context.get(REFUSAL);
        if (refusal == null) {
            refusal = new Refusal(
                    ProblemType.UNAUTHENTICATED,
                    "",
                    "A key is required at " + ProblemText.shortened(context.normalizedPath())
                            + ", in Authorization: Bearer or X-API-Key"
                            + (acceptsTicket(context) ? ", or a ticket in the parameter ticket." : "."));
        }
        if (refusal.type == ProblemType.UNAUTHENTICATED) {
            context.response().putHeader(WWW_AUTHENTICATE, CHALLENGE + refusal.error);
        } else if (refusal.type == ProblemType.ISSUER_UNAVAILABLE) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return Uni.createFrom()
                .completionStage(
                        problems.send(context, refusal.type, refusal.detail).toCompletionStage())
                .replaceWith(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, WWW_AUTHENTICATE, CHALLENGE));
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            if (context.failure() instanceof ForbiddenException
                    && !context.response().headWritten()) {
                forbid(context);
            } else {
                context.next();
            }
        });
    }

    private void forbid(RoutingContext context) {
        SecurityIdentity caller =
                requireNonNull((QuarkusHttpUser) context.user()).getSecurityIdentity();
        Role needed = Role.mayRead(caller) ? Role.OPERATOR : Role.READER;
        context.response().putHeader(WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\"");
        problems.send(
                context,
                ProblemType.FORBIDDEN,
                context.request().method().name() + " at " + ProblemText.shortened(context.normalizedPath())
                        + " needs the role " + needed.lowerCase() + ", which "
                        + caller.getPrincipal().getName() + " does not have.");
    }

    private boolean acceptsTicket(RoutingContext context) {
        HttpServerRequest request = context.request();
        return request.method().name().equals("GET") && endpoints.isStream(context.normalizedPath());
    }
}
