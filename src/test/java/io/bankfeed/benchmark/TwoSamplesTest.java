package io.bankfeed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class TwoSamplesTest {

    @Test
    void equalTimesCountHalf() {
        TwoSamples samples = new TwoSamples(new double[] {3, 1, 2}, new double[] {2, 0});

        assertThat(samples.auc()).isEqualTo(4.5 / 6);
        assertThat(samples.quantileOfOnes(0.5)).isEqualTo(2);
        assertThat(samples.quantileOfOthers(0.99)).isEqualTo(2);
    }

    @Test
    void differenceOfAFewPercentOfTheSpreadIsSeen() {
        Random random = new Random(1);
        double[] ones =
                DoubleStream.generate(random::nextGaussian).limit(100_000).toArray();
        double[] same =
                DoubleStream.generate(random::nextGaussian).limit(100_000).toArray();
        double[] later = DoubleStream.of(same).map(time -> time + 0.05).toArray();

        TwoSamples alike = new TwoSamples(ones, same);
        TwoSamples different = new TwoSamples(later, ones);

        assertThat(alike.auc()).isCloseTo(0.5, within(3 * alike.standardError()));
        assertThat(different.auc() - 0.5).isGreaterThan(5 * different.standardError());
    }
}
