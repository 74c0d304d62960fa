package io.bankfeed.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quarkus.security.identity.SecurityIdentity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configured API keys, held only as digests. Immutable. */
final class ApiKeys {

    /** Longer credentials are rejected without computing their digest. */
    static final int MAX_CHARACTERS = 512;

    private static final int DIGEST_BYTES = 32;

    private final List<byte[]> digests = new ArrayList<>();
    private final List<SecurityIdentity> holders = new ArrayList<>();

    /** @throws IllegalArgumentException if a digest or a name is malformed, or two names have the same key */
    ApiKeys(Map<String, SecurityConfig.ApiKey> keys) {
        keys.forEach((name, key) -> {
            if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
                throw new IllegalArgumentException(
                        "The name of a key must be 1 to 64 letters, digits, dots, dashes or underscores");
            }
            byte[] digest = digest(name, key.sha256().orElse(""));
            if (find(digest) != null) {
                throw new IllegalArgumentException("Two keys are the same; one of them is named " + name);
            }
            digests.add(digest);
            holders.add(Authenticator.identity("key:" + name, key.roles()));
        });
    }

    int size() {
        return digests.size();
    }

    /** The holder of a key, or null if it is unknown. */
    @Nullable
    SecurityIdentity find(String key) {
        if (key.isEmpty()
                || key.length() > MAX_CHARACTERS
                || !US_ASCII.newEncoder().canEncode(key)) {
            return null;
        }
        return find(sha256(key));
    }

    /** Takes constant time, because it compares every digest in full. */
    private @Nullable SecurityIdentity find(byte[] digest) {
        SecurityIdentity found = null;
        for (int i = 0; i < digests.size(); i++) {
            if (MessageDigest.isEqual(digests.get(i), digest)) {
                found = holders.get(i);
            }
        }
        return found;
    }

    /** The SHA-256 of a text. */
    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static byte[] digest(String name, String sha256) {
        String hexadecimal = sha256.strip();
        if (!hexadecimal.matches("[0-9a-fA-F]{" + 2 * DIGEST_BYTES + "}")) {
            // The message omits the value, which may be the key itself, set by mistake.
            throw new IllegalArgumentException("bankfeed.security.api-keys." + name
                    + ".sha256 must be 64 hexadecimal digits, the SHA-256 of the key");
        }
        return HexFormat.of().parseHex(hexadecimal);
    }
}
