package io.bankfeed.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AsciiBufferTest {

    @Test
    void bufferGrowsAsNeeded() {
        AsciiBuffer buffer = new AsciiBuffer(0);
        StringBuilder expected = new StringBuilder();

        for (int i = 0; i < 1000; i++) {
            buffer.append(i).append(',').append(AsciiBuffer.ascii("abc"));
            expected.append(i).append(",abc");
        }

        assertThat(text(buffer)).isEqualTo(expected.toString());
        assertThat(buffer.length()).isEqualTo(expected.length());
    }

    @Test
    void bufferGrowsByMoreThanDouble() {
        AsciiBuffer buffer = new AsciiBuffer(16);

        buffer.append(AsciiBuffer.ascii("x".repeat(1000)));

        assertThat(text(buffer)).isEqualTo("x".repeat(1000));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                9,
                10,
                11,
                99,
                100,
                -1,
                -9,
                -10,
                -100,
                2_147_483_648L,
                -2_147_483_649L,
                999_999_999_999_999_999L,
                1_000_000_000_000_000_000L,
                Long.MAX_VALUE,
                -Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void numbersAreWrittenInDecimal(long number) {
        assertThat(text(new AsciiBuffer(0).append(number))).isEqualTo(Long.toString(number));
    }

    @Test
    void powersOfTenAndTheirNeighboursAreWrittenInDecimal() {
        for (long power = 1; power < Long.MAX_VALUE / 10; power *= 10) {
            for (long number = power - 1; number <= power + 1; number++) {
                assertThat(text(new AsciiBuffer(0).append(number))).isEqualTo(Long.toString(number));
                assertThat(text(new AsciiBuffer(0).append(-number))).isEqualTo(Long.toString(-number));
            }
        }
    }

    @Test
    void randomNumbersAreWrittenInDecimal() {
        Random random = new Random(1);

        for (int i = 0; i < 2000; i++) {
            long number = random.nextLong() >> random.nextInt(Long.SIZE);
            assertThat(text(new AsciiBuffer(0).append(number))).isEqualTo(Long.toString(number));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, '0'",
        "0, 2, '00'",
        "7, 2, '07'",
        "7, 3, '007'",
        "42, 6, '000042'",
        "0, 8, '00000000'",
        "99999999, 8, '99999999'",
        "100000000, 8, '100000000'",
        "123456, 6, '123456'",
        "1234567, 6, '1234567'",
        "9223372036854775807, 8, '9223372036854775807'"
    })
    void paddedNumbersHaveTheMinimumNumberOfDigits(long number, int atLeast, String expected) {
        assertThat(text(new AsciiBuffer(0).appendPadded(number, atLeast))).isEqualTo(expected);
    }

    @Test
    void otherBufferIsAppended() {
        AsciiBuffer one = new AsciiBuffer(0).append(1);
        AsciiBuffer other = new AsciiBuffer(100).append(AsciiBuffer.ascii("23")).append('4');

        one.append(other).append(other);

        assertThat(text(one)).isEqualTo("1234234");
        assertThat(text(other)).isEqualTo("234");
    }

    @Test
    void bufferCanBeAppendedToItself() {
        AsciiBuffer buffer = new AsciiBuffer(16).append(AsciiBuffer.ascii("0123456789abc"));

        buffer.append(buffer);

        assertThat(text(buffer)).isEqualTo("0123456789abc0123456789abc");
    }

    @Test
    void byteBufferIsAViewAndNotACopy() {
        AsciiBuffer buffer = new AsciiBuffer(16).append(12).append('3');

        ByteBuffer view = buffer.asByteBuffer();
        buffer.clear();
        buffer.append(45).append('6');

        assertThat(StandardCharsets.US_ASCII.decode(view).toString()).isEqualTo("456");
    }

    @Test
    void byteBufferEndsAtTheLength() {
        ByteBuffer view = new AsciiBuffer(100).append(123).asByteBuffer();

        assertThat(view.position()).isZero();
        assertThat(view.remaining()).isEqualTo(3);
    }

    @Test
    void byteArrayIsACopy() {
        AsciiBuffer buffer = new AsciiBuffer(16).append(12);

        byte[] copy = buffer.toByteArray();
        buffer.clear();
        buffer.append(34);

        assertThat(copy).containsExactly('1', '2');
    }

    @Test
    void clearedBufferIsEmpty() {
        AsciiBuffer buffer = new AsciiBuffer(16).append(12);

        buffer.clear();

        assertThat(buffer.length()).isZero();
        assertThat(buffer.toByteArray()).isEmpty();
    }

    private static String text(AsciiBuffer buffer) {
        return new String(buffer.toByteArray(), StandardCharsets.US_ASCII);
    }
}
