package io.bankfeed.core.parquet;

/** The smallest and the largest value of a column chunk, as in the format's statistics. The arrays are not copied. */
final class Range {

    private final byte[] min;
    private final byte[] max;

    Range(byte[] min, byte[] max) {
        this.min = min;
        this.max = max;
    }

    byte[] min() {
        return min;
    }

    byte[] max() {
        return max;
    }
}
