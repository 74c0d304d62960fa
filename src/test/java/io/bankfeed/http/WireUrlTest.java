package io.bankfeed.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "*",
                "//status",
                "/status",
                "/transactions/5?labels=true&x",
                "/a%20b",
                "/a;b=c",
                "/a:b?c+d",
                "http://localhost/status",
                "localhost:80",
                "/é"
            })
    void aUrlIsValid(String url) {
        assertThat(WireUrl.isValid(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "/%",
                "/%2",
                "/%zz",
                "/?a=%u0041",
                "/a\"b",
                "/a|b",
                "/a\\b",
                "/?{}",
                "1:x",
                ":",
                "/a\u0001b",
                ""
            })
    void anotherIsNot(String url) {
        assertThat(WireUrl.isValid(url)).isEqualTo(url.isEmpty());
    }
}
