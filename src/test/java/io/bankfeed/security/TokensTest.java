package io.bankfeed.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final RoutingContext REQUEST = (RoutingContext) Proxy.newProxyInstance(
            TokensTest.class.getClassLoader(), new Class<?>[] {RoutingContext.class}, (proxy, method, args) -> null);

    private final Vertx vertx = Vertx.vertx();
    private final List<String> threads = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void tokensAreVerifiedOnThreadsOfTheirOwn() {
        Tokens tokens = tokens(() -> Authenticator.identity("alice", Set.of(Role.READER)));

        assertThat(verify(tokens).getPrincipal().getName()).isEqualTo("token:alice");
        assertThat(threads).containsExactly("token-verifier");
    }

    @Test
    void anUnreachableIssuerIsNotAskedAgainImmediately() {
        Tokens tokens = tokens(() -> {
            throw new AuthenticationFailedException(new IllegalStateException(new IOException("refused")));
        });

        assertThat(catchThrowable(() -> verify(tokens))).hasRootCauseInstanceOf(Tokens.UnverifiableException.class);
        assertThat(catchThrowable(() -> verify(tokens))).hasRootCauseInstanceOf(Tokens.UnverifiableException.class);
        assertThat(threads).hasSize(1);
    }

    @Test
    void anInvalidTokenDoesNotAffectOthers() {
        Tokens tokens = tokens(() -> {
            throw new AuthenticationFailedException("expired");
        });

        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowable(() -> verify(tokens)))
                    .hasRootCauseInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(threads).hasSize(2);
    }

    private Tokens tokens(Supplier<SecurityIdentity> result) {
        return new Tokens(new JWTAuthMechanism(null) {
            @Override
            public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
                threads.add(Thread.currentThread().getName());
                return Uni.createFrom().item(result);
            }
        });
    }

    /** As on the event loop of a request. */
    private SecurityIdentity verify(Tokens tokens) {
        CompletableFuture<SecurityIdentity> holder = new CompletableFuture<>();
        vertx.runOnContext(ignored ->
                tokens.verify(REQUEST, null).subscribe().with(holder::complete, holder::completeExceptionally));
        return holder.join();
    }
}
