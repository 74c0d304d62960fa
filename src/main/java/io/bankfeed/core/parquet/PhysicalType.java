package io.bankfeed.core.parquet;

/** The types of stored values that are used here, with their numbers in the format. */
enum PhysicalType {
    BOOLEAN(0),
    INT32(1),
    INT64(2),
    BYTE_ARRAY(6);

    final int code;

    PhysicalType(int code) {
        this.code = code;
    }
}
