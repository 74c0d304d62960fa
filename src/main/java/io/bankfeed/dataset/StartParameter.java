package io.bankfeed.dataset;

import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.world.World;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.QueryParameters;

/**
 * The query parameter that says when the bank opens.
 *
 * @param transactions the number of transactions from then until the dataset ends
 * @param perSecond transactions per second
 * @param textbook whether the dataset has the textbook's fraud
 */
record StartParameter(QueryParameters parameters, long transactions, double perSecond, boolean textbook) {

    /** The last year of four digits, less one for the daily rhythm. */
    private static final int LAST_YEAR = 9998;

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double SECONDS_PER_YEAR = 365.2425 * SECONDS_PER_DAY;

    /**
     * Reads the parameter, and records an invalid value.
     *
     * @param nowMicros without a value, the dataset ends before
     * @return when the bank opens, in microseconds since 1970-01-01T00:00Z
     */
    long read(long nowMicros) {
        String text = parameters.text(DatasetSpec.START);
        if (text == null) {
            return defaultStart(nowMicros);
        }
        try {
            // An unescaped plus sign was decoded to a space.
            long startMicros = BankTime.parse(text.replace(' ', '+'));
            refuseTooLate(startMicros);
            return startMicros;
        } catch (IllegalArgumentException e) {
            parameters.reject(DatasetSpec.START, String.valueOf(e.getMessage()), text);
            return 0;
        }
    }

    /** A midnight from which the dataset ends before today; for the textbook, the latest. */
    private long defaultStart(long nowMicros) {
        long today = nowMicros - BankTime.microsOfDay(nowMicros);
        // Less a rounding error, since the seconds are often exactly those of whole days.
        double days = Math.ceil(seconds() / SECONDS_PER_DAY - 1e-9);
        double startMicros = textbook || !(days < today / (double) BankTime.MICROS_PER_DAY)
                ? today - days * BankTime.MICROS_PER_DAY
                : World.latestStart(today, transactions, perSecond);
        if (!(startMicros >= 0)) {
            parameters.reject(DatasetSpec.START, "must be given, because the dataset would begin before 1970", null);
            return 0;
        }
        return (long) startMicros;
    }

    private void refuseTooLate(long startMicros) {
        double end = (double) startMicros / BankTime.MICROS_PER_SECOND + seconds();
        if (!(end < (LAST_YEAR - 1970) * SECONDS_PER_YEAR)) {
            parameters.reject(
                    DatasetSpec.RATE,
                    "must be high enough for the last transaction to happen before the year " + LAST_YEAR,
                    ProblemText.plain(perSecond));
        }
    }

    private double seconds() {
        return TransactionSource.maxSeconds(transactions, perSecond);
    }
}
