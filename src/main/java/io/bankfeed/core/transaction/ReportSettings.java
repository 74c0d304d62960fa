package io.bankfeed.core.transaction;

/**
 * How well a bank detects its fraud. Immutable and thread-safe.
 *
 * @param recall the share of fraud scenarios that are ever reported, 0 to 1
 * @param delayDays the median delay of a report in days, 0 to {@value #MAX_DELAY_DAYS}; with 0, reports are immediate
 * @param falseRate the share of honest transactions that are reported wrongly, 0 to 1
 */
public record ReportSettings(double recall, double delayDays, double falseRate) {

    public static final double MAX_DELAY_DAYS = 365;

    public static final ReportSettings DEFAULT = new ReportSettings(0.7, 3, 0.002);

    /** @throws IllegalArgumentException if a value is out of range */
    public ReportSettings {
        if (!(recall >= 0 && recall <= 1)) {
            throw new IllegalArgumentException("The recall must be from 0 to 1, but was " + recall);
        }
        if (!(delayDays >= 0 && delayDays <= MAX_DELAY_DAYS)) {
            throw new IllegalArgumentException(
                    "The delay must be from 0 to " + MAX_DELAY_DAYS + " days, but was " + delayDays);
        }
        if (!(falseRate >= 0 && falseRate <= 1)) {
            throw new IllegalArgumentException("The false rate must be from 0 to 1, but was " + falseRate);
        }
    }
}
