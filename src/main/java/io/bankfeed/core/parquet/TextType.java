package io.bankfeed.core.parquet;

import io.bankfeed.core.encoding.AsciiBuffer;
import java.util.function.LongFunction;

/**
 * Texts, each of which is determined by a number.
 *
 * @param format appends the text of a number
 */
record TextType(Format format) implements ValueType {

    private static final int UTF8 = 0;

    /** Appends the text of a number. */
    @FunctionalInterface
    interface Format {

        void append(long value, AsciiBuffer text);
    }

    /** A prefix and a number with leading zeros. */
    static TextType padded(String prefix, int minDigits) {
        byte[] ascii = AsciiBuffer.ascii(prefix);
        return new TextType((value, text) -> text.append(ascii).appendPadded(value, minDigits));
    }

    /** A name for each number. */
    static TextType named(LongFunction<String> name) {
        return new TextType((value, text) -> text.append(AsciiBuffer.ascii(name.apply(value))));
    }

    @Override
    public PhysicalType physical() {
        return PhysicalType.BYTE_ARRAY;
    }

    /** The length of each text before it. The range is that of the bytes. */
    @Override
    public Range writePlain(long[] values, int count, BinaryBuffer out) {
        AsciiBuffer text = new AsciiBuffer(64);
        int min = out.length();
        int minEnd = Integer.MAX_VALUE;
        int max = min;
        int maxEnd = min;
        for (int i = 0; i < count; i++) {
            format.append(values[i], text);
            out.appendInt(text.length());
            int from = out.length();
            out.append(text);
            int to = out.length();
            text.clear();
            if (i == 0 || out.compare(from, to, min, minEnd) < 0) {
                min = from;
                minEnd = to;
            }
            if (i == 0 || out.compare(from, to, max, maxEnd) > 0) {
                max = from;
                maxEnd = to;
            }
        }
        return new Range(out.copy(min, minEnd), out.copy(max, maxEnd));
    }

    @Override
    public void describe(ThriftWriter element) {
        element.i32(6, UTF8).beginStruct(10).empty(1).end();
    }
}
