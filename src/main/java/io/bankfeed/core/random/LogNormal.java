package io.bankfeed.core.random;

/**
 * A log-normal distribution rounded to whole numbers. It uses {@link StrictMath}, so that the results are the same on
 * every machine.
 *
 * @param mu the mean of the logarithm
 * @param sigma the standard deviation of the logarithm, positive
 */
public record LogNormal(double mu, double sigma) implements Distribution {

    /** @throws IllegalArgumentException if {@code sigma} is not positive */
    public LogNormal {
        if (!(sigma > 0)) {
            throw new IllegalArgumentException("sigma must be positive, but was " + sigma);
        }
    }

    @Override
    public long quantile(double probability) {
        return at(NormalQuantile.of(probability));
    }

    /** The value whose logarithm is so many standard deviations above the mean. */
    public long at(double deviations) {
        return Math.round(StrictMath.exp(mu + sigma * deviations));
    }

    /**
     * The logarithm of the density of the logarithm at {@code logValue}, up to a constant common to all log-normals.
     */
    public double logDensity(double logValue) {
        double z = (logValue - mu) / sigma;
        return -0.5 * z * z - StrictMath.log(sigma);
    }
}
