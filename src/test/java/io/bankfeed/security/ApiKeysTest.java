package io.bankfeed.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    private static final ApiKeys KEYS = new ApiKeys(
            Map.of("dashboard", known("a-reader", Role.READER), "ops", known("an-operator", Role.OPERATOR)));

    @Test
    void keyIsFoundByItsDigest() {
        assertHolder("a-reader", "key:dashboard", "reader");
        assertHolder("an-operator", "key:ops", "operator");
        assertThat(KEYS.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "A-reader", "a-reader ", "a-reade", "\u00e4-reader", "a-reader\u0000", "\uD83D\uDE00"})
    void otherTextsAreUnknown(String key) {
        assertThat(KEYS.find(key)).isNull();
    }

    @Test
    void longTextIsUnknown() {
        String longest = "x".repeat(ApiKeys.MAX_CHARACTERS);
        ApiKeys keys =
                new ApiKeys(Map.of("long", known(longest, Role.READER), "longer", known(longest + "x", Role.READER)));

        assertThat(keys.find(longest)).isNotNull();
        assertThat(keys.find(longest + "x")).isNull();
    }

    @Test
    void digestCanBeInUpperCase() {
        ApiKeys keys = new ApiKeys(Map.of("one", key(hexadecimal("k").toUpperCase(Locale.ROOT))));

        assertThat(keys.find("k")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "my-secret-key", "0123", "g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})
    void invalidDigestIsRejectedWithoutShowingIt(String digest) {
        assertThatThrownBy(() -> new ApiKeys(Map.of("one", key(digest))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "bankfeed.security.api-keys.one.sha256 must be 64 hexadecimal digits, the SHA-256 of the key");
    }

    @Test
    void keyWithTwoNamesIsRejected() {
        assertThatThrownBy(
                        () -> new ApiKeys(Map.of("a", known("same", Role.READER), "b", known("same", Role.OPERATOR))))
                .hasMessageStartingWith("Two keys are the same");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "\u00e4"})
    void invalidNameIsRejected(String name) {
        assertThatThrownBy(() -> new ApiKeys(Map.of(name, known("k", Role.READER))))
                .hasMessageStartingWith("The name of a key must be");
    }

    private static SecurityConfig.ApiKey known(String key, Role... roles) {
        return key(hexadecimal(key), roles);
    }

    private static String hexadecimal(String key) {
        return HexFormat.of().formatHex(ApiKeys.sha256(key));
    }

    private static SecurityConfig.ApiKey key(String sha256, Role... roles) {
        return new SecurityConfig.ApiKey() {

            @Override
            public Optional<String> sha256() {
                return Optional.of(sha256);
            }

            @Override
            public Set<Role> roles() {
                return Set.of(roles);
            }
        };
    }

    private static void assertHolder(String key, String name, String role) {
        assertThat(KEYS.find(key)).satisfies(holder -> {
            assertThat(holder.getPrincipal().getName()).isEqualTo(name);
            assertThat(holder.getRoles()).containsExactly(role);
        });
    }
}
