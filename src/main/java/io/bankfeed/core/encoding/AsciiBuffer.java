package io.bankfeed.core.encoding;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of ASCII text, to which numbers are written without allocation. Not thread-safe. */
public final class AsciiBuffer {

    private static final int HEX_DIGITS = Long.SIZE / 4;

    private byte[] bytes;
    private int length;

    /** @param capacity the number of bytes that fit before the buffer grows */
    public AsciiBuffer(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** The ASCII bytes of a text. */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public AsciiBuffer append(byte[] ascii) {
        return append(ascii, 0, ascii.length);
    }

    private AsciiBuffer append(byte[] ascii, int offset, int count) {
        reserve(count);
        System.arraycopy(ascii, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Appends the remaining bytes of a buffer without changing its position. */
    public AsciiBuffer append(ByteBuffer ascii) {
        int count = ascii.remaining();
        reserve(count);
        ascii.get(ascii.position(), bytes, length, count);
        length += count;
        return this;
    }

    public AsciiBuffer append(AsciiBuffer other) {
        return append(other.bytes, 0, other.length);
    }

    public AsciiBuffer append(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Appends a text that has only ASCII characters. */
    AsciiBuffer appendAscii(String text) {
        int count = text.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += count;
        return this;
    }

    /** Appends the 16 hexadecimal digits of a number, in lower case. */
    public AsciiBuffer appendHex(long number) {
        reserve(HEX_DIGITS);
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            bytes[length++] = (byte) Character.forDigit((int) (number >>> shift) & 0xf, 16);
        }
        return this;
    }

    /** Appends a number in decimal. */
    public AsciiBuffer append(long number) {
        if (number < 0) {
            if (number == Long.MIN_VALUE) {
                return append(ascii(Long.toString(number)));
            }
            append('-');
            return append(-number);
        }
        return appendPadded(number, 1);
    }

    /** Appends a number of at least 0, padded with zeros to a minimum of 1 to 8 digits. */
    public AsciiBuffer appendPadded(long number, int minDigits) {
        reserve(Ascii.MAX_DIGITS + Ascii.OVERRUN);
        length = Ascii.padded(bytes, length, number, minDigits);
        return this;
    }

    public int length() {
        return length;
    }

    /** A copy of the contents. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Copies the contents to an array from a position on. */
    public void copyTo(byte[] target, int position) {
        System.arraycopy(bytes, 0, target, position, length);
    }

    /** A view of the contents, which is valid until the buffer is changed. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** A stream that appends what is written to it, whatever the bytes, and that need not be closed. */
    public OutputStream asOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int oneByte) {
                append((char) (oneByte & 0xff));
            }

            @Override
            public void write(byte[] some, int offset, int count) {
                append(some, offset, count);
            }
        };
    }

    public void writeTo(OutputStream target) throws IOException {
        target.write(bytes, 0, length);
    }

    /** Empties the buffer and keeps its capacity. */
    public void clear() {
        length = 0;
    }

    /** Empties the buffer, and frees memory if it has grown beyond a capacity. */
    public void clear(int maxCapacity) {
        length = 0;
        if (bytes.length > maxCapacity) {
            bytes = new byte[maxCapacity];
        }
    }

    /** The array, with space for at least {@code count} bytes after {@link #length}. */
    byte[] reserved(int count) {
        reserve(count);
        return bytes;
    }

    /** Sets the length after the caller has written to the {@link #reserved} array up to a position. */
    void written(int position) {
        length = position;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
    }
}
