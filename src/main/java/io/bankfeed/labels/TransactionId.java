package io.bankfeed.labels;

import io.bankfeed.core.encoding.AsciiBuffer;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the feed writes the number of a transaction. */
@Schema(
        type = SchemaType.STRING,
        description = "`TXN_` and a number of 8 to 18 digits, padded with zeros to 8 digits.",
        pattern = "^TXN_([0-9]{8}|[1-9][0-9]{8,17})$",
        examples = "TXN_00000004")
final class TransactionId {

    static final String FORM =
            "must be TXN_ and the number of a transaction, with zeros in front up to 8 digits, such as TXN_00000042";

    private static final String PREFIX = "TXN_";
    private static final byte[] PREFIX_BYTES = AsciiBuffer.ascii(PREFIX);
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

    static void append(AsciiBuffer out, long number) {
        out.append(PREFIX_BYTES).appendPadded(number, MIN_DIGITS);
    }
}
