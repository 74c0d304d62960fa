package io.bankfeed.security;

import static java.util.Objects.requireNonNull;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Verifies tokens by Quarkus' own mechanism, on a few threads of its own: waiting for an issuer's public keys must not
 * block other threads. Thread-safe.
 */
@Singleton
class Tokens {

    private static final Logger LOG = Logger.getLogger(Tokens.class);

    private static final int THREADS = 4;
    private static final int MAX_WAITING = 1000;
    private static final int MAX_NAME_CHARACTERS = 128;

    /** How long tokens are refused after the issuer's public keys could not be fetched. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final JWTAuthMechanism mechanism;
    private final Executor threads = threads();
    private volatile long unreachableUntilNanos = System.nanoTime();

    Tokens(JWTAuthMechanism mechanism) {
        this.mechanism = mechanism;
    }

    /** The issuer's public keys cannot be fetched, or too many tokens wait for them. */
    static final class UnverifiableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnverifiableException() {
            super("The token cannot be verified", null, false, false);
        }
    }

    /**
     * Verifies the token of a request. To be called on the event loop of the request, which continues there.
     *
     * @return its holder; fails with {@link AuthenticationFailedException} if the token is invalid, and with
     *     {@link UnverifiableException} if that cannot be told
     */
    Uni<SecurityIdentity> verify(RoutingContext context, IdentityProviderManager identities) {
        if (System.nanoTime() - unreachableUntilNanos < 0) {
            return Uni.createFrom().failure(new UnverifiableException());
        }
        Context eventLoop = requireNonNull(Vertx.currentContext());
        return Uni.createFrom()
                .deferred(() -> mechanism.authenticate(context, identities))
                .map(Tokens::named)
                .onFailure(AuthenticationFailedException.class)
                .transform(this::unverifiableIfUnreachable)
                // Otherwise the other mechanism would send the challenge.
                .onItemOrFailure()
                .invoke((holder, failure) -> context.remove(HttpAuthenticationMechanism.class.getName()))
                .runSubscriptionOn(threads)
                .emitOn(task -> eventLoop.runOnContext(ignored -> task.run()))
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new UnverifiableException());
    }

    /** Adds a prefix to the name, so that it cannot be the name of an API key. */
    private static SecurityIdentity named(SecurityIdentity holder) {
        String name = holder.getPrincipal().getName();
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(
                        "token:" + name.substring(0, Math.min(MAX_NAME_CHARACTERS, name.length()))))
                .addRoles(holder.getRoles())
                .build();
    }

    private Throwable unverifiableIfUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                unreachableUntilNanos = System.nanoTime() + RETRY_NANOS;
                LOG.warnf("Tokens cannot be verified: %s", cause.getMessage());
                return new UnverifiableException();
            }
        }
        return failure;
    }

    private static Executor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(MAX_WAITING), task -> {
                    Thread thread = new Thread(task, "token-verifier");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
