package io.bankfeed.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.generator.TransactionId;
import io.bankfeed.http.FieldError;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Parses the body of {@code POST /labels/query} strictly. Thread-safe. */
final class LabelQueryParser {

    private static final String TRANSACTION_IDS = "transaction_ids";
    private static final List<String> KEYS = List.of(TRANSACTION_IDS);

    /** If thousands of ids are wrong, the first few are enough to see why. */
    private static final int MAX_ERRORS = 10;

    private final StrictJson json;

    LabelQueryParser(ObjectMapper mapper) {
        json = new StrictJson(mapper, "with the key " + TRANSACTION_IDS);
    }

    /**
     * Returns the numbers of the requested transactions, in the order of the body.
     *
     * @throws ProblemException naming the first invalid keys and ids
     */
    long[] parse(byte[] body) {
        JsonNode root = json.readObject(body);
        List<FieldError> errors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            String key = property.getKey();
            if (!KEYS.contains(key) && errors.size() < MAX_ERRORS) {
                errors.add(new FieldError(
                        ProblemText.shortened(key),
                        "is not a key of the query; the nearest is \"" + ProblemText.nearest(key, KEYS) + "\""));
            }
        }
        long[] numbers = numbers(root.get(TRANSACTION_IDS), errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_BODY, FieldError.sentence(errors), errors);
        }
        return numbers;
    }

    private static long[] numbers(@Nullable JsonNode ids, List<FieldError> errors) {
        if (ids == null || !ids.isArray() || ids.isEmpty() || ids.size() > LabelRange.MAX_TRANSACTIONS) {
            errors.add(new FieldError(
                    TRANSACTION_IDS,
                    "must be an array of 1 to " + LabelRange.MAX_TRANSACTIONS + " ids, but was " + describe(ids)));
            return new long[0];
        }
        long[] numbers = new long[ids.size()];
        for (int i = 0; i < numbers.length && errors.size() < MAX_ERRORS; i++) {
            JsonNode id = ids.get(i);
            OptionalLong number = id.isTextual() ? TransactionId.parse(id.textValue()) : OptionalLong.empty();
            if (number.isEmpty()) {
                errors.add(new FieldError(
                        TRANSACTION_IDS + "[" + i + "]",
                        TransactionId.FORMAT + ", but was " + StrictJson.describe(id)));
            }
            numbers[i] = number.orElse(0);
        }
        return numbers;
    }

    private static String describe(@Nullable JsonNode ids) {
        if (ids == null) {
            return "left out";
        }
        return ids.isArray() ? "one of " + ids.size() : StrictJson.describe(ids);
    }
}
