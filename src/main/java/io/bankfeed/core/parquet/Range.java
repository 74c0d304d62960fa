package io.bankfeed.core.parquet;

/** The smallest and the largest value of a column chunk, as in the format's statistics. */
record Range(byte[] min, byte[] max) {}
