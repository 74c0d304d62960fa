package io.bankfeed.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.http.Response;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An issuer that is slow, or not there. */
class IssuerKeysTest {

    private static final String ISSUER = "https://login.example";
    private static final RsaJsonWebKey KEY = key();

    /** Just before it begins again at the least number. */
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000);

    private final AtomicInteger asked = new AtomicInteger();
    private final IssuerKeys keys =
            new IssuerKeys(URI.create(ISSUER), IssuerKeys.BETWEEN_FETCHES, this::answer, nanoTime::get);
    private volatile Answer keysAnswer = IssuerKeysTest::itsKeys;

    private interface Answer {
        String body() throws IOException;
    }

    @BeforeEach
    void theFirstKeysAreThere() throws UnresolvableKeyException {
        assertThat(resolved("first")).isEqualTo(KEY.getKey());
        assertThat(asked).hasValue(2);
    }

    @Test
    void madeUpKeysHaveAnIssuerThatDoesNotAnswerAskedOnceInAWhile() throws Exception {
        keysAnswer = IssuerKeysTest::notThere;
        pass(IssuerKeys.BETWEEN_FETCHES);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> resolved("made-up")).hasCauseInstanceOf(IOException.class);
        }
        assertThat(asked).hasValue(3);
        assertThat(resolved("first")).isEqualTo(KEY.getKey());

        pass(IssuerKeys.BETWEEN_FETCHES);
        assertThatThrownBy(() -> resolved("made-up")).hasCauseInstanceOf(IOException.class);
        assertThat(asked).hasValue(4);
    }

    @Test
    void onceItAnswersAMadeUpKeyIsTheTokensFault() {
        pass(IssuerKeys.BETWEEN_FETCHES);

        assertThatThrownBy(() -> resolved("made-up"))
                .isInstanceOf(UnresolvableKeyException.class)
                .hasNoCause();
    }

    @Test
    void nobodyElseWaitsForAnIssuerThatHangs() throws Exception {
        CountDownLatch isAsked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        keysAnswer = () -> {
            isAsked.countDown();
            await(answers);
            return itsKeys();
        };
        pass(IssuerKeys.BETWEEN_FETCHES);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                () -> assertThatThrownBy(() -> resolved("made-up")).isInstanceOf(UnresolvableKeyException.class));
        await(isAsked);

        assertThat(resolved("first")).isEqualTo(KEY.getKey());
        assertThatThrownBy(() -> resolved("made-up-too")).hasCauseInstanceOf(IOException.class);
        assertThat(asked).hasValue(3);

        answers.countDown();
        waiting.join();
    }

    @Test
    void keysAreFetchedAgainWhenTheyAreOldAndBelievedForAWhileIfTheyCannotBe() throws Exception {
        pass(Duration.ofMinutes(61));
        assertThat(resolved("first")).isEqualTo(KEY.getKey());
        assertThat(asked).hasValue(3);

        keysAnswer = IssuerKeysTest::notThere;
        pass(Duration.ofMinutes(119));
        assertThat(resolved("first")).isEqualTo(KEY.getKey());
        pass(Duration.ofMinutes(2));
        assertThatThrownBy(() -> resolved("first")).hasCauseInstanceOf(IOException.class);
    }

    private SimpleResponse answer(String location) throws IOException {
        asked.incrementAndGet();
        return new Response(
                200, "OK", Map.of(), location.equals(ISSUER + "/keys") ? keysAnswer.body() : metadata(location));
    }

    private static String metadata(String location) {
        assertThat(location).isEqualTo(ISSUER + "/.well-known/openid-configuration");
        return "{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"" + ISSUER + "/keys\"}";
    }

    private static String itsKeys() {
        return new JsonWebKeySet(List.of(KEY)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private static String notThere() throws IOException {
        throw new IOException("Nobody is there");
    }

    private Object resolved(String keyId) throws UnresolvableKeyException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setKeyIdHeaderValue(keyId);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return keys.resolveKey(signature, List.of());
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey key() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("first");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
