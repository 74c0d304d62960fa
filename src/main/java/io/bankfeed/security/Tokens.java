package io.bankfeed.security;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/** Tokens of one issuer: JSON Web Tokens (RFC 7519) that it signed, for one audience. Thread-safe. */
final class Tokens {

    private static final int CLOCK_SKEW_SECONDS = 30;

    private static final int MAX_CHARACTERS = 16 * 1024;

    private static final int MAX_NAME_CHARACTERS = 128;

    /** Signatures by a private key. An issuer has no secret in common with us, and no signature is none. */
    private static final String[] ALGORITHMS = {
        AlgorithmIdentifiers.RSA_USING_SHA256,
        AlgorithmIdentifiers.RSA_USING_SHA384,
        AlgorithmIdentifiers.RSA_USING_SHA512,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
        AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
        AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512
    };

    /** What is wrong with a token, by jose4j's code, in the order in which it is looked for. */
    private static final Map<Integer, String> FAULTS = Map.ofEntries(
            Map.entry(ErrorCodes.SIGNATURE_INVALID, "its signature is not the issuer's"),
            Map.entry(ErrorCodes.SIGNATURE_MISSING, "it is not signed"),
            Map.entry(ErrorCodes.EXPIRED, "it has expired"),
            Map.entry(ErrorCodes.EXPIRATION_MISSING, "it has no end, exp"),
            Map.entry(ErrorCodes.NOT_YET_VALID, "it is not valid yet"),
            Map.entry(ErrorCodes.ISSUER_MISSING, "it has no issuer, iss"),
            Map.entry(ErrorCodes.ISSUER_INVALID, "it is of another issuer"),
            Map.entry(ErrorCodes.AUDIENCE_MISSING, "it has no audience, aud"),
            Map.entry(ErrorCodes.AUDIENCE_INVALID, "it is meant for another audience"),
            Map.entry(ErrorCodes.SUBJECT_MISSING, "it has no subject, sub"));

    private final JwtConsumer consumer;
    private final List<String> rolesPath;

    Tokens(String issuer, String audience, String rolesClaim, VerificationKeyResolver keys) {
        rolesPath = List.of(rolesClaim.split("/"));
        consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS))
                .setVerificationKeyResolver(keys)
                .build();
    }

    /**
     * Who holds a token. It may wait for the issuer's keys.
     *
     * @throws InvalidTokenException if the token is not to be believed
     * @throws IOException if the issuer's keys cannot be had
     */
    Caller verify(String token) throws InvalidTokenException, IOException {
        if (token.length() > MAX_CHARACTERS) {
            throw new InvalidTokenException("it is longer than " + MAX_CHARACTERS + " characters");
        }
        try {
            JwtClaims claims = consumer.processToClaims(token);
            String subject = claims.getSubject();
            return new Caller(
                    "token:" + subject.substring(0, Math.min(MAX_NAME_CHARACTERS, subject.length())), roles(claims));
        } catch (InvalidJwtException e) {
            IOException unreachable = causeOf(e);
            if (unreachable != null) {
                throw unreachable;
            }
            throw new InvalidTokenException(fault(e));
        } catch (MalformedClaimException e) {
            throw new InvalidTokenException("its subject is no text");
        }
    }

    private Set<Role> roles(JwtClaims claims) {
        Object value = claims.getClaimsMap();
        for (String name : rolesPath) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        Collection<?> names = value instanceof Collection<?> list
                ? list
                : value instanceof String text ? List.of(text.split(" ")) : List.of();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (names.contains(role.lowerCase())) {
                roles.add(role);
            }
        }
        return roles;
    }

    private static String fault(InvalidJwtException exception) {
        return FAULTS.entrySet().stream()
                .filter(one -> exception.hasErrorCode(one.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("it is none, or not signed by a key and an algorithm of the issuer");
    }

    private static @Nullable IOException causeOf(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException unreachable) {
                return unreachable;
            }
        }
        return null;
    }

    /** The token is not to be believed; the message goes on from "The token cannot be believed: ". */
    static final class InvalidTokenException extends Exception {

        private static final long serialVersionUID = 1L;

        InvalidTokenException(String fault) {
            super(fault, null, false, false);
        }
    }
}
