package io.bankfeed.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** An issuer of tokens: its key set, and tokens that it signs. */
public final class TokenIssuer implements AutoCloseable {

    static final String AUDIENCE = "bankfeed";

    private final HttpServer server;
    private final String scheme;
    private volatile RsaJsonWebKey key = newKey("first");

    /** An issuer over plain HTTP. */
    TokenIssuer() {
        this(listening(null), "http");
    }

    private TokenIssuer(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        answer("/keys", () -> new JsonWebKeySet(List.of(key)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        server.start();
    }

    /** An issuer over TLS with the host name {@code localhost}. */
    public static TokenIssuer overTls(SSLContext context) {
        return new TokenIssuer(listening(context), "https");
    }

    private static HttpServer listening(@Nullable SSLContext context) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (context == null) {
                return HttpServer.create(anyPort, 0);
            }
            HttpsServer server = HttpsServer.create(anyPort, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return scheme + "://localhost:" + server.getAddress().getPort();
    }

    /** The URL of its public keys. */
    public String keysUrl() {
        return url() + "/keys";
    }

    /** Replaces the signing key. */
    void changeKey(String name) {
        key = newKey(name);
    }

    /** A token that is valid for 10 minutes. */
    public String token(String subject, String... roles) {
        return token(subject, claims -> claims.setStringListClaim("groups", List.of(roles)));
    }

    String token(String subject, Consumer<JwtClaims> change) {
        return signed(claims(subject, change), key, AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    /** A token in the name of this issuer, signed with another key. */
    String forged(String subject, String... roles) {
        return signed(
                claims(subject, claims -> claims.setStringListClaim("groups", List.of(roles))),
                newKey(key.getKeyId()),
                AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    /** A token without a signature. */
    String unsigned(String subject, String... roles) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        token.setPayload(claims(subject, claims -> claims.setStringListClaim("groups", List.of(roles)))
                .toJson());
        return compact(token);
    }

    /** A token signed with the public key as if it were a shared secret. */
    String confused(String subject, String... roles) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setKey(new HmacKey(key.getPublicKey().getEncoded()));
        token.setPayload(claims(subject, claims -> claims.setStringListClaim("groups", List.of(roles)))
                .toJson());
        return compact(token);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private JwtClaims claims(String subject, Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(url());
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(10);
        change.accept(claims);
        return claims;
    }

    private static String signed(JwtClaims claims, RsaJsonWebKey key, String algorithm) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(algorithm);
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setKey(key.getPrivateKey());
        token.setPayload(claims.toJson());
        return compact(token);
    }

    private static String compact(JsonWebSignature token) {
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey newKey(String name) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(name);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(String path, Supplier<String> body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.get().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
