package io.bankfeed.core.parquet;

/** Numbers and truth values. */
enum NumberType implements ValueType {
    INT32(PhysicalType.INT32) {
        @Override
        void write(long value, BinaryBuffer out) {
            out.appendInt((int) value);
        }
    },

    INT64(PhysicalType.INT64) {
        @Override
        void write(long value, BinaryBuffer out) {
            out.appendLong(value);
        }
    },

    /** Microseconds since 1970-01-01T00:00Z. */
    TIMESTAMP(PhysicalType.INT64) {
        @Override
        void write(long value, BinaryBuffer out) {
            out.appendLong(value);
        }

        @Override
        public void describe(ThriftWriter element) {
            element.i32(CONVERTED_TYPE, TIMESTAMP_MICROS).beginStruct(LOGICAL_TYPE);
            element.beginStruct(8).bool(1, true).beginStruct(2).empty(2).end().end();
            element.end();
        }
    },

    /** 0 or 1. */
    BOOLEAN(PhysicalType.BOOLEAN) {
        @Override
        void write(long value, BinaryBuffer out) {
            out.append((int) value);
        }

        // One bit for each value, the lowest first.
        @Override
        void writeAll(long[] values, int count, BinaryBuffer out) {
            for (int i = 0; i < count; i += Byte.SIZE) {
                int bits = 0;
                for (int j = i; j < Math.min(count, i + Byte.SIZE); j++) {
                    bits |= (int) values[j] << (j - i);
                }
                out.append(bits);
            }
        }
    };

    /** Fields of {@code SchemaElement}. */
    private static final int CONVERTED_TYPE = 6;

    private static final int LOGICAL_TYPE = 10;

    private static final int TIMESTAMP_MICROS = 10;

    private final PhysicalType physical;

    NumberType(PhysicalType physical) {
        this.physical = physical;
    }

    @Override
    public PhysicalType physical() {
        return physical;
    }

    @Override
    public Range writePlain(long[] values, int count, BinaryBuffer out) {
        long min = values[0];
        long max = values[0];
        for (int i = 1; i < count; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        writeAll(values, count, out);
        return new Range(bytes(min), bytes(max));
    }

    void writeAll(long[] values, int count, BinaryBuffer out) {
        for (int i = 0; i < count; i++) {
            write(values[i], out);
        }
    }

    /** Appends one value as in statistics. */
    abstract void write(long value, BinaryBuffer out);

    private byte[] bytes(long value) {
        BinaryBuffer bytes = new BinaryBuffer();
        write(value, bytes);
        return bytes.copy(0, bytes.length());
    }
}
