package io.bankfeed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseReaderTest {

    private static final String ANSWERS = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nConnection: keep-alive\r\n\r\nhello"
            + "HTTP/1.1 404 Not Found\r\nCONTENT-LENGTH:0\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
            + "6\r\n world\r\n1A\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nX-Sum: 12\r\n\r\n"
            + "HTTP/1.1 204 No Content\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n";

    private final StringBuilder statuses = new StringBuilder();
    private final StringBuilder bodies = new StringBuilder();
    private final ResponseReader reader = new ResponseReader(
            (bytes, length) -> bodies.append(StandardCharsets.US_ASCII.decode(bytes.slice(bytes.position(), length))));

    @Test
    void answersThatComeAtOnceAreReadOneByOne() {
        ByteBuffer bytes = bytes(ANSWERS);

        while (bytes.hasRemaining()) {
            assertThat(reader.read(bytes)).isTrue();
            statuses.append(reader.status()).append(' ');
        }

        assertThat(statuses.toString()).isEqualTo("200 404 200 204 ");
        assertThat(bodies.toString()).isEqualTo("hello worldabcdefghijklmnopqrstuvwxyz");
        assertThat(reader.bodyBytes()).isEqualTo(37);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50})
    void answersAreReadInWhateverPortionsTheyCome(int most) {
        Random random = new Random(most);
        int from = 0;
        while (from < ANSWERS.length()) {
            int to = Math.min(ANSWERS.length(), from + 1 + random.nextInt(most));
            ByteBuffer portion = bytes(ANSWERS.substring(from, to));
            while (portion.hasRemaining()) {
                if (reader.read(portion)) {
                    statuses.append(reader.status()).append(' ');
                }
            }
            from = to;
        }

        assertThat(statuses.toString()).isEqualTo("200 404 200 204 ");
        assertThat(bodies.toString()).isEqualTo("hello worldabcdefghijklmnopqrstuvwxyz");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
