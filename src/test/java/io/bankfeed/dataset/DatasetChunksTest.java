package io.bankfeed.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DatasetChunksTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final int KIBIBYTE = 1024;

    private final List<String> digests = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"JSON, false", "JSON, true", "NDJSON, false", "NDJSON, true", "CSV, false", "CSV, true"})
    void thePiecesPutTogetherAreTheWhole(DatasetFormat format, boolean labelled) {
        DatasetSpec recipe = DatasetSpecs.of(format, 0, 5000, labelled);

        assertThat(bytes(all(recipe, false))).isEqualTo(DatasetSpecs.whole(recipe));
    }

    @ParameterizedTest
    @CsvSource({"JSON, 0", "NDJSON, 0", "CSV, 0", "JSON, 777", "NDJSON, 777", "CSV, 777"})
    void compressedPiecesPutTogetherAreTheWholeInGzip(DatasetFormat format, long offset) {
        DatasetSpec recipe = DatasetSpecs.of(format, offset, 20_000, true);

        List<DatasetChunks.Piece> pieces = all(recipe, true);

        assertThat(pieces).hasSizeGreaterThan(1);
        assertThat(DatasetSpecs.decompressed(bytes(pieces))).isEqualTo(DatasetSpecs.whole(recipe));
    }

    @ParameterizedTest
    @CsvSource({"JSON, false", "NDJSON, true", "CSV, false", "CSV, true"})
    void theDigestIsToldOnceAndIsThatOfTheBytesBeforeTheyAreCompressed(DatasetFormat format, boolean compress) {
        DatasetSpec recipe = DatasetSpecs.of(format, 20_000);
        DatasetChunks pieces = new DatasetChunks(recipe, compress, null, digests::add);

        DatasetChunks.Piece piece = pieces.next(() -> false);
        while (!piece.last()) {
            assertThat(digests).isEmpty();
            piece = pieces.next(() -> false);
        }

        assertThat(digests).containsExactly(DatasetSpecs.sha256(DatasetSpecs.whole(recipe)));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aDigestThatIsKnownIsToldAgainAndNotComputed(boolean compress) {
        DatasetSpec recipe = DatasetSpecs.of(DatasetFormat.CSV, 5000);
        DatasetChunks pieces = new DatasetChunks(recipe, compress, "as it was told before", digests::add);

        while (!pieces.next(() -> false).last()) {
            assertThat(digests).isEmpty();
        }

        assertThat(digests).containsExactly("as it was told before");
    }

    @ParameterizedTest
    @EnumSource(DatasetFormat.class)
    void piecesAreOfAboutTheSameSizeButTheLast(DatasetFormat format) {
        List<DatasetChunks.Piece> pieces = all(DatasetSpecs.of(format, 5000), false);

        for (DatasetChunks.Piece piece : pieces.subList(0, pieces.size() - 1)) {
            // 256 KiB and what a hundred transactions take more.
            assertThat(piece.bytes().remaining()).isBetween(256 * KIBIBYTE, 306 * KIBIBYTE);
            assertThat(piece.last()).isFalse();
        }
        assertThat(pieces.get(pieces.size() - 1).last()).isTrue();
    }

    @Test
    void compressedPiecesAreAsLargeOnTheWire() {
        List<DatasetChunks.Piece> pieces = all(DatasetSpecs.of(DatasetFormat.NDJSON, 20_000), true);

        for (DatasetChunks.Piece piece : pieces.subList(0, pieces.size() - 1)) {
            // 256 KiB and what gzip holds back, 64 KiB at most, and a hundred transactions.
            assertThat(piece.bytes().remaining()).isBetween(256 * KIBIBYTE, 338 * KIBIBYTE);
        }
    }

    @ParameterizedTest
    @CsvSource({"JSON, false", "NDJSON, false", "CSV, false", "JSON, true", "NDJSON, true", "CSV, true"})
    void aTinyDatasetIsOnePiece(DatasetFormat format, boolean compress) {
        DatasetSpec recipe = DatasetSpecs.of(format, 1);

        List<DatasetChunks.Piece> pieces = all(recipe, compress);

        assertThat(pieces).hasSize(1);
        assertThat(pieces.get(0).transactions()).isEqualTo(1);
        byte[] bytes = bytes(pieces);
        assertThat(compress ? DatasetSpecs.decompressed(bytes) : bytes).isEqualTo(DatasetSpecs.whole(recipe));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "50000, false", "50000, true"})
    void thePiecesTellHowManyTransactionsAreInThem(long offset, boolean compress) {
        List<DatasetChunks.Piece> pieces = all(DatasetSpecs.of(DatasetFormat.CSV, offset, 12_345, false), compress);

        assertThat(pieces.stream().mapToLong(DatasetChunks.Piece::transactions).sum())
                .isEqualTo(12_345);
        if (!compress) {
            for (DatasetChunks.Piece piece : pieces) {
                String text = text(bytes(List.of(piece)));
                long header = text.startsWith("transaction_id") ? 1 : 0;
                assertThat(text.lines().count() - header).isEqualTo(piece.transactions());
            }
        }
    }

    @Test
    void aCancelEndsAPieceEarlyWithWhatThereIs() {
        DatasetChunks pieces =
                new DatasetChunks(DatasetSpecs.of(DatasetFormat.NDJSON, 100_000), false, null, digests::add);
        int[] asked = new int[1];

        DatasetChunks.Piece piece = pieces.next(() -> ++asked[0] > 1);

        assertThat(piece.last()).isFalse();
        assertThat(piece.transactions()).isEqualTo(100);
        assertThat(text(bytes(List.of(piece))).lines()).hasSize(100);
        assertThat(pieces.next(() -> true).transactions()).isZero();
        assertThat(digests).isEmpty();
    }

    @Test
    void aCancelEndsTheDrawingOfWhatIsBeforeTheFirst() {
        DatasetChunks pieces = new DatasetChunks(DatasetSpecs.leavingOut(300_000_000, 1), false, null, digests::add);
        int[] asked = new int[1];

        DatasetChunks.Piece piece = pieces.next(() -> ++asked[0] > 10);

        assertThat(piece.bytes().remaining()).isZero();
        assertThat(piece.transactions()).isZero();
        assertThat(piece.last()).isFalse();
    }

    @Test
    void noPieceTakesLongHoweverManyTransactionsAreLeftOut() {
        DatasetChunks pieces = new DatasetChunks(DatasetSpecs.leavingOut(300_000_000, 1), false, null, digests::add);
        int[] asked = new int[1];

        for (int i = 1; i <= 3; i++) {
            DatasetChunks.Piece piece = pieces.next(() -> ++asked[0] > 10_000);

            assertThat(piece.isEmpty()).isTrue();
            assertThat(piece.transactions()).isZero();
            assertThat(piece.last()).isFalse();
            // Once for each hundred that are drawn.
            assertThat(asked[0]).isEqualTo(i * 200);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void thePiecesAfterMoreThanOneOfThemLeavesOutAreTheWhole(boolean compress) {
        DatasetSpec recipe = DatasetSpecs.leavingOut(50_000, 700);

        List<DatasetChunks.Piece> pieces = all(recipe, compress);

        byte[] bytes = bytes(pieces);
        assertThat(compress ? DatasetSpecs.decompressed(bytes) : bytes).isEqualTo(DatasetSpecs.whole(recipe));
        assertThat(pieces.stream().mapToLong(DatasetChunks.Piece::transactions).sum())
                .isEqualTo(700);
        assertThat(pieces.get(pieces.size() - 1).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void closingInTheMiddleOrTwiceOrAfterTheEndDoesNoHarm(boolean compress) {
        DatasetChunks unfinished =
                new DatasetChunks(DatasetSpecs.of(DatasetFormat.CSV, 100_000), compress, null, digests::add);
        unfinished.next(() -> false);
        unfinished.close();
        unfinished.close();
        assertThat(digests).isEmpty();

        DatasetChunks finished = new DatasetChunks(DatasetSpecs.of(DatasetFormat.CSV, 1), compress, null, digests::add);
        assertThat(finished.next(() -> false).last()).isTrue();
        finished.close();
        assertThat(digests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, false", "0, 3000, true", "40, 3000, false"})
    void jsonIsOneValidDocumentWithItsCountAndTheTimeOfTheLast(long offset, int count, boolean labelled)
            throws IOException {
        byte[] bytes = bytes(all(DatasetSpecs.of(DatasetFormat.JSON, offset, count, labelled), false));

        JsonNode document = JSON.readTree(bytes);

        JsonNode transactions = document.path("transactions");
        assertThat(document.fieldNames()).toIterable().containsExactly("transactions", "count", "timestamp");
        assertThat(transactions).hasSize(count);
        assertThat(document.path("count").longValue()).isEqualTo(count);
        assertThat(document.path("timestamp"))
                .isEqualTo(transactions.path(count - 1).path("transaction_timestamp"));
        assertThat(transactions.path(0).path("transaction_id").textValue()).isEqualTo("TXN_%08d".formatted(offset + 1));
        assertThat(transactions).allMatch(transaction -> transaction.has("is_fraud") == labelled);
    }

    @ParameterizedTest
    @CsvSource({"NDJSON, false", "NDJSON, true", "CSV, false", "CSV, true"})
    void tenSlicesPutTogetherAreTheWhole(DatasetFormat format, boolean labelled) throws IOException {
        ByteArrayOutputStream slices = new ByteArrayOutputStream();
        for (int i = 0; i < 10; i++) {
            slices.write(bytes(all(DatasetSpecs.of(format, i * 700L, 700, labelled), false)));
        }

        assertThat(text(slices.toByteArray()))
                .isEqualTo(text(DatasetSpecs.whole(DatasetSpecs.of(format, 0, 7000, labelled))));
    }

    @Test
    void csvHasAHeaderOnceAndARecordEach() {
        String text = text(bytes(all(DatasetSpecs.of(DatasetFormat.CSV, 3000), false)));

        assertThat(text).endsWith("\r\n");
        assertThat(text.lines()).hasSize(3001);
        assertThat(text.lines().filter(line -> line.startsWith("transaction_id")))
                .hasSize(1);
        assertThat(text).startsWith("transaction_id,");
    }

    private List<DatasetChunks.Piece> all(DatasetSpec recipe, boolean compress) {
        DatasetChunks pieces = new DatasetChunks(recipe, compress, null, digests::add);
        List<DatasetChunks.Piece> all = new ArrayList<>();
        do {
            all.add(pieces.next(() -> false));
        } while (!all.get(all.size() - 1).last());
        pieces.close();
        return all;
    }

    private static byte[] bytes(List<DatasetChunks.Piece> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (DatasetChunks.Piece piece : pieces) {
            byte[] some = new byte[piece.bytes().remaining()];
            piece.bytes().duplicate().get(some);
            bytes.writeBytes(some);
        }
        return bytes.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
