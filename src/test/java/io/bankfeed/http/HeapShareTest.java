package io.bankfeed.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapShareTest {

    private static final long MIB = 1024 * 1024;

    @Test
    void largeHeapGrantsTheRequestedSize() {
        assertThat(HeapShare.bounded(16 * MIB, 128 * MIB)).isEqualTo(16 * MIB);
    }

    @Test
    void smallHeapGrantsAnEighth() {
        assertThat(HeapShare.bounded(16 * MIB, 48 * MIB)).isEqualTo(6 * MIB);
    }
}
