package io.bankfeed.security;

import java.io.IOException;
import java.net.URI;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleResponse;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an issuer signs with, found by OpenID Connect Discovery 1.0 when the first token comes, kept, and fetched
 * again when a token names one that is not among them. Thread-safe; it waits for the network.
 */
final class IssuerKeys implements VerificationKeyResolver {

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 3_000;
    private static final int MOST_BYTES = 512 * 1024;

    /** Tokens with made-up keys should have the issuer asked no more often than this. */
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

    /** An issuer that was not there is asked again after this. */
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    /** Keys that are known are believed for this long while the issuer is not there. */
    private static final Duration KEPT_WITHOUT_ISSUER = Duration.ofHours(1);

    private final URI issuer;
    private final Duration betweenFetches;
    private final LongSupplier nanoTime;
    private @Nullable VerificationKeyResolver found;
    private @Nullable IOException failure;
    private long failedNanos;

    /** @param betweenFetches the least time from when the keys were fetched until they are again, for one not known */
    IssuerKeys(URI issuer, Duration betweenFetches, LongSupplier nanoTime) {
        this.issuer = issuer;
        this.betweenFetches = betweenFetches;
        this.nanoTime = nanoTime;
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        try {
            return discovered().resolveKey(signature, nesting);
        } catch (IOException e) {
            throw new UnresolvableKeyException("The keys of " + issuer + " cannot be had", e);
        }
    }

    private synchronized VerificationKeyResolver discovered() throws IOException {
        if (found != null) {
            return found;
        }
        if (failure != null && nanoTime.getAsLong() - failedNanos < AFTER_A_FAILURE.toNanos()) {
            throw failure;
        }
        try {
            found = discover();
            return found;
        } catch (IOException e) {
            failure = e;
            failedNanos = nanoTime.getAsLong();
            throw e;
        }
    }

    private VerificationKeyResolver discover() throws IOException {
        Get get = new Get();
        get.setConnectTimeout(CONNECT_MILLIS);
        get.setReadTimeout(READ_MILLIS);
        get.setRetries(0);
        get.setResponseBodySizeLimit(MOST_BYTES);
        String base = issuer.toString();
        SimpleResponse answer = get.get((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + DISCOVERY);
        try {
            var metadata = JsonUtil.parseJson(answer.getBody());
            if (!base.equals(metadata.get("issuer"))) {
                throw new IOException("The metadata at " + issuer + " is of another issuer");
            }
            if (!(metadata.get("jwks_uri") instanceof String location)) {
                throw new IOException("The metadata of " + issuer + " has no jwks_uri");
            }
            HttpsJwks keys = new HttpsJwks(location);
            keys.setSimpleHttpGet(get);
            keys.setRefreshReprieveThreshold(betweenFetches.toMillis());
            keys.setRetainCacheOnErrorDuration(KEPT_WITHOUT_ISSUER.toSeconds());
            return new HttpsJwksVerificationKeyResolver(keys);
        } catch (JoseException e) {
            throw new IOException("The metadata of " + issuer + " is no JSON", e);
        }
    }
}
