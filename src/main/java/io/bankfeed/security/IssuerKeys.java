package io.bankfeed.security;

import java.io.IOException;
import java.net.URI;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleGet;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an issuer signs with, found by OpenID Connect Discovery 1.0 when the first token comes, kept, and fetched
 * again when they are old, or a token names one that is not among them. Thread-safe; who fetches them waits for the
 * network, and nobody else but for the first keys.
 */
final class IssuerKeys implements VerificationKeyResolver {

    /** Tokens with made-up keys should have the issuer asked no more often than this, whether it answers or not. */
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 3_000;
    private static final int MAX_BYTES = 512 * 1024;

    /** An issuer that was not there at first is asked again after this. */
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    /** Keys are old after this. While the issuer is not there, they are believed for as long again. */
    private static final Duration OLD = Duration.ofHours(1);

    private final String issuer;
    private final Duration betweenFetches;
    private final SimpleGet http;
    private final LongSupplier nanoTime;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Known known;

    // Guarded by the lock.
    private @Nullable String location;
    private @Nullable IOException failure;
    private long triedNanos;

    private record Known(VerificationKeyResolver keys, long fetchedNanos) {}

    /** @param betweenFetches the least time from when the keys were asked for until they are again, for one not known */
    IssuerKeys(URI issuer, Duration betweenFetches, LongSupplier nanoTime) {
        this(issuer, betweenFetches, boundedGet(), nanoTime);
    }

    IssuerKeys(URI issuer, Duration betweenFetches, SimpleGet http, LongSupplier nanoTime) {
        this.issuer = issuer.toString();
        this.betweenFetches = betweenFetches;
        this.http = http;
        this.nanoTime = nanoTime;
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        try {
            Known current = known;
            if (current == null) {
                return first().keys.resolveKey(signature, nesting);
            }
            if (isOlderThan(OLD, current.fetchedNanos)) {
                current = renewed(current);
            }
            try {
                return current.keys.resolveKey(signature, nesting);
            } catch (UnresolvableKeyException e) {
                return latest(current).keys.resolveKey(signature, nesting);
            }
        } catch (IOException e) {
            throw new UnresolvableKeyException("The keys of " + issuer + " cannot be had", e);
        }
    }

    /** The first keys, which all wait for. */
    private Known first() throws IOException {
        fetching.lock();
        try {
            Known current = known;
            if (current != null) {
                return current;
            }
            IOException latest = failure;
            if (latest != null && !isOlderThan(AFTER_A_FAILURE, triedNanos)) {
                throw latest;
            }
            return fetch();
        } finally {
            fetching.unlock();
        }
    }

    /** The keys of now if they can be had, else the old ones, as long as they are not too old. */
    private Known renewed(Known old) throws IOException {
        try {
            return latest(old);
        } catch (IOException e) {
            if (isOlderThan(OLD.multipliedBy(2), old.fetchedNanos)) {
                throw e;
            }
            return old;
        }
    }

    /**
     * The keys of now, or the same ones if they were asked for lately.
     *
     * @throws IOException if the issuer did not answer, now or lately, or is being asked
     */
    private Known latest(Known before) throws IOException {
        if (!fetching.tryLock()) {
            throw new IOException("The keys of " + issuer + " are being fetched");
        }
        try {
            if (isOlderThan(betweenFetches, triedNanos)) {
                return fetch();
            }
            IOException latest = failure;
            if (latest != null) {
                throw latest;
            }
            Known current = known;
            return current == null ? before : current;
        } finally {
            fetching.unlock();
        }
    }

    private Known fetch() throws IOException {
        try {
            String where = location;
            if (where == null) {
                where = discovered();
                location = where;
            }
            JsonWebKeySet keys = new JsonWebKeySet(http.get(where).getBody());
            Known fetched = new Known(new JwksVerificationKeyResolver(keys.getJsonWebKeys()), nanoTime.getAsLong());
            known = fetched;
            failure = null;
            return fetched;
        } catch (JoseException e) {
            failure = new IOException("The metadata or the keys of " + issuer + " are no JSON", e);
            throw failure;
        } catch (IOException e) {
            failure = e;
            throw e;
        } finally {
            triedNanos = nanoTime.getAsLong();
        }
    }

    private String discovered() throws IOException, JoseException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        Map<String, Object> metadata =
                JsonUtil.parseJson(http.get(base + DISCOVERY).getBody());
        if (!issuer.equals(metadata.get("issuer"))) {
            throw new IOException("The metadata at " + issuer + " is of another issuer");
        }
        if (metadata.get("jwks_uri") instanceof String where) {
            return where;
        }
        throw new IOException("The metadata of " + issuer + " has no jwks_uri");
    }

    private boolean isOlderThan(Duration age, long sinceNanos) {
        return nanoTime.getAsLong() - sinceNanos >= age.toNanos();
    }

    private static Get boundedGet() {
        Get get = new Get();
        get.setConnectTimeout(CONNECT_MILLIS);
        get.setReadTimeout(READ_MILLIS);
        get.setRetries(0);
        get.setResponseBodySizeLimit(MAX_BYTES);
        return get;
    }
}
