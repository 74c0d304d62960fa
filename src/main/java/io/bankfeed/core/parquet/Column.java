package io.bankfeed.core.parquet;

/**
 * A column of the schema.
 *
 * @param optional whether values may be null
 * @param dictionary whether values are expected to repeat within a row group
 */
record Column(String name, ValueType type, boolean optional, boolean dictionary) {

    /** A column whose values are distinct, or almost. */
    static Column distinct(String name, ValueType type) {
        return new Column(name, type, false, false);
    }

    static Column repeated(String name, ValueType type) {
        return new Column(name, type, false, true);
    }

    static Column nullable(String name, ValueType type) {
        return new Column(name, type, true, true);
    }
}
