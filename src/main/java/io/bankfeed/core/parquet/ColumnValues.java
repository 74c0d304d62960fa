package io.bankfeed.core.parquet;

import java.util.Arrays;

/** The values of a column in a row group, as indexes of a dictionary while they fit into one. Not thread-safe. */
final class ColumnValues {

    private static final int FIRST_CAPACITY = 1024;

    private final Column column;
    private final Dictionary dictionary = new Dictionary();

    /** Whether the values are those of {@link #indexes} in the dictionary, or else {@link #plain}. */
    private boolean indexed;

    private char[] indexes = {};
    private long[] plain = {};

    /** 1 for a value and 0 for null, if the column is optional. */
    private char[] levels = {};

    private int rows;
    private int count;

    ColumnValues(Column column) {
        this.column = column;
        indexed = column.dictionary();
    }

    void add(long value) {
        if (column.optional()) {
            addLevel(1);
        } else {
            rows++;
        }
        if (indexed) {
            int index = dictionary.indexOf(value);
            if (index != Dictionary.FULL) {
                addIndex((char) index);
                return;
            }
            fallBack();
        }
        addPlain(value);
    }

    /** Adds null; the column must be optional. */
    void addNull() {
        addLevel(0);
    }

    /** The number of values and nulls. */
    int rows() {
        return rows;
    }

    /** The number of values, without nulls. */
    int count() {
        return count;
    }

    Column column() {
        return column;
    }

    /** Whether all distinct values fit into a dictionary. */
    boolean isIndexed() {
        return indexed;
    }

    Dictionary dictionary() {
        return dictionary;
    }

    /** The places of the values in the dictionary, of which the first {@link #count} are in use. */
    char[] indexes() {
        return indexes;
    }

    /** 1 for each value and 0 for each null, of which the first {@link #rows} are in use. */
    char[] levels() {
        return levels;
    }

    /**
     * The values themselves, of which the first {@link #count} are in use.
     *
     * @param scratch an array of at least {@link #count} for the values if they are in the dictionary
     */
    long[] plain(long[] scratch) {
        if (!indexed) {
            return plain;
        }
        copyTo(scratch);
        return scratch;
    }

    /** Removes all values and frees their memory, which can then be used for the encoded row group. */
    void clear() {
        dictionary.clear();
        indexed = column.dictionary();
        indexes = new char[0];
        plain = new long[0];
        levels = new char[0];
        rows = 0;
        count = 0;
    }

    private void fallBack() {
        if (plain.length < indexes.length) {
            plain = new long[indexes.length];
        }
        copyTo(plain);
        indexed = false;
    }

    private void copyTo(long[] target) {
        long[] values = dictionary.values();
        for (int i = 0; i < count; i++) {
            target[i] = values[indexes[i]];
        }
    }

    private void addIndex(char index) {
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, larger(count));
        }
        indexes[count++] = index;
    }

    private void addPlain(long value) {
        if (count == plain.length) {
            plain = Arrays.copyOf(plain, larger(count));
        }
        plain[count++] = value;
    }

    private void addLevel(int level) {
        if (rows == levels.length) {
            levels = Arrays.copyOf(levels, larger(rows));
        }
        levels[rows++] = (char) level;
    }

    private static int larger(int capacity) {
        return Math.min(RowGroup.MAX_ROWS, Math.max(FIRST_CAPACITY, capacity * 2));
    }
}
