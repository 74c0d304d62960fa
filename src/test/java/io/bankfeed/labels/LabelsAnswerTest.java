package io.bankfeed.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.transaction.Label;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelsAnswerTest {

    private static final LabelTexts TEXTS = new LabelTexts(List.of(Label.NORMAL, new Label("loan_fraud")));

    private final List<Buffer> pieces = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 499, 500, 501, 1000, 2001, 9999, 10_000})
    void everyNumberIsToldOnceInItsOrderHoweverManyThereAre(int count) throws JsonProcessingException {
        JsonNode answer = answer(count, LabelsAnswerTest::oneOfEach);

        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactly("labels", "count", "pending", "evicted", "unknown");
        assertThat(answer.get("count").intValue())
                .isEqualTo(answer.get("labels").size());
        assertThat(ids(answer.get("labels"))).isEqualTo(everyFourth(0, count));
        assertThat(ids(answer.get("pending"))).isEqualTo(everyFourth(1, count));
        assertThat(ids(answer.get("evicted"))).isEqualTo(everyFourth(2, count));
        assertThat(ids(answer.get("unknown"))).isEqualTo(everyFourth(3, count));
        assertPiecesOf500AtMost();
    }

    @Test
    void noPieceIsLongWhateverTheReason() throws JsonProcessingException {
        assertThat(answer(10_000, number -> new LabelLookup.Pending(number, 0)).get("pending"))
                .hasSize(10_000);
        assertPiecesOf500AtMost();
        assertThat(answer(10_000, LabelLookup.Evicted::new).get("evicted")).hasSize(10_000);
        assertPiecesOf500AtMost();
        assertThat(answer(10_000, LabelLookup.Unknown::new).get("unknown")).hasSize(10_000);
        assertPiecesOf500AtMost();
        assertThat(answer(10_000, number -> new LabelLookup.Known(number, 1, 0)).get("labels"))
                .hasSize(10_000);
        assertPiecesOf500AtMost();
    }

    @Test
    void aShortAnswerIsOnePiece() throws JsonProcessingException {
        answer(100, LabelsAnswerTest::oneOfEach);

        assertThat(pieces).hasSize(1);
    }

    private static LabelLookup oneOfEach(long number) {
        return switch ((int) (number % 4)) {
            case 0 -> new LabelLookup.Known(number, 1, 0);
            case 1 -> new LabelLookup.Pending(number, 0);
            case 2 -> new LabelLookup.Evicted(number);
            default -> new LabelLookup.Unknown(number);
        };
    }

    private JsonNode answer(int count, LongFunction<LabelLookup> finding) throws JsonProcessingException {
        pieces.clear();
        new LabelsAnswer(
                        TEXTS,
                        (numbers, from, to) -> LongStream.range(from, to)
                                .mapToObj(i -> finding.apply(numbers[(int) i]))
                                .toList(),
                        LongStream.range(0, count).toArray())
                .forEachRemaining(pieces::add);
        Buffer all = Buffer.buffer("{\"labels\":[");
        pieces.forEach(all::appendBuffer);
        return new ObjectMapper().readTree(all.toString());
    }

    private void assertPiecesOf500AtMost() {
        assertThat(pieces)
                .allSatisfy(
                        piece -> assertThat(piece.toString().split("TXN_", -1)).hasSizeLessThanOrEqualTo(501));
    }

    private static List<String> everyFourth(int first, int count) {
        return LongStream.range(0, count)
                .filter(number -> number % 4 == first)
                .mapToObj("TXN_%08d"::formatted)
                .toList();
    }

    private static List<String> ids(JsonNode entries) {
        List<String> ids = new ArrayList<>();
        entries.forEach(entry -> ids.add(
                entry.isTextual()
                        ? entry.textValue()
                        : entry.get("transaction_id").textValue()));
        return ids;
    }
}
