package io.bankfeed.core.encoding;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of ASCII, to which numbers are written without an object in between. Not thread-safe. */
public final class AsciiBuffer {

    private byte[] bytes;
    private int length;

    /** @param capacity bytes that fit before it grows */
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

    /** Appends all bytes of a buffer, whose position stays as it is. */
    public AsciiBuffer append(ByteBuffer ascii) {
        int count = ascii.remaining();
        reserve(count);
        ascii.get(ascii.position(), bytes, length, count);
        length += count;
        return this;
    }

    /** Appends what was written to another buffer. */
    public AsciiBuffer append(AsciiBuffer other) {
        return append(other.bytes, 0, other.length);
    }

    public AsciiBuffer append(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
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

    /** Appends a number of at least 0 with at least so many digits, 1 to 8, with leading zeros where it has fewer. */
    public AsciiBuffer appendPadded(long number, int atLeast) {
        reserve(Ascii.MAX_DIGITS + Ascii.OVERRUN);
        length = Ascii.padded(bytes, length, number, atLeast);
        return this;
    }

    public int length() {
        return length;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was written, without a copy: it changes with the buffer. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** Writes what was written to a stream. */
    public void writeTo(OutputStream target) throws IOException {
        target.write(bytes, 0, length);
    }

    /** Forgets what was written and keeps the room for it. */
    public void clear() {
        length = 0;
    }

    /** The bytes, with room for so many more behind {@link #length}. */
    byte[] reserved(int count) {
        reserve(count);
        return bytes;
    }

    /** Takes what was written up to a position into {@link #reserved} bytes. */
    void written(int position) {
        length = position;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
    }
}
