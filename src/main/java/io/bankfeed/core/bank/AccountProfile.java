package io.bankfeed.core.bank;

import io.bankfeed.core.random.Distribution;
import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.random.UniformRange;

/**
 * A kind of customer, given by the distributions of its accounts' values. Immutable and thread-safe.
 *
 * @param share its share of the population, over 0 and at most 1
 * @param numTransactions transactions in the trailing twelve months
 * @param totalLoansVnd loans in whole dong
 * @param totalDepositsVnd deposits in whole dong
 * @param nonPerformingLoanRate the share of its accounts with a non-performing loan, 0 to 1
 */
public record AccountProfile(
        double share,
        UniformRange numTransactions,
        Distribution totalLoansVnd,
        Distribution totalDepositsVnd,
        double nonPerformingLoanRate) {

    /** The share of ordinary accounts with a non-performing loan. */
    public static final double NON_PERFORMING_LOAN_RATE = 0.0198;

    public static final LogNormal ORDINARY_LOANS_VND = new LogNormal(13.0, 1.5);
    public static final LogNormal ORDINARY_DEPOSITS_VND = new LogNormal(13.1, 1.4);

    /** Customers who commit no fraud: all accounts that no other profile takes. */
    public static final AccountProfile ORDINARY = new AccountProfile(
            1.0, new UniformRange(50, 500), ORDINARY_LOANS_VND, ORDINARY_DEPOSITS_VND, NON_PERFORMING_LOAN_RATE);

    /** @throws IllegalArgumentException if the share or the rate is out of range */
    public AccountProfile {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "A share of the population must be over 0 and at most 1, but was " + share);
        }
        if (!(nonPerformingLoanRate >= 0 && nonPerformingLoanRate <= 1)) {
            throw new IllegalArgumentException(
                    "A rate of non-performing loans must be from 0 to 1, but was " + nonPerformingLoanRate);
        }
    }
}
