package io.bankfeed.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.quarkus.vertx.utils.NoBoundChecksBuffer;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireOutputTest {

    private final WireOutput output = new WireOutput();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6_000, 7_000, 8_000, 500_000})
    void bodyIsWhatWasWritten(int numbers) {
        String written = write(numbers);

        ByteBuf taken = taken();

        assertThat(taken.toString(StandardCharsets.US_ASCII)).isEqualTo(written);
        taken.release();
    }

    @Test
    void laterWritesDoNotChangeABody() {
        String first = write(20_000);
        ByteBuf one = taken();
        String second = write(300);
        ByteBuf other = taken();

        assertThat(one.toString(StandardCharsets.US_ASCII)).isEqualTo(first);
        assertThat(other.toString(StandardCharsets.US_ASCII)).isEqualTo(second);
        one.release();
        other.release();
    }

    @Test
    void untakenBodyIsDiscarded() {
        write(20_000);

        output.begin(false);
        String written = write(3);
        ByteBuf taken = taken();

        assertThat(taken.toString(StandardCharsets.US_ASCII)).isEqualTo(written);
        taken.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500_000})
    void bodyIsDirectMemoryFreedByOneRelease(int numbers) {
        write(numbers);

        ByteBuf taken = taken();

        assertThat(taken.isDirect()).isTrue();
        assertThat(taken.release()).isTrue();
        assertThat(taken.refCnt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7_000, 500_000})
    void compressedBodyIsWhatWasWritten(int numbers) throws IOException {
        for (int answer = 0; answer < 2; answer++) {
            output.begin(true);
            String written = write(numbers);

            ByteBuf taken = taken();

            try (InputStream gunzipped = new GZIPInputStream(new ByteBufInputStream(taken))) {
                assertThat(new String(gunzipped.readAllBytes(), StandardCharsets.US_ASCII))
                        .isEqualTo(written);
            }
            assertThat(taken.readableBytes()).isZero();
            assertThat(taken.release()).isTrue();
        }
    }

    @Test
    void untakenCompressedBodyIsDiscarded() throws IOException {
        output.begin(true);
        write(20_000);

        output.begin(true);
        String written = write(3);
        ByteBuf taken = taken();

        try (InputStream gunzipped = new GZIPInputStream(new ByteBufInputStream(taken))) {
            assertThat(new String(gunzipped.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(written);
        }
        taken.release();
    }

    private String write(int numbers) {
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < numbers; i++) {
            output.text().append(i).append(',');
            output.drain();
            written.append(i).append(',');
        }
        return written.toString();
    }

    private ByteBuf taken() {
        Buffer taken = output.take();
        return ((NoBoundChecksBuffer) taken).getByteBuf();
    }
}
