package io.bankfeed.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PermutationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 100, 4000, 65_536, 65_537})
    void permutationIsABijection(int size) {
        for (int key = -3; key <= 3; key++) {
            Permutation permutation = new Permutation(key, size);
            BitSet reached = new BitSet(size);

            for (int number = 0; number < size; number++) {
                reached.set(Math.toIntExact(permutation.at(number)));
            }

            assertThat(reached.length()).as("no number out of range").isEqualTo(size);
            assertThat(reached.cardinality()).as("each number reached").isEqualTo(size);
        }
    }

    @Test
    void sameKeyGivesTheSameOrder() {
        assertThat(order(1, 4000)).containsExactly(order(1, 4000));
    }

    @Test
    void differentKeysGiveDifferentOrders() {
        double[] one = order(1, 4000);
        double[] other = order(2, 4000);
        int same = 0;

        for (int i = 0; i < one.length; i++) {
            same += one[i] == other[i] ? 1 : 0;
        }

        // Two random orders agree in one position on average, with a Poisson distribution.
        assertThat(same).isLessThan(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 128, 1000, 3700, 4096})
    void ordersOfTwoKeysAreUncorrelated(int size) {
        double sum = 0;
        double squares = 0;
        int pairs = 400;

        for (int pair = 0; pair < pairs; pair++) {
            double correlation = spearman(order(2L * pair, size), order(2L * pair + 1, size));
            sum += correlation;
            squares += correlation * correlation;
        }

        // Spearman's coefficient of two random orders has mean 0 and standard deviation 1 / sqrt(size - 1).
        double deviation = 1 / Math.sqrt(size - 1);
        assertThat(sum / pairs).isCloseTo(0, within(4 * deviation / Math.sqrt(pairs)));
        assertThat(Math.sqrt(squares / pairs) / deviation).isCloseTo(1, within(0.15));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 128, 1000, 3700, 4096})
    void orderIsIndependentOfTheNumbers(int size) {
        int[] squares = new int[25];
        double sumOfSquares = 0;
        double worst = 0;
        int keys = 1000;

        for (int key = 0; key < keys; key++) {
            Permutation permutation = new Permutation(Hash64.of(key), size);
            Arrays.fill(squares, 0);
            for (int number = 0; number < size; number++) {
                squares[number * 5 / size * 5 + (int) (permutation.at(number) * 5 / size)]++;
            }
            double deviation = deviationFromIndependence(squares, size);
            sumOfSquares += deviation * deviation;
            worst = Math.max(worst, deviation);
        }

        // For random orders the root mean square is 1, and the largest of a thousand is about 4.5 because chi-square
        // has a heavy upper tail. The tolerance allows for a few keys whose multipliers are close to 1.
        assertThat(Math.sqrt(sumOfSquares / keys)).isCloseTo(1, within(0.1));
        assertThat(worst).isLessThan(8);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void sizesBelowOneAreRejected(long size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Permutation(1, size))
                .withMessage("A permutation must have at least one number, but has " + size);
    }

    private static double[] order(long key, int size) {
        Permutation permutation = new Permutation(Hash64.of(key), size);
        double[] order = new double[size];
        for (int i = 0; i < size; i++) {
            order[i] = permutation.at(i);
        }
        return order;
    }

    /** The chi-square statistic of a 5 by 5 table (16 degrees of freedom), standardised. */
    private static double deviationFromIndependence(int[] counts, int total) {
        double expected = total / 25.0;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        // Both margins are fixed, so the mean is 16 * n / (n - 1).
        return (sum - 16.0 * total / (total - 1)) / Math.sqrt(32);
    }

    /** Spearman's rank correlation of two permutations. */
    private static double spearman(double[] one, double[] other) {
        double middle = (one.length - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            products += (one[i] - middle) * (other[i] - middle);
            squares += (one[i] - middle) * (one[i] - middle);
        }
        return products / squares;
    }
}
