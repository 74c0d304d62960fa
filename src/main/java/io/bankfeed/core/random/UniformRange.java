package io.bankfeed.core.random;

/** Every whole number from {@code min} to {@code max}, both included, alike. */
public record UniformRange(long min, long max) implements Distribution {

    public UniformRange {
        if (min > max) {
            throw new IllegalArgumentException("min " + min + " is over max " + max);
        }
    }

    @Override
    public long quantile(double probability) {
        return min + (long) (probability * (max - min + 1));
    }
}
