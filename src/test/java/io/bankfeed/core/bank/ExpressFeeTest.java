package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.random.KeyedRandom;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExpressFeeTest {

    @Test
    void feesAreOneToFivePercentAndTheHighestIsTheRarest() {
        Map<Double, Long> counts = IntStream.range(0, 10_000)
                .mapToObj(i -> ExpressFee.draw(new KeyedRandom(1, i)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts).containsOnlyKeys(0.01, 0.02, 0.03, ExpressFee.HIGHEST);
        assertThat(counts.get(ExpressFee.HIGHEST))
                .isEqualTo(counts.values().stream().min(Long::compare).orElseThrow());
        assertThat(counts.get(ExpressFee.HIGHEST) / 10_000.0).isCloseTo(0.12, offset(0.02));
    }
}
