package io.bankfeed.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValueTypeTest {

    private final BinaryBuffer out = new BinaryBuffer();

    @Test
    void truthValuesAreBits() {
        Range range = NumberType.BOOLEAN.writePlain(new long[] {1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1}, 10, out);

        assertThat(BinaryBufferTest.hex(out)).isEqualTo("8903");
        assertRange(range, "00", "01");
    }

    @Test
    void numbersHaveFourOrEightBytes() {
        Range ints = NumberType.INT32.writePlain(new long[] {5, 3, 4}, 3, out);
        Range longs = NumberType.INT64.writePlain(new long[] {1L << 40}, 1, out);

        assertThat(BinaryBufferTest.hex(out)).isEqualTo("050000000300000004000000" + "0000000000010000");
        assertRange(ints, "03000000", "05000000");
        assertRange(longs, "0000000000010000", "0000000000010000");
    }

    @Test
    void textsHaveTheirLengthBeforeThem() {
        List<String> names = List.of("bb", "b", "c");

        Range range = TextType.named(value -> names.get((int) value)).writePlain(new long[] {0, 1, 2}, 3, out);

        assertThat(BinaryBufferTest.hex(out)).isEqualTo("020000006262" + "0100000062" + "0100000063");
        assertRange(range, "62", "63");
    }

    /** A million comes before 999,999 in the order of texts. */
    @Test
    void rangeOfTextsIsThatOfTheirBytes() {
        Range range = TextType.padded("", 6).writePlain(new long[] {999_998, 999_999, 1_000_000}, 3, out);

        assertRange(range, "31303030303030", "393939393939");
    }

    private static void assertRange(Range range, String min, String max) {
        assertThat(HexFormat.of().formatHex(range.min())).isEqualTo(min);
        assertThat(HexFormat.of().formatHex(range.max())).isEqualTo(max);
    }
}
