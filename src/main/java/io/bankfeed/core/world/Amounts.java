package io.bankfeed.core.world;

import io.bankfeed.core.transaction.TransactionType;

/** How people round the amounts they pay. */
final class Amounts {

    static final long MIN_VND = 10_000;

    private static final long CASH = 50_000;
    private static final double TO_TEN_THOUSANDS = 0.5;
    private static final double TO_THOUSANDS = 0.87;

    private Amounts() {}

    /**
     * Rounds an amount: cash to multiples of 50,000 dong; of the others, half to multiples of 10,000, and most of the
     * rest to multiples of 1,000.
     *
     * @param unit selects how, from 0 to 1
     * @return at least {@value #MIN_VND}
     */
    static long rounded(double amountVnd, TransactionType type, double unit) {
        return switch (type) {
            case CASH_WITHDRAWAL -> Math.max(CASH, multiple(amountVnd, CASH));
            case TOP_UP -> Math.max(MIN_VND, multiple(amountVnd, MIN_VND));
            default -> Math.max(MIN_VND, multiple(amountVnd, stepOf(unit)));
        };
    }

    private static long stepOf(double unit) {
        if (unit < TO_TEN_THOUSANDS) {
            return 10_000;
        }
        return unit < TO_THOUSANDS ? 1_000 : 1;
    }

    private static long multiple(double amountVnd, long step) {
        return Math.round(amountVnd / step) * step;
    }
}
