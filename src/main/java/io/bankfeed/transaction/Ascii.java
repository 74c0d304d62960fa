package io.bankfeed.transaction;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes text and numbers into an array of bytes without an object in between. Every method writes at a position and
 * answers the one behind what it wrote; that there is room is the caller's business.
 */
final class Ascii {

    private static final int INT_DIGITS = 1_000_000_000;

    /** "00", "01" ... "99", one behind the other. */
    private static final byte[] PAIRS = new byte[200];

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    private Ascii() {}

    /** Writes a number of at least 0 in decimal. */
    static int number(byte[] target, int position, long number) {
        return number >= INT_DIGITS
                ? padded(target, position, number, digits(number))
                : padded(target, position, (int) number, digits((int) number));
    }

    /** Writes the last digits of a number of at least 0. */
    static int padded(byte[] target, int position, int number, int digits) {
        int rest = number;
        int at = position + digits;
        while (at - position >= 2) {
            int pair = rest % 100 * 2;
            rest /= 100;
            target[--at] = PAIRS[pair + 1];
            target[--at] = PAIRS[pair];
        }
        if (at > position) {
            target[position] = (byte) ('0' + rest % 10);
        }
        return position + digits;
    }

    /** Writes the last digits of a number of at least 0. */
    static int padded(byte[] target, int position, long number, int digits) {
        if (digits <= 9) {
            return padded(target, position, (int) (number % INT_DIGITS), digits);
        }
        int head = padded(target, position, number / INT_DIGITS, digits - 9);
        return padded(target, head, (int) (number % INT_DIGITS), 9);
    }

    /** How many digits a number of at least 0 has. */
    static int digits(long number) {
        int digits = 0;
        long rest = number;
        while (rest >= INT_DIGITS) {
            rest /= INT_DIGITS;
            digits += 9;
        }
        return digits + digits((int) rest);
    }

    private static int digits(int number) {
        if (number < 100_000) {
            if (number < 100) {
                return number < 10 ? 1 : 2;
            }
            return number < 1_000 ? 3 : number < 10_000 ? 4 : 5;
        }
        if (number < 10_000_000) {
            return number < 1_000_000 ? 6 : 7;
        }
        return number < 100_000_000 ? 8 : number < INT_DIGITS ? 9 : 10;
    }

    /**
     * A text that is written again and again, eight bytes at a time. It may write up to {@value #OVERRUN} bytes behind
     * its end, which whatever follows writes over.
     */
    static final class Literal {

        static final int OVERRUN = 7;

        private static final VarHandle WORDS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private final long[] words;
        private final int length;

        Literal(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            length = bytes.length;
            words = new long[(length + OVERRUN) / Long.BYTES];
            for (int i = 0; i < length; i++) {
                words[i / Long.BYTES] |= (bytes[i] & 0xffL) << (i % Long.BYTES * Byte.SIZE);
            }
        }

        int write(byte[] target, int position) {
            for (int i = 0; i < words.length; i++) {
                WORDS.set(target, position + i * Long.BYTES, words[i]);
            }
            return position + length;
        }
    }
}
