package io.bankfeed.labels;

import io.bankfeed.generator.TransactionId;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.QueryParameters;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A range of transactions.
 *
 * @param from the number of the first transaction
 * @param to the number of the last transaction
 */
record LabelRange(long from, long to) {

    /** The maximum number of transactions in a request. */
    static final int MAX_TRANSACTIONS = 10_000;

    private static final String FROM = "from";
    private static final String TO = "to";

    /**
     * Reads the range from query parameters.
     *
     * @throws ProblemException naming every invalid parameter, also those read before
     */
    static LabelRange of(QueryParameters read) {
        long from = number(FROM, read);
        long to = number(TO, read);
        if (from >= 0 && to >= 0 && (to < from || to - from >= MAX_TRANSACTIONS)) {
            read.reject(
                    TO,
                    "must be at most " + (MAX_TRANSACTIONS - 1) + " transactions after " + FROM + ", and not before it",
                    String.valueOf(read.text(TO)));
        }
        read.check();
        return new LabelRange(from, to);
    }

    long[] numbers() {
        return LongStream.rangeClosed(from, to).toArray();
    }

    private static long number(String name, QueryParameters parameters) {
        String text = parameters.text(name);
        OptionalLong number = text == null ? OptionalLong.empty() : TransactionId.parse(text);
        if (number.isEmpty()) {
            parameters.reject(name, TransactionId.FORMAT, text);
        }
        return number.orElse(-1);
    }
}
