package io.bankfeed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CallTest {

    @Test
    void keyIsCountedAtAnyDepthButNotAsAValue() throws IOException {
        assertThat(Call.count(bytes("{\"a\":[{\"a\":1,\"b\":\"a\"},{\"b\":{\"a\":2}}]}"), "a"))
                .isEqualTo(3);
    }

    @Test
    void allLinesOfJsonAreRead() throws IOException {
        assertThat(Call.count(bytes("{\"a\":1}\n{\"a\":2}\n"), "a")).isEqualTo(2);
    }

    @Test
    void truncatedJsonIsRefused() {
        assertThatThrownBy(() -> Call.count(bytes("{\"a\":[{\"a\":1},{\"a\""), "a"))
                .isInstanceOf(JsonProcessingException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
