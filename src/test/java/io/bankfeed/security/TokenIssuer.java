package io.bankfeed.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

/** An OpenID Connect server as far as we need one: its metadata, its keys, and tokens that it signs. */
final class TokenIssuer implements AutoCloseable {

    static final String AUDIENCE = "bankfeed";

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile RsaJsonWebKey key = newKey("first");

    TokenIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer(
                "/.well-known/openid-configuration",
                () -> "{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + url() + "/keys\"}");
        answer("/keys", () -> new JsonWebKeySet(List.of(key)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** How often it was asked for its metadata or its keys. */
    int asked() {
        return asked.get();
    }

    /** Signs with another key from now on. */
    void changeKey(String name) {
        key = newKey(name);
    }

    /** A token that is valid for 10 minutes. */
    String token(String subject, String... roles) {
        return token(subject, claims -> claims.setStringListClaim("groups", List.of(roles)));
    }

    String token(String subject, Consumer<JwtClaims> change) {
        return signed(claims(subject, change), key, AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    /** A token that another than this issuer signed in its name. */
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

    /** A token signed with the public key as if it were a secret in common. */
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
            asked.incrementAndGet();
            byte[] bytes = body.get().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
