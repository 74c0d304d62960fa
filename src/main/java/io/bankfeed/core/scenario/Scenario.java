package io.bankfeed.core.scenario;

/**
 * A kind of fraud scenario. Implementations are stateless and thread-safe: a plan is a function of its
 * {@link PlanContext}.
 */
public interface Scenario {

    /** The {@code scenario_type} of its transactions: lower-case letters, digits and underscores. */
    String name();

    /** The {@code fraud_type} of its fraudulent transactions. */
    String fraudType();

    /** Its share of the fraudulent transactions of this type, relative to the other scenarios; at least 0. */
    double defaultWeight();

    /** The smallest number of fraudulent transactions. */
    int minRows();

    /** The largest number of fraudulent transactions, at most 20. */
    int maxRows();

    /** The number of honest transactions that prepare the fraud; 0 for most kinds. */
    default int preparations() {
        return 0;
    }

    /** An upper bound of the days of average traffic from its beginning to its last transaction, without a night. */
    double spanDays();

    /**
     * Plans the transactions of one scenario.
     *
     * @param rows how many fraudulent transactions it must have
     * @param plan receives them, and {@link #preparations} honest ones, in any order
     */
    void plan(int rows, PlanContext context, Plan plan);
}
