package io.bankfeed.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankfeed.security.Tokens.InvalidTokenException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private final TokenIssuer issuer = new TokenIssuer();
    private final AtomicLong nanoTime = new AtomicLong();
    private final Tokens tokens = tokens("groups");

    @AfterEach
    void closeIssuer() {
        issuer.close();
    }

    @Test
    void aTokenOfTheIssuerIsItsSubjects() throws Exception {
        assertThat(tokens.verify(issuer.token("alice", "operator", "somewhere-else-admin")))
                .isEqualTo(new Caller("token:alice", Set.of(Role.OPERATOR)));
        assertThat(tokens.verify(issuer.token("bob", "reader")).roles()).containsExactly(Role.READER);
        assertThat(tokens.verify(issuer.token("carol")).roles()).isEmpty();
    }

    @Test
    void theIssuerIsAskedOnceForItsKeys() throws Exception {
        for (int i = 0; i < 20; i++) {
            tokens.verify(issuer.token("alice", "reader"));
        }

        assertThat(issuer.asked()).isEqualTo(2);
    }

    @Test
    void theRolesMayStandInAClaimWithinAClaimOrInAText() throws Exception {
        Tokens keycloak = tokens("realm_access/roles");
        Tokens scopes = tokens("scope");

        assertThat(keycloak.verify(issuer.token(
                                "alice",
                                claims -> claims.setClaim("realm_access", Map.of("roles", List.of("operator")))))
                        .roles())
                .containsExactly(Role.OPERATOR);
        assertThat(scopes.verify(issuer.token("alice", claims -> claims.setClaim("scope", "openid reader")))
                        .roles())
                .containsExactly(Role.READER);
        assertThat(keycloak.verify(issuer.token("alice", claims -> claims.setClaim("realm_access", 7)))
                        .roles())
                .isEmpty();
    }

    @Test
    void aTokenThatNobodyShouldBelieveIsRefusedByItsFault() {
        refused("it has expired", claims -> claims.setExpirationTime(inMinutes(-5)));
        refused("it has no end, exp", claims -> claims.unsetClaim("exp"));
        refused("it is not valid yet", claims -> claims.setNotBefore(inMinutes(5)));
        refused("it is of another issuer", claims -> claims.setIssuer("https://evil.example"));
        refused("it is meant for another audience", claims -> claims.setAudience("elsewhere"));
        refused("it has no audience, aud", claims -> claims.unsetClaim("aud"));
        refused("it has no subject, sub", claims -> claims.unsetClaim("sub"));
        refused("its signature is not the issuer's", issuer.forged("alice", "operator"));
    }

    @Test
    void anAlgorithmThatTheIssuerCannotMeanIsRefused() {
        String fault = "it is none, or not signed by a key and an algorithm of the issuer";

        refused(fault, issuer.unsigned("alice", "operator"));
        refused(fault, issuer.confused("alice", "operator"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "e30.e30.", "..", "eyJhbGciOiJSUzI1NiJ9.bm8ganNvbg.AAAA"})
    void rubbishIsRefused(String token) {
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void aTokenThatIsTooLongIsRefused() {
        refused("it is longer than 16384 characters", "x".repeat(16_385));
    }

    @Test
    void aLongSubjectIsShortened() throws Exception {
        assertThat(tokens.verify(issuer.token("s".repeat(1000), "reader")).name())
                .hasSize("token:".length() + 128);
    }

    @Test
    void anIssuerThatIsNotThereIsNotTheTokensFaultAndAskedAgainLater() throws Exception {
        String token = issuer.token("alice", "reader");
        TokenIssuer other = new TokenIssuer();
        URI gone = URI.create(other.url());
        other.close();
        Tokens ofGone = new Tokens(
                gone.toString(),
                TokenIssuer.AUDIENCE,
                "groups",
                new IssuerKeys(gone, IssuerKeys.BETWEEN_FETCHES, nanoTime::get));

        assertThatIOException().isThrownBy(() -> ofGone.verify(token));
        assertThatIOException().isThrownBy(() -> ofGone.verify(token));
        nanoTime.addAndGet(6_000_000_000L);
        assertThatIOException().isThrownBy(() -> ofGone.verify(token));
    }

    @Test
    void metadataOfAnotherIssuerIsNotTaken() {
        URI alias = URI.create(issuer.url().replace("localhost", "127.0.0.1"));
        Tokens ofAlias = new Tokens(
                alias.toString(),
                TokenIssuer.AUDIENCE,
                "groups",
                new IssuerKeys(alias, IssuerKeys.BETWEEN_FETCHES, nanoTime::get));

        assertThatIOException()
                .isThrownBy(() -> ofAlias.verify(issuer.token("alice", "reader")))
                .withStackTraceContaining("is of another issuer");
    }

    @Test
    void madeUpKeysDoNotHaveTheIssuerAskedAgainAndAgain() throws IOException, InvalidTokenException {
        tokens.verify(issuer.token("alice", "reader"));
        issuer.changeKey("made-up");

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> tokens.verify(issuer.token("alice", "reader")))
                    .isInstanceOf(InvalidTokenException.class);
        }
        assertThat(issuer.asked()).isEqualTo(2);
    }

    @Test
    void aKeyThatTheIssuerChangedToIsFetched() throws Exception {
        URI url = URI.create(issuer.url());
        Tokens eager = new Tokens(
                issuer.url(), TokenIssuer.AUDIENCE, "groups", new IssuerKeys(url, Duration.ZERO, nanoTime::get));
        eager.verify(issuer.token("alice", "reader"));
        issuer.changeKey("second");

        assertThat(eager.verify(issuer.token("alice", "reader")).name()).isEqualTo("token:alice");
    }

    private Tokens tokens(String rolesClaim) {
        return new Tokens(
                issuer.url(),
                TokenIssuer.AUDIENCE,
                rolesClaim,
                new IssuerKeys(URI.create(issuer.url()), IssuerKeys.BETWEEN_FETCHES, nanoTime::get));
    }

    private void refused(String fault, Consumer<JwtClaims> change) {
        refused(fault, issuer.token("alice", change));
    }

    private void refused(String fault, String token) {
        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage(fault);
    }

    private static NumericDate inMinutes(int minutes) {
        NumericDate time = NumericDate.now();
        time.addSeconds(60L * minutes);
        return time;
    }
}
