package io.bankfeed.labels;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The id of a transaction in JSON, which contains its number. */
final class TransactionId {

    static final String FORMAT =
            "must be TXN_ and the number of a transaction, with zeros in front up to 8 digits, such as TXN_00000042";

    private static final String PREFIX = "TXN_";
    private static final int MIN_DIGITS = 8;

    /** Only accepts the one spelling that the feed uses for a number. */
    private static final Pattern PATTERN = Pattern.compile("TXN_(?:[0-9]{8}|[1-9][0-9]{8,17})");

    private TransactionId() {}

    /** Parses an id into the number of the transaction; empty if it is not one. */
    static OptionalLong parse(String id) {
        return PATTERN.matcher(id).matches()
                ? OptionalLong.of(Long.parseLong(id.substring(PREFIX.length())))
                : OptionalLong.empty();
    }

    static String format(long number) {
        String digits = Long.toString(number);
        return PREFIX + "0".repeat(Math.max(0, MIN_DIGITS - digits.length())) + digits;
    }
}
