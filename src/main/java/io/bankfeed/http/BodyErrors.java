package io.bankfeed.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a request body. If thousands of its values are wrong, the first few are enough to see why. Not
 * thread-safe.
 */
public final class BodyErrors {

    private static final int MAX_ERRORS = 10;

    private final List<FieldError> errors = new ArrayList<>();

    /** Whether there are enough errors to stop. */
    public boolean isFull() {
        return errors.size() >= MAX_ERRORS;
    }

    /**
     * Adds an error.
     *
     * @param message continues the name of the field
     */
    public void add(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /**
     * Adds an error for each unknown key of an object.
     *
     * @param place what stands before a key of this object, empty for the body itself
     * @param known at least one key
     */
    public void checkKeys(JsonNode object, String place, Collection<String> known) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String key = property.getKey();
            if (!known.contains(key) && !isFull()) {
                add(
                        place + ProblemText.shortened(key),
                        "is not a key here; " + ProblemText.suggestion(key, known, "keys"));
            }
        }
    }

    /**
     * Reports the errors.
     *
     * @throws ProblemException with all errors, if there are any
     */
    public void refuse() {
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_BODY, FieldError.sentence(errors), errors);
        }
    }
}
