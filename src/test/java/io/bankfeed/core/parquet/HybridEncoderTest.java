package io.bankfeed.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HybridEncoderTest {

    private final BinaryBuffer out = new BinaryBuffer();

    /** The example of the format's specification. */
    @Test
    void groupIsPackedFromTheLowestBitOn() {
        HybridEncoder.encode(new char[] {0, 1, 2, 3, 4, 5, 6, 7}, 8, 3, out);

        assertThat(BinaryBufferTest.hex(out)).isEqualTo("03" + "88c6fa");
    }

    @Test
    void eightEqualValuesAreARun() {
        char[] values = new char[1000];
        Arrays.fill(values, (char) 300);

        HybridEncoder.encode(values, 1000, 9, out);

        assertThat(BinaryBufferTest.hex(out)).isEqualTo("d00f" + "2c01");
    }

    @Test
    void lastGroupIsFilledWithZeros() {
        HybridEncoder.encode(new char[] {1, 0, 1, 9, 9}, 3, 1, out);

        assertThat(BinaryBufferTest.hex(out)).isEqualTo("03" + "05");
    }

    @Test
    void nothingIsEncodedAsNothing() {
        HybridEncoder.encode(new char[] {1}, 0, 1, out);

        assertThat(out.length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 12, 15, 16})
    void decodedValuesAreTheSame(int bitWidth) {
        Random random = new Random(bitWidth);
        for (int i = 0; i < 200; i++) {
            char[] values = values(random, random.nextInt(500), bitWidth);
            out.clear();

            HybridEncoder.encode(values, values.length, bitWidth, out);

            assertThat(decoded(out.copy(0, out.length()), values.length, bitWidth))
                    .isEqualTo(values);
        }
    }

    /** Runs of all lengths, and values that do not repeat. */
    private static char[] values(Random random, int count, int bitWidth) {
        char[] values = new char[count];
        int at = 0;
        while (at < count) {
            int end = Math.min(count, at + 1 + random.nextInt(random.nextBoolean() ? 2 : 30));
            Arrays.fill(values, at, end, (char) random.nextInt(1 << bitWidth));
            at = end;
        }
        return values;
    }

    /** Reads bit by bit, as the specification says. */
    private static char[] decoded(byte[] bytes, int count, int bitWidth) {
        char[] values = new char[count];
        int at = 0;
        int position = 0;
        while (at < count) {
            int header = 0;
            int shift = 0;
            do {
                header |= (bytes[position] & 0x7f) << shift;
                shift += 7;
            } while (bytes[position++] < 0);
            boolean packed = (header & 1) == 1;
            int length = packed ? header / 2 * 8 : header / 2;
            for (int i = 0; i < length && at < count; i++) {
                values[at++] = bits(bytes, position, packed ? i * bitWidth : 0, bitWidth);
            }
            position += packed ? header / 2 * bitWidth : (bitWidth + 7) / 8;
        }
        assertThat(position).isEqualTo(bytes.length);
        return values;
    }

    private static char bits(byte[] bytes, int position, int first, int bitWidth) {
        int value = 0;
        for (int bit = 0; bit < bitWidth; bit++) {
            int at = first + bit;
            value |= (bytes[position + at / 8] >> (at % 8) & 1) << bit;
        }
        return (char) value;
    }
}
