package io.bankfeed.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class Hash64Test {

    @Test
    void hashesOfKeyZeroAreThePublishedOutputsOfSplitMix64() {
        assertThat(Hash64.of(0, 0)).isEqualTo(0xe220a8397b1dcdafL);
        assertThat(Hash64.of(0, 1)).isEqualTo(0x6e789e6aa1b965f4L);
        assertThat(Hash64.of(0, 2)).isEqualTo(0x06c45d188009454fL);
        assertThat(Hash64.of(0, 3)).isEqualTo(0xf88bb8a8724c81ecL);
    }

    @Test
    void indexesOfAKeyHaveDifferentHashes() {
        Set<Long> hashes = new HashSet<>();

        for (int index = -50_000; index < 50_000; index++) {
            hashes.add(Hash64.of(42, index));
        }

        assertThat(hashes).hasSize(100_000);
    }

    @Test
    void keyAndIndexAreNotInterchangeable() {
        assertThat(Hash64.of(1, 2)).isNotEqualTo(Hash64.of(2, 1));
        assertThat(Hash64.of(1, 0)).isNotEqualTo(Hash64.of(0, 1));
    }

    @Test
    void unitIsOverZeroAndUnderOne() {
        assertThat(Hash64.unit(0)).isEqualTo(0x1.0p-53);
        assertThat(Hash64.unit(-1)).isEqualTo(1 - 0x1.0p-53);
        assertThat(Hash64.unit(Long.MIN_VALUE)).isEqualTo(0.5 + 0x1.0p-53);
    }

    @Test
    void oneBitOfTheIndexChangesHalfTheBitsOfTheHash() {
        long changed = 0;

        for (int index = 0; index < 2000; index++) {
            for (int bit = 0; bit < Long.SIZE; bit++) {
                changed += Long.bitCount(Hash64.of(7, index) ^ Hash64.of(7, index ^ (1L << bit)));
            }
        }

        // The mean of 128,000 differences of 64 bits has a standard deviation of 4 / sqrt(128,000) = 0.011. The
        // tolerance is larger because the finalizer is known to be imperfect.
        assertThat(changed / 128_000.0).isCloseTo(32, within(0.05));
    }
}
