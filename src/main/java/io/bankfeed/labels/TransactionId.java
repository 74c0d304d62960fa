package io.bankfeed.labels;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How the feed writes the number of a transaction. */
final class TransactionId {

    static final String FORM =
            "must be TXN_ and the number of a transaction, with zeros in front up to 8 digits, such as TXN_00000042";

    private static final String PREFIX = "TXN_";
    private static final int MIN_DIGITS = 8;

    /** Of the ids of one number only one is written, so only that is read. */
    private static final Pattern WRITTEN = Pattern.compile("TXN_(?:[0-9]{8}|[1-9][0-9]{8,17})");

    private TransactionId() {}

    /** The number of a transaction, if it is an id as the feed writes it. */
    static OptionalLong parse(String id) {
        return WRITTEN.matcher(id).matches()
                ? OptionalLong.of(Long.parseLong(id.substring(PREFIX.length())))
                : OptionalLong.empty();
    }

    static String format(long number) {
        String digits = Long.toString(number);
        return PREFIX + "0".repeat(Math.max(0, MIN_DIGITS - digits.length())) + digits;
    }
}
