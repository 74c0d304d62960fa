package io.bankfeed.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BinaryBufferTest {

    private final BinaryBuffer buffer = new BinaryBuffer();

    @Test
    void numbersAreLittleEndian() {
        buffer.appendInt(0x01020304);
        buffer.appendLong(-2);
        buffer.append(0x1ff);

        assertThat(hex(buffer)).isEqualTo("04030201" + "feffffffffffffff" + "ff");
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "127, 7f", "128, 8001", "300, ac02", "-1, ffffffffffffffffff01"})
    void varintsHaveSevenBitsToAByte(long number, String hex) {
        buffer.appendVarint(number);

        assertThat(hex(buffer)).isEqualTo(hex);
    }

    @Test
    void bufferGrows() {
        byte[] some = new byte[1000];
        some[999] = 7;
        for (int i = 0; i < 100; i++) {
            buffer.append(some);
        }
        buffer.setInt(50_000, -1);

        assertThat(buffer.length()).isEqualTo(100_000);
        assertThat(buffer.copy(49_999, 50_005)).containsExactly(7, -1, -1, -1, -1, 0);
        assertThat(buffer.copy(99_999, 100_000)).containsExactly(7);
    }

    @Test
    void bytesAreComparedAsUnsigned() {
        buffer.append(new byte[] {'A', 'B', 'A', (byte) 0x80});

        assertThat(buffer.compare(0, 2, 2, 4)).isNegative();
        assertThat(buffer.compare(0, 1, 2, 3)).isZero();
        assertThat(buffer.compare(0, 2, 2, 3)).isPositive();
    }

    static String hex(BinaryBuffer buffer) {
        return HexFormat.of().formatHex(buffer.copy(0, buffer.length()));
    }
}
