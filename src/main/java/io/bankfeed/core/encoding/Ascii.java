package io.bankfeed.core.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes text and numbers into an array of bytes, eight at a time and without an object in between. Every method writes
 * at a position and answers the one behind what it wrote. It may write up to {@value #OVERRUN} bytes more, or what a method
 * says, which whatever follows writes over; that there is room for them is the caller's business.
 */
final class Ascii {

    static final int OVERRUN = 7;

    /** The most digits of a number of 64 bits, and the sign. */
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
     * @param atLeast how many digits it has at least, 1 to 8
     */
    static int padded(byte[] target, int position, long number, int atLeast) {
        if (number < EIGHT_DIGITS) {
            long digits = digits((int) number);
            int leadingZeros =
                    Math.min(Long.BYTES - atLeast, Long.numberOfTrailingZeros(digits | LAST_DIGIT) / Byte.SIZE);
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

    /** The two digits of a number under 100 as the two lowest bytes of a word. */
    static long twoDigits(long number) {
        long tens = (number * 103) >>> 10;
        return tens + ((number - tens * 10) << 8) + 0x3030;
    }

    /**
     * The digits of a number under 10^8, a byte each, the first in the lowest: halved thrice, all parts at once, with a
     * quotient as a product that is exact in the range of the part.
     */
    static long digits(int number) {
        long fours = number / 10_000;
        fours |= (number - fours * 10_000) << 32;
        long hundreds = ((fours * 5_243) >>> 19) & 0x0000_007f_0000_007fL;
        long twos = hundreds | ((fours - hundreds * 100) << 16);
        long tens = ((twos * 103) >>> 10) & 0x000f_000f_000f_000fL;
        return tens | ((twos - tens * 10) << 8);
    }

    /** A text of at most 40 bytes that is written again and again. Its words stand in the code, not in an array. */
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
         * As {@link #write}, without a branch that depends on the length, for a text that is not always the same one. It
         * takes {@value #MAX_BYTES} bytes of room.
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
