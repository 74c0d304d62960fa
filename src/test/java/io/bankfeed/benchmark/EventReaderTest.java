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

    private final List<String> told = new ArrayList<>();
    private final EventReader reader = new EventReader((sequence, madeAt) -> told.add(sequence + " at " + madeAt));

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40, 1000})
    void eventsAreReadInWhateverPortionsTheyCome(int most) {
        read(": bankfeed\nretry: 3000\n\n" + event(98) + event(99) + ":\n\n" + event(100), most);

        assertThat(told).containsExactly("98 at " + TIME, "99 at " + TIME, "100 at " + TIME);
        assertThat(reader.sequence()).isEqualTo(100);
        assertThat(reader.events()).isEqualTo(3);
        assertThat(reader.lost()).isZero();
        assertThat(reader.duplicated()).isZero();
        assertThat(reader.gaps()).isZero();
        assertThat(reader.broken()).isZero();
        assertThat(reader.lastId()).isEqualTo("4k2-1-100");
    }

    @Test
    void whoResumesMissesWhatIsNotRightAfter() {
        EventReader resumed = new EventReader((sequence, madeAt) -> {}, 6);
        byte[] bytes = (event(8) + event(9)).getBytes(StandardCharsets.US_ASCII);

        resumed.take(ByteBuffer.wrap(bytes), bytes.length);

        assertThat(resumed.lost()).isEqualTo(1);
        assertThat(resumed.duplicated()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void aBatchThatIsCutShortIsBroken(int most) {
        read(event(1) + event(2).replace("]}\n", "\n") + event(3).replace("}]}\n", "\n"), most);

        assertThat(reader.broken()).isEqualTo(1);
        assertThat(reader.events()).isEqualTo(3);
    }

    @Test
    void whatIsMissingOrComesTwiceIsCounted() {
        read(event(7) + event(8) + event(8) + event(12) + event(11) + "event: gap\ndata: {}\n\n" + event(13), 10);

        assertThat(reader.lost()).isEqualTo(3);
        assertThat(reader.duplicated()).isEqualTo(2);
        assertThat(reader.gaps()).isEqualTo(1);
        assertThat(reader.sequence()).isEqualTo(13);
    }

    @Test
    void aTimestampIsReadToTheMicrosecond() {
        assertThat(EventReader.micros("1970-01-01T07:00:01.000002+07:00")).isEqualTo(1_000_002);
    }

    private static String event(int number) {
        return "id: 4k2-1-" + number + "\ndata: {\"timestamp\":\"" + TIME
                + "\",\"transactions\":[{\"transaction_id\":\"TXN_00000001\"}]}\n\n";
    }

    private void read(String stream, int most) {
        byte[] bytes = stream.getBytes(StandardCharsets.US_ASCII);
        Random random = new Random(most);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(most));
            reader.take(ByteBuffer.wrap(bytes, from, length), length);
            from += length;
        }
    }
}
