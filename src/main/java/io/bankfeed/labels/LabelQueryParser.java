package io.bankfeed.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.generator.TransactionId;
import io.bankfeed.http.BodyErrors;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.StrictJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the body of {@code POST /labels/query} strictly. Thread-safe. */
final class LabelQueryParser {

    private static final String TRANSACTION_IDS = "transaction_ids";
    private static final List<String> KEYS = List.of(TRANSACTION_IDS);

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
        BodyErrors errors = new BodyErrors();
        errors.checkKeys(root, "", KEYS);
        long[] numbers = numbers(root.get(TRANSACTION_IDS), errors);
        errors.refuse();
        return numbers;
    }

    private static long[] numbers(@Nullable JsonNode ids, BodyErrors errors) {
        if (ids == null || !ids.isArray() || ids.isEmpty() || ids.size() > LabelRange.MAX_TRANSACTIONS) {
            errors.add(
                    TRANSACTION_IDS,
                    "must be an array of 1 to " + LabelRange.MAX_TRANSACTIONS + " ids, but was "
                            + StrictJson.describeArray(ids));
            return new long[0];
        }
        long[] numbers = new long[ids.size()];
        for (int i = 0; i < numbers.length && !errors.isFull(); i++) {
            numbers[i] = TransactionId.read(ids.get(i), TRANSACTION_IDS + "[" + i + "]", errors);
        }
        return numbers;
    }
}
