package io.bankfeed.core.parquet;

/** The encodings that are used here, with their numbers in the format. */
enum Encoding {
    PLAIN(0),
    RLE(3),
    RLE_DICTIONARY(8);

    final int code;

    Encoding(int code) {
        this.code = code;
    }
}
