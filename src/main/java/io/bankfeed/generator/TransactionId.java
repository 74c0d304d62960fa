package io.bankfeed.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.bankfeed.http.BodyErrors;
import io.bankfeed.http.StrictJson;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the feed writes the number of a transaction. */
@Schema(
        type = SchemaType.STRING,
        description = "`TXN_` and a number of 8 to 18 digits, padded with zeros to 8 digits.",
        pattern = "^TXN_([0-9]{8}|[1-9][0-9]{8,17})$",
        examples = "TXN_00000004")
public final class TransactionId {

    /** Says what an id looks like. Continues a sentence that begins with the name of a field. */
    public static final String FORMAT =
            "must be TXN_ and the number of a transaction, padded with zeros to 8 digits, such as TXN_00000042";

    private static final String PREFIX = "TXN_";
    private static final int MIN_DIGITS = 8;

    /** Only accepts the one spelling that the feed uses for a number. */
    private static final Pattern PATTERN = Pattern.compile("TXN_(?:[0-9]{8}|[1-9][0-9]{8,17})");

    private TransactionId() {}

    /** Parses an id into the number of the transaction; empty if it is not one. */
    public static OptionalLong parse(String id) {
        return PATTERN.matcher(id).matches()
                ? OptionalLong.of(Long.parseLong(id.substring(PREFIX.length())))
                : OptionalLong.empty();
    }

    /**
     * Reads an id from a request body.
     *
     * @param id null if it was left out
     * @param field what an error names
     * @return the number of the transaction, or 0 with an error if it is none
     */
    public static long read(@Nullable JsonNode id, String field, BodyErrors errors) {
        OptionalLong number = id != null && id.isTextual() ? parse(id.textValue()) : OptionalLong.empty();
        if (number.isEmpty()) {
            errors.add(field, FORMAT + ", but was " + StrictJson.describe(id));
        }
        return number.orElse(0);
    }

    /** The id of a transaction. */
    public static String format(long number) {
        String digits = Long.toString(number);
        return PREFIX + "0".repeat(Math.max(0, MIN_DIGITS - digits.length())) + digits;
    }
}
