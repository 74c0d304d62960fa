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
    @CsvSource({"JSON, false", "JSON, true", "NDJSON, false", "NDJSON, true", "CSV, false", "CSV, true", "PARQUET, true"
    })
    void chunksConcatenateToTheWholeDataset(DatasetFormat format, boolean labelled) {
        DatasetSpec spec = DatasetSpecs.of(format, 0, 5000, labelled);

        assertThat(bytes(all(spec, false))).isEqualTo(DatasetSpecs.whole(spec));
    }

    @ParameterizedTest
    @CsvSource({"JSON, 0", "NDJSON, 0", "CSV, 0", "JSON, 777", "NDJSON, 777", "CSV, 777"})
    void compressedChunksConcatenateToOneGzipStream(DatasetFormat format, long offset) {
        DatasetSpec spec = DatasetSpecs.of(format, offset, 20_000, true);

        List<DatasetChunks.Chunk> chunks = all(spec, true);

        assertThat(chunks).hasSizeGreaterThan(1);
        assertThat(DatasetSpecs.decompressed(bytes(chunks))).isEqualTo(DatasetSpecs.whole(spec));
    }

    @ParameterizedTest
    @CsvSource({"JSON, false", "NDJSON, true", "CSV, false", "CSV, true", "PARQUET, false"})
    void digestIsThatOfTheUncompressedBytes(DatasetFormat format, boolean compress) {
        DatasetSpec spec = DatasetSpecs.of(format, 20_000);

        all(spec, compress);

        assertThat(digests).containsExactly(DatasetSpecs.sha256(DatasetSpecs.whole(spec)));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void digestComesWithTheLastChunk(boolean compress) {
        DatasetChunks chunks = new DatasetChunks(DatasetSpecs.of(DatasetFormat.CSV, 20_000), compress, digests::add);

        while (!chunks.next(() -> false).last()) {
            assertThat(digests).isEmpty();
        }

        assertThat(digests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void datasetIsTheSameWithoutADigest(boolean compress) {
        DatasetSpec spec = DatasetSpecs.of(DatasetFormat.CSV, 5000);

        assertThat(bytes(all(new DatasetChunks(spec, compress, null)))).isEqualTo(bytes(all(spec, compress)));
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "NDJSON", "CSV"})
    void chunksHoldAbout256Kibibytes(DatasetFormat format) {
        List<DatasetChunks.Chunk> chunks = all(DatasetSpecs.of(format, 5000), false);

        for (DatasetChunks.Chunk chunk : chunks.subList(0, chunks.size() - 1)) {
            // And at most a hundred transactions more.
            assertThat(chunk.bytes().remaining()).isBetween(256 * KIBIBYTE, 306 * KIBIBYTE);
        }
    }

    /** A row group comes at once. */
    @Test
    void parquetIsCutIntoChunks() {
        DatasetSpec spec = DatasetSpecs.of(DatasetFormat.PARQUET, 250_000);

        List<DatasetChunks.Chunk> chunks = all(spec, false);

        byte[] bytes = bytes(chunks);
        assertThat(bytes).isEqualTo(DatasetSpecs.whole(spec));
        assertThat(digests).containsExactly(DatasetSpecs.sha256(bytes));
        assertThat(chunks).allMatch(chunk -> chunk.bytes().remaining() <= 512 * KIBIBYTE);
        assertThat(chunks).filteredOn(chunk -> !chunk.isEmpty()).hasSizeBetween(20, 50);
        assertThat(chunks.stream().mapToLong(DatasetChunks.Chunk::transactions).sum())
                .isEqualTo(250_000);
    }

    @Test
    void compressedChunksHoldAbout256KibibytesToo() {
        List<DatasetChunks.Chunk> chunks = all(DatasetSpecs.of(DatasetFormat.NDJSON, 20_000), true);

        for (DatasetChunks.Chunk chunk : chunks.subList(0, chunks.size() - 1)) {
            // And what gzip holds back, 64 KiB at most, and a hundred transactions.
            assertThat(chunk.bytes().remaining()).isBetween(256 * KIBIBYTE, 338 * KIBIBYTE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JSON, false",
        "NDJSON, false",
        "CSV, false",
        "JSON, true",
        "NDJSON, true",
        "CSV, true",
        "PARQUET, false"
    })
    void tinyDatasetIsOneChunk(DatasetFormat format, boolean compress) {
        DatasetSpec spec = DatasetSpecs.of(format, 1);

        List<DatasetChunks.Chunk> chunks = all(spec, compress);

        assertThat(chunks).hasSize(1);
        assertThat(chunks.get(0).transactions()).isEqualTo(1);
        byte[] bytes = bytes(chunks);
        assertThat(compress ? DatasetSpecs.decompressed(bytes) : bytes).isEqualTo(DatasetSpecs.whole(spec));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "50000, false", "50000, true"})
    void chunksCountTheirTransactions(long offset, boolean compress) {
        List<DatasetChunks.Chunk> chunks = all(DatasetSpecs.of(DatasetFormat.CSV, offset, 12_345, false), compress);

        assertThat(chunks.stream().mapToLong(DatasetChunks.Chunk::transactions).sum())
                .isEqualTo(12_345);
        if (!compress) {
            for (DatasetChunks.Chunk chunk : chunks) {
                String text = text(bytes(List.of(chunk)));
                long header = text.startsWith("transaction_id") ? 1 : 0;
                assertThat(text.lines().count() - header).isEqualTo(chunk.transactions());
            }
        }
    }

    @Test
    void cancelCutsAChunkShort() {
        DatasetChunks chunks = new DatasetChunks(DatasetSpecs.of(DatasetFormat.NDJSON, 100_000), false, digests::add);
        int[] asked = new int[1];

        DatasetChunks.Chunk chunk = chunks.next(() -> ++asked[0] > 1);

        assertThat(chunk.last()).isFalse();
        assertThat(chunk.transactions()).isEqualTo(100);
        assertThat(text(bytes(List.of(chunk))).lines()).hasSize(100);
        assertThat(chunks.next(() -> true).transactions()).isZero();
        assertThat(digests).isEmpty();
    }

    @Test
    void cancelEndsTheDrawingBeforeTheOffset() {
        DatasetChunks chunks = new DatasetChunks(DatasetSpecs.drawingBefore(300_000_000, 1), false, digests::add);
        int[] asked = new int[1];

        DatasetChunks.Chunk chunk = chunks.next(() -> ++asked[0] > 10);

        assertThat(chunk.bytes().remaining()).isZero();
        assertThat(chunk.transactions()).isZero();
        assertThat(chunk.last()).isFalse();
    }

    @Test
    void chunksBeforeTheOffsetDrawALimitedNumber() {
        DatasetChunks chunks = new DatasetChunks(DatasetSpecs.drawingBefore(300_000_000, 1), false, digests::add);
        int[] asked = new int[1];

        for (int i = 1; i <= 3; i++) {
            DatasetChunks.Chunk chunk = chunks.next(() -> ++asked[0] > 10_000);

            assertThat(chunk.isEmpty()).isTrue();
            assertThat(chunk.transactions()).isZero();
            assertThat(chunk.last()).isFalse();
            // Once for each hundred draws.
            assertThat(asked[0]).isEqualTo(i * 200);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void emptyChunksBeforeTheOffsetLoseNothing(boolean compress) {
        DatasetSpec spec = DatasetSpecs.drawingBefore(50_000, 700);

        List<DatasetChunks.Chunk> chunks = all(spec, compress);

        byte[] bytes = bytes(chunks);
        assertThat(compress ? DatasetSpecs.decompressed(bytes) : bytes).isEqualTo(DatasetSpecs.whole(spec));
        assertThat(chunks.stream().mapToLong(DatasetChunks.Chunk::transactions).sum())
                .isEqualTo(700);
        assertThat(chunks.get(chunks.size() - 1).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void closeBeforeTheEndReportsNoDigest(boolean compress) {
        DatasetChunks chunks = new DatasetChunks(DatasetSpecs.of(DatasetFormat.CSV, 100_000), compress, digests::add);
        chunks.next(() -> false);

        chunks.close();
        chunks.close();

        assertThat(digests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 1, false", "0, 3000, true", "40, 3000, false"})
    void jsonIsOneValidDocument(long offset, int count, boolean labelled) throws IOException {
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
    void slicesConcatenateToTheWholeDataset(DatasetFormat format, boolean labelled) throws IOException {
        ByteArrayOutputStream slices = new ByteArrayOutputStream();
        for (int i = 0; i < 10; i++) {
            slices.write(bytes(all(DatasetSpecs.of(format, i * 700L, 700, labelled), false)));
        }

        assertThat(text(slices.toByteArray()))
                .isEqualTo(text(DatasetSpecs.whole(DatasetSpecs.of(format, 0, 7000, labelled))));
    }

    @Test
    void csvHasOneHeader() {
        String text = text(bytes(all(DatasetSpecs.of(DatasetFormat.CSV, 3000), false)));

        assertThat(text).endsWith("\r\n");
        assertThat(text.lines()).hasSize(3001);
        assertThat(text.lines().filter(line -> line.startsWith("transaction_id")))
                .hasSize(1);
        assertThat(text).startsWith("transaction_id,");
    }

    private List<DatasetChunks.Chunk> all(DatasetSpec spec, boolean compress) {
        return all(new DatasetChunks(spec, compress, digests::add));
    }

    private static List<DatasetChunks.Chunk> all(DatasetChunks chunks) {
        List<DatasetChunks.Chunk> all = new ArrayList<>();
        do {
            all.add(chunks.next(() -> false));
        } while (!all.get(all.size() - 1).last());
        chunks.close();
        return all;
    }

    private static byte[] bytes(List<DatasetChunks.Chunk> chunks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (DatasetChunks.Chunk chunk : chunks) {
            byte[] some = new byte[chunk.bytes().remaining()];
            chunk.bytes().duplicate().get(some);
            bytes.writeBytes(some);
        }
        return bytes.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
