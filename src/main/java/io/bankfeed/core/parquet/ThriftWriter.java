package io.bankfeed.core.parquet;

import java.nio.charset.StandardCharsets;

/**
 * Writes structures in Thrift's compact protocol, which Parquet uses for the headers of pages and the footer. Fields are
 * written in the order of their ids. Not thread-safe.
 */
final class ThriftWriter {

    /** Types of the compact protocol. */
    static final int I32 = 5;

    static final int BINARY = 8;
    static final int STRUCT = 12;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I64 = 6;
    private static final int LIST = 9;

    private static final int STOP = 0;
    private static final int MAX_SHORT_DELTA = 15;
    private static final int MAX_SHORT_SIZE = 14;
    private static final int MAX_DEPTH = 16;

    private final BinaryBuffer out;

    /** The id of the last field of each structure around the position. */
    private final int[] lastFields = new int[MAX_DEPTH];

    private int depth;

    /** Begins a structure. */
    ThriftWriter(BinaryBuffer out) {
        this.out = out;
    }

    ThriftWriter i32(int field, int value) {
        header(field, I32);
        number(value);
        return this;
    }

    ThriftWriter i64(int field, long value) {
        header(field, I64);
        number(value);
        return this;
    }

    ThriftWriter bool(int field, boolean value) {
        header(field, value ? TRUE : FALSE);
        return this;
    }

    ThriftWriter text(int field, String value) {
        return binary(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ThriftWriter binary(int field, byte[] value) {
        header(field, BINARY);
        bytes(value);
        return this;
    }

    /** Begins a structure as a field. */
    ThriftWriter beginStruct(int field) {
        header(field, STRUCT);
        return beginElement();
    }

    /** Begins a structure as an element of a list. */
    ThriftWriter beginElement() {
        lastFields[++depth] = 0;
        return this;
    }

    /** Ends the innermost structure. */
    ThriftWriter end() {
        out.append(STOP);
        depth--;
        return this;
    }

    /** Begins a list, whose elements follow. */
    ThriftWriter beginList(int field, int elementType, int size) {
        header(field, LIST);
        if (size <= MAX_SHORT_SIZE) {
            out.append((size << 4) | elementType);
        } else {
            out.append(0xf0 | elementType);
            out.appendVarint(size);
        }
        return this;
    }

    ThriftWriter element(int value) {
        number(value);
        return this;
    }

    ThriftWriter element(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** An empty structure as a field, which is how unions name a case without parameters. */
    ThriftWriter empty(int field) {
        return beginStruct(field).end();
    }

    private void header(int field, int type) {
        int delta = field - lastFields[depth];
        if (delta <= MAX_SHORT_DELTA) {
            out.append((delta << 4) | type);
        } else {
            out.append(type);
            number(field);
        }
        lastFields[depth] = field;
    }

    private void bytes(byte[] value) {
        out.appendVarint(value.length);
        out.append(value);
    }

    /** Numbers near 0 are short, whatever their sign. */
    private void number(long value) {
        out.appendVarint((value << 1) ^ (value >> (Long.SIZE - 1)));
    }
}
