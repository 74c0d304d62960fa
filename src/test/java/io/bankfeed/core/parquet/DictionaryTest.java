package io.bankfeed.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DictionaryTest {

    private final Dictionary dictionary = new Dictionary();

    @Test
    void valuesHaveTheOrderInWhichTheyCame() {
        assertThat(dictionary.indexOf(7)).isZero();
        assertThat(dictionary.indexOf(0)).isEqualTo(1);
        assertThat(dictionary.indexOf(7)).isZero();
        assertThat(dictionary.indexOf(Long.MIN_VALUE)).isEqualTo(2);
        assertThat(dictionary.indexOf(0)).isEqualTo(1);

        assertThat(Arrays.copyOf(dictionary.values(), dictionary.size())).containsExactly(7, 0, Long.MIN_VALUE);
    }

    @Test
    void fullDictionaryKnowsItsValuesAndTakesNoOthers() {
        for (int i = 0; i < Dictionary.MAX_SIZE; i++) {
            assertThat(dictionary.indexOf(value(i))).isEqualTo(i);
        }

        assertThat(dictionary.indexOf(1)).isEqualTo(Dictionary.FULL);
        assertThat(dictionary.size()).isEqualTo(Dictionary.MAX_SIZE);
        for (int i = 0; i < Dictionary.MAX_SIZE; i++) {
            assertThat(dictionary.indexOf(value(i))).isEqualTo(i);
        }
    }

    @Test
    void clearedDictionaryIsEmpty() {
        for (int i = 0; i < 1000; i++) {
            dictionary.indexOf(i);
        }

        dictionary.clear();

        assertThat(dictionary.size()).isZero();
        assertThat(dictionary.indexOf(999)).isZero();
        assertThat(dictionary.indexOf(0)).isEqualTo(1);
    }

    /** Even and far apart. */
    private static long value(int i) {
        return i * 1_000_000_000_000L;
    }
}
