package io.bankfeed.core.parquet;

/**
 * Parquet's hybrid of run-length encoding and bit-packing, for dictionary indexes and definition levels: at least eight
 * equal values are a run, and others are packed in groups of eight.
 */
final class HybridEncoder {

    private static final int GROUP = 8;

    private HybridEncoder() {}

    /**
     * Appends values.
     *
     * @param count how many of the values, from the first on
     * @param bitWidth the bits of each value, 1 to 16
     */
    static void encode(char[] values, int count, int bitWidth, BinaryBuffer out) {
        int at = 0;
        while (at < count) {
            int run = run(values, at, count);
            if (run >= GROUP) {
                out.appendVarint((long) run << 1);
                appendValue(values[at], bitWidth, out);
                at += run;
            } else {
                int end = at + GROUP;
                while (end < count && run(values, end, count) < GROUP) {
                    end += GROUP;
                }
                int groups = (end - at) / GROUP;
                out.appendVarint(((long) groups << 1) | 1);
                pack(values, at, Math.min(end, count), bitWidth, out);
                at = end;
            }
        }
    }

    /** The number of equal values from a position on. */
    private static int run(char[] values, int from, int count) {
        int at = from + 1;
        while (at < count && values[at] == values[from]) {
            at++;
        }
        return at - from;
    }

    private static void appendValue(char value, int bitWidth, BinaryBuffer out) {
        out.append(value);
        if (bitWidth > Byte.SIZE) {
            out.append(value >>> Byte.SIZE);
        }
    }

    /** Appends whole groups of bit-packed values, the lowest bit first; the last group is filled with zeros. */
    private static void pack(char[] values, int from, int to, int bitWidth, BinaryBuffer out) {
        int end = out.length() + (to - from + GROUP - 1) / GROUP * bitWidth;
        long bits = 0;
        int size = 0;
        for (int i = from; i < to; i++) {
            bits |= (long) values[i] << size;
            size += bitWidth;
            if (size >= Integer.SIZE) {
                out.appendInt((int) bits);
                bits >>>= Integer.SIZE;
                size -= Integer.SIZE;
            }
        }
        while (out.length() < end) {
            out.append((int) bits);
            bits >>>= Byte.SIZE;
        }
    }
}
