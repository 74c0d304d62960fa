package io.bankfeed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventReaderTest {

    private static final String TIME = "2026-11-22T17:03:12.123456+07:00";

    private final List<String> received = new ArrayList<>();
    private final EventReader reader =
            new EventReader((sequence, timestamp) -> received.add(sequence + " at " + timestamp));

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40, 1000})
    void eventsAreReadInPortionsOfAnySize(int max) {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
        read(
                head
                        + chunk(": bankfeed\nretry: 3000\n\n")
                        + chunk(event(98))
                        + chunk(event(99))
                        + chunk(":\n\n")
                        + chunk(event(100)),
                max);

        assertThat(received).containsExactly("98 at " + TIME, "99 at " + TIME, "100 at " + TIME);
        assertThat(reader.status()).isEqualTo(200);
        assertThat(reader.ended()).isFalse();
        assertThat(reader.sequence()).isEqualTo(100);
        assertThat(reader.events()).isEqualTo(3);
        assertThat(reader.lost()).isZero();
        assertThat(reader.duplicated()).isZero();
        assertThat(reader.gaps()).isZero();
        assertThat(reader.broken()).isZero();
        assertThat(reader.lastId()).isEqualTo("4k2-1-100");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void streamEndsWithTheLastChunk(int max) {
        read("HTTP/1.1 200 OK\r\n\r\n" + chunk(event(1)) + "0\r\n\r\n", max);

        assertThat(reader.ended()).isTrue();
    }

    @Test
    void resumedStreamMissesTheEventsRightAfterTheLast() {
        EventReader resumed = new EventReader(EventReader.Listener.NONE, 6);

        resumed.read(ByteBuffer.wrap((event(8) + event(9)).getBytes(StandardCharsets.US_ASCII)));

        assertThat(resumed.lost()).isEqualTo(1);
        assertThat(resumed.duplicated()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void truncatedBatchIsBroken(int max) {
        read(event(1) + event(2).replace("]}\n", "\n") + event(3).replace("}]}\n", "\n"), max);

        assertThat(reader.broken()).isEqualTo(1);
        assertThat(reader.events()).isEqualTo(3);
    }

    @Test
    void missingAndDuplicateEventsAreCounted() {
        read(event(7) + event(8) + event(8) + event(12) + event(11) + "event: gap\ndata: {}\n\n" + event(13), 10);

        assertThat(reader.lost()).isEqualTo(3);
        assertThat(reader.duplicated()).isEqualTo(2);
        assertThat(reader.gaps()).isEqualTo(1);
        assertThat(reader.sequence()).isEqualTo(13);
    }

    @Test
    void timestampIsReadToTheMicrosecond() {
        assertThat(EventReader.micros("1970-01-01T07:00:01.000002+07:00")).isEqualTo(1_000_002);
    }

    private static String event(int number) {
        return "id: 4k2-1-" + number + "\ndata: {\"timestamp\":\"" + TIME
                + "\",\"transactions\":[{\"transaction_id\":\"TXN_00000001\"}]}\n\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private void read(String stream, int max) {
        byte[] bytes = stream.getBytes(StandardCharsets.US_ASCII);
        Random random = new Random(max);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(max));
            reader.read(ByteBuffer.wrap(bytes, from, length));
            from += length;
        }
    }
}
