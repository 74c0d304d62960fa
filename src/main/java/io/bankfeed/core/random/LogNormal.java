package io.bankfeed.core.random;

/**
 * A log-normal distribution, rounded to whole numbers. {@link StrictMath} makes its last bit the same everywhere.
 *
 * @param mu mean of the logarithm
 * @param sigma standard deviation of the logarithm, positive
 */
public record LogNormal(double mu, double sigma) implements Distribution {

    public LogNormal {
        if (!(sigma > 0)) {
            throw new IllegalArgumentException("sigma must be positive, but was " + sigma);
        }
    }

    @Override
    public long quantile(double probability) {
        return Math.round(StrictMath.exp(mu + sigma * NormalQuantile.of(probability)));
    }

    /** The logarithm of the density at e^logValue, up to a constant that is the same for every log-normal. */
    public double logDensity(double logValue) {
        double z = (logValue - mu) / sigma;
        return -0.5 * z * z - StrictMath.log(sigma);
    }
}
