package io.bankfeed.core.parquet;

import io.bankfeed.core.encoding.AsciiBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing buffer of bytes, which need not be closed. Numbers are little-endian. Not thread-safe. */
final class BinaryBuffer extends OutputStream {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int MAX_VARINT_BYTES = 10;

    private byte[] bytes = new byte[256];
    private int length;

    void append(int oneByte) {
        reserve(1);
        bytes[length++] = (byte) oneByte;
    }

    void appendInt(int number) {
        reserve(Integer.BYTES);
        INTS.set(bytes, length, number);
        length += Integer.BYTES;
    }

    void appendLong(long number) {
        reserve(Long.BYTES);
        LONGS.set(bytes, length, number);
        length += Long.BYTES;
    }

    /** Appends an unsigned number, seven bits to a byte, the lowest first. */
    void appendVarint(long number) {
        reserve(MAX_VARINT_BYTES);
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    @Override
    public void write(int oneByte) {
        append(oneByte);
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    void append(byte[] source) {
        write(source, 0, source.length);
    }

    void append(BinaryBuffer source) {
        write(source.bytes, 0, source.length);
    }

    void append(AsciiBuffer source) {
        reserve(source.length());
        source.copyTo(bytes, length);
        length += source.length();
    }

    /** Replaces the four bytes at a position. */
    void setInt(int position, int number) {
        INTS.set(bytes, position, number);
    }

    int length() {
        return length;
    }

    /** Compares the bytes from one position up to another with those of a second range, as unsigned numbers. */
    int compare(int from, int to, int otherFrom, int otherTo) {
        return Arrays.compareUnsigned(bytes, from, to, bytes, otherFrom, otherTo);
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    void writeTo(OutputStream target) throws IOException {
        target.write(bytes, 0, length);
    }

    /** Empties the buffer and keeps its capacity. */
    void clear() {
        length = 0;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length + (bytes.length >> 1)));
        }
    }
}
