package io.bankfeed.core.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes text and numbers to a byte array, eight bytes at a time and without allocation. Each method writes at a
 * position and returns the position after the last byte. Unless it says otherwise, it may overwrite up to
 * {@value #OVERRUN} further bytes, for which the caller must provide space.
 */
final class Ascii {

    static final int OVERRUN = 7;

    /** The maximum length of a 64-bit number, including its sign. */
    static final int MAX_DIGITS = 20;

    private static final int EIGHT_DIGITS = 100_000_000;
    private static final long ZEROS = 0x3030303030303030L;

    /** The lowest bit of the last of eight digits. */
    private static final long LAST_DIGIT = 1L << 56;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Ascii() {}

    /** Writes a number of at least 0 in decimal. */
    static int number(byte[] target, int position, long number) {
        return padded(target, position, number, 1);
    }

    /**
     * Writes a number of at least 0 with leading zeros.
     *
     * @param minDigits the minimum number of digits, 1 to 8
     */
    static int padded(byte[] target, int position, long number, int minDigits) {
        if (number < EIGHT_DIGITS) {
            long digits = digits((int) number);
            int leadingZeros =
                    Math.min(Long.BYTES - minDigits, Long.numberOfTrailingZeros(digits | LAST_DIGIT) / Byte.SIZE);
            word(target, position, (digits | ZEROS) >>> (leadingZeros * Byte.SIZE));
            return position + Long.BYTES - leadingZeros;
        }
        long head = number / EIGHT_DIGITS;
        int at = padded(target, position, head, 1);
        word(target, at, digits((int) (number - head * EIGHT_DIGITS)) | ZEROS);
        return at + Long.BYTES;
    }

    /** Writes the eight bytes of a word, the lowest first. */
    static void word(byte[] target, int position, long word) {
        WORDS.set(target, position, word);
    }

    /** The two digits of a number under 100 as the lowest two bytes of a word. */
    static long twoDigits(long number) {
        long tens = (number * 103) >>> 10;
        return tens + ((number - tens * 10) << 8) + 0x3030;
    }

    /**
     * The eight digits of a number under 10^8, one byte each, the first digit in the lowest byte. The number is split
     * in half three times, all parts at once. The divisions are multiplications that are exact in the range of the
     * parts.
     */
    static long digits(int number) {
        long fours = number / 10_000;
        fours |= (number - fours * 10_000) << 32;
        long hundreds = ((fours * 5_243) >>> 19) & 0x0000_007f_0000_007fL;
        long twos = hundreds | ((fours - hundreds * 100) << 16);
        long tens = ((twos * 103) >>> 10) & 0x000f_000f_000f_000fL;
        return tens | ((twos - tens * 10) << 8);
    }

    /** A constant text of at most 40 bytes, held in fields, which the compiler can inline, and not in an array. */
    record Literal(long first, long second, long third, long fourth, long fifth, int length) {

        private static final int MAX_BYTES = 5 * Long.BYTES;

        static Literal of(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("\"" + text + "\" is longer than " + MAX_BYTES + " bytes");
            }
            long[] words = new long[MAX_BYTES / Long.BYTES];
            for (int i = 0; i < bytes.length; i++) {
                words[i / Long.BYTES] |= (bytes[i] & 0xffL) << (i % Long.BYTES * Byte.SIZE);
            }
            return new Literal(words[0], words[1], words[2], words[3], words[4], bytes.length);
        }

        int write(byte[] target, int position) {
            word(target, position, first);
            if (length > Long.BYTES) {
                word(target, position + Long.BYTES, second);
            }
            if (length > 2 * Long.BYTES) {
                word(target, position + 2 * Long.BYTES, third);
            }
            if (length > 3 * Long.BYTES) {
                word(target, position + 3 * Long.BYTES, fourth);
            }
            if (length > 4 * Long.BYTES) {
                word(target, position + 4 * Long.BYTES, fifth);
            }
            return position + length;
        }

        /**
         * Like {@link #write}, but without branches on the length, for texts of varying lengths. It always writes
         * {@value #MAX_BYTES} bytes.
         */
        int writeWhole(byte[] target, int position) {
            word(target, position, first);
            word(target, position + Long.BYTES, second);
            word(target, position + 2 * Long.BYTES, third);
            word(target, position + 3 * Long.BYTES, fourth);
            word(target, position + 4 * Long.BYTES, fifth);
            return position + length;
        }
    }
}
