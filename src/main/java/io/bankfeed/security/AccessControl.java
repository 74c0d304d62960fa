package io.bankfeed.security;

import io.bankfeed.http.Paths;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through if its sender proved to be who may send it: 401 if nothing valid was proved, 403 if the role is
 * missing. It stands before all routes, so that a path which nobody thought of is closed. Thread-safe.
 */
@Singleton
public class AccessControl {

    private static final Logger LOG = Logger.getLogger(AccessControl.class);

    /** After the rules for other web sites, whose headers a refusal must have, and before everything else. */
    private static final int AFTER_ORIGINS = 290;

    /** Who is refused is a client too, whose limits come between. */
    private static final int AFTER_LIMITS = 275;

    /** What waits for an issuer's keys keeps nothing else waiting. */
    private static final int THREADS_FOR_TOKENS = 4;

    /** Some 50 µs each, while the issuer's keys are there. */
    private static final int MAX_TOKENS_WAITING = 1000;

    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final String CHALLENGE = "Bearer realm=\"bankfeed\"";
    private static final String RETRY_SECONDS = "5";

    private static final String DECISION = AccessControl.class.getName();

    private final SecurityConfig config;
    private final Authentication authentication;
    private final Problems problems;
    private final Vertx vertx;
    private final AtomicInteger tokensWaiting = new AtomicInteger();

    AccessControl(SecurityConfig config, Authentication authentication, Problems problems, Vertx vertx) {
        this.config = config;
        this.authentication = authentication;
        this.problems = problems;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        if (authentication.isOn()) {
            WorkerExecutor worker = vertx.createSharedWorkerExecutor("bankfeed-tokens", THREADS_FOR_TOKENS);
            filters.register(context -> apply(context, worker), AFTER_ORIGINS);
            filters.register(this::carryOut, AFTER_LIMITS);
        }
    }

    /** Whether a request will be refused, since its sender proved nothing or may not send it. */
    public static boolean isRefused(RoutingContext context) {
        return context.get(DECISION) instanceof Optional<?> refusal && refusal.isPresent();
    }

    private void apply(RoutingContext context, WorkerExecutor worker) {
        HttpServerRequest request = context.request();
        String method = request.method().name();
        String path = Paths.of(context);
        Permission needed = Permission.of(method, path, config);
        if (needed == Permission.OPEN) {
            allow(context);
            return;
        }
        boolean takesTicket = method.equals("GET") && Paths.isStream(path);
        Credentials credentials = Credentials.of(request, takesTicket);
        if (credentials instanceof Credentials.Key key) {
            decide(context, needed, authentication.ofKey(key.text()), "The key is not known.");
        } else if (credentials instanceof Credentials.Ticket ticket) {
            decide(
                    context,
                    needed,
                    authentication.ofTicket(ticket.text()),
                    "The ticket is none, was used already, or has ended; POST /stream/tickets gives a new one.");
        } else if (credentials instanceof Credentials.Token token) {
            decideByToken(context, needed, token.text(), worker);
        } else if (credentials instanceof Credentials.Unusable unusable) {
            refuse(context, refused -> refuseUnusable(refused, unusable));
        } else {
            challenge(
                    context,
                    "",
                    "A key is needed at " + ProblemText.shortened(path) + ", as Authorization: Bearer or as X-API-Key"
                            + (takesTicket ? ", or a ticket as the parameter ticket." : "."));
        }
    }

    private void decideByToken(RoutingContext context, Permission needed, String token, WorkerExecutor worker) {
        if (!authentication.believesTokens()) {
            decide(context, needed, authentication.ofKey(token), "The key is not known.");
            return;
        }
        if (tokensWaiting.incrementAndGet() > MAX_TOKENS_WAITING) {
            tokensWaiting.decrementAndGet();
            refuseForIssuer(context, "So many tokens wait to be verified that this one was not.");
            return;
        }
        context.request().pause();
        worker.executeBlocking(() -> authentication.ofToken(token), false).onComplete(verified -> {
            tokensWaiting.decrementAndGet();
            if (!context.response().closed()) {
                context.request().resume();
                decide(context, needed, verified);
            }
        });
    }

    private void decide(RoutingContext context, Permission needed, AsyncResult<Caller> verified) {
        Throwable failure = verified.cause();
        if (failure == null) {
            decide(context, needed, verified.result(), "");
        } else if (failure instanceof Tokens.InvalidTokenException) {
            decide(context, needed, null, "The token cannot be believed: " + failure.getMessage() + ".");
        } else {
            LOG.warnf("A token could not be verified: %s", failure.getMessage());
            refuseForIssuer(context, "The issuer of tokens cannot be reached, so that this one could not be verified.");
        }
    }

    private void refuseForIssuer(RoutingContext context, String detail) {
        refuse(context, refused -> {
            refused.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            problems.send(refused, ProblemType.ISSUER_UNAVAILABLE, detail);
        });
    }

    private void decide(RoutingContext context, Permission needed, @Nullable Caller caller, String refusal) {
        if (caller == null) {
            challenge(context, ", error=\"invalid_token\"", refusal);
            return;
        }
        caller.enter(context);
        Role role = needed == Permission.OPERATE ? Role.OPERATOR : Role.READER;
        if (caller.may(role)) {
            allow(context);
        } else {
            refuse(context, refused -> forbid(refused, caller, role));
        }
    }

    private void forbid(RoutingContext context, Caller caller, Role role) {
        context.response().putHeader(WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\"");
        problems.send(
                context,
                ProblemType.FORBIDDEN,
                context.request().method().name() + " at " + ProblemText.shortened(context.normalizedPath())
                        + " needs the role " + role.lowerCase() + ", which " + caller.name() + " does not have.");
    }

    private void refuseUnusable(RoutingContext context, Credentials.Unusable unusable) {
        if (unusable.several()) {
            problems.send(context, ProblemType.BAD_REQUEST, unusable.detail());
        } else {
            sendChallenge(context, ", error=\"invalid_request\"", unusable.detail());
        }
    }

    private void challenge(RoutingContext context, String error, String detail) {
        refuse(context, refused -> sendChallenge(refused, error, detail));
    }

    private void sendChallenge(RoutingContext context, String error, String detail) {
        context.response().putHeader(WWW_AUTHENTICATE, CHALLENGE + error);
        problems.send(context, ProblemType.UNAUTHENTICATED, detail);
    }

    private static void allow(RoutingContext context) {
        context.put(DECISION, Optional.empty());
        context.next();
    }

    private static void refuse(RoutingContext context, Consumer<RoutingContext> refusal) {
        context.put(DECISION, Optional.of(refusal));
        context.next();
    }

    /** Without a decision nobody is let through. */
    private void carryOut(RoutingContext context) {
        Optional<Consumer<RoutingContext>> refusal = context.get(DECISION);
        if (refusal == null) {
            sendChallenge(context, "", "A key is needed.");
        } else if (refusal.isPresent()) {
            refusal.get().accept(context);
        } else {
            context.next();
        }
    }
}
