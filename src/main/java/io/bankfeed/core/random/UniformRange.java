package io.bankfeed.core.random;

/** The uniform distribution of whole numbers from {@code min} to {@code max} inclusive. */
public record UniformRange(long min, long max) implements Distribution {

    /** @throws IllegalArgumentException if {@code min} is greater than {@code max} */
    public UniformRange {
        if (min > max) {
            throw new IllegalArgumentException("min " + min + " is greater than max " + max);
        }
    }

    @Override
    public long quantile(double probability) {
        return min + (long) (probability * (max - min + 1));
    }
}
