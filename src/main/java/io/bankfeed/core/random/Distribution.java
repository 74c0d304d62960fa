package io.bankfeed.core.random;

/** A distribution of whole numbers, defined by its quantile function. Implementations are immutable and thread-safe. */
public sealed interface Distribution permits LogNormal, UniformRange {

    /**
     * The quantile function, which is the inverse of the cumulative distribution function.
     *
     * @param probability over 0 and under 1
     */
    long quantile(double probability);
}
