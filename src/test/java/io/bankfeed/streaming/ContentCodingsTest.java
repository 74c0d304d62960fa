package io.bankfeed.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentCodingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "X-Gzip",
                "*",
                " gzip ",
                "gzip, deflate, br, zstd",
                "br;q=1.0, gzip;q=0.8, *;q=0.1",
                "deflate,\tgzip",
                "gzip;q=1",
                "gzip;q=1.000",
                "gzip;q=0.001",
                "gzip;Q=0.5",
                "gzip ; q=0.5",
                "identity;q=0.5, gzip;q=0.5",
                "identity;q=0.5, gzip",
                "identity, gzip",
                "identity;q=0, *",
                "identity;q=0.2, *;q=0.3",
                ",gzip,,"
            })
    void acceptsGzip(String acceptEncoding) {
        assertThat(ContentCodings.acceptGzip(acceptEncoding)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                ",",
                "identity",
                "deflate, br",
                "gzip;q=0",
                "gzip;q=0.000",
                "gzip;q=0.",
                "gzip;q=0, *",
                "*;q=0",
                "*;q=0, identity",
                "identity, gzip;q=0.9",
                "identity;q=0.5, gzip;q=0.4",
                "identity;q=0.5, *;q=0.4"
            })
    void doesNotAcceptGzip(@Nullable String acceptEncoding) {
        assertThat(ContentCodings.acceptGzip(acceptEncoding)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip;q=",
                "gzip;q=yes",
                "gzip;q=-1",
                "gzip;q=2",
                "gzip;q=.5",
                "gzip;q=0.5555",
                "gzip;q=1e0",
                "gzip;q=NaN",
                "gzip;quality=1",
                "gzipped",
                "not gzip",
                ";q=1",
                "q=1",
                "\u0000",
                "ｇｚｉｐ"
            })
    void malformedHeaderDoesNotAcceptGzip(String acceptEncoding) {
        assertThat(ContentCodings.acceptGzip(acceptEncoding)).isFalse();
    }
}
