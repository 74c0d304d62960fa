package io.bankfeed.core.random;

/** A distribution of whole numbers, given by its quantile function. Immutable and thread-safe. */
public sealed interface Distribution permits LogNormal, UniformRange {

    /**
     * The number below which that share of the distribution lies.
     *
     * @param probability over 0 and under 1
     */
    long quantile(double probability);
}
