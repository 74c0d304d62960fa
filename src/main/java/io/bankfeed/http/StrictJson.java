package io.bankfeed.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Parses a request body that must be one JSON object without duplicate keys. Thread-safe. */
public final class StrictJson {

    private final ObjectReader reader;
    private final String form;

    /** @param form completes "a JSON object", such as "with any of the keys ..." */
    public StrictJson(ObjectMapper mapper, String form) {
        this.form = form;
        reader = mapper.reader()
                .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /**
     * Parses a body.
     *
     * @throws ProblemException if it is not a JSON object, has a duplicate key, or is followed by anything else
     */
    public JsonNode readObject(byte[] body) {
        return readObject(body, "The body");
    }

    /**
     * Parses a part of a body.
     *
     * @param what the part, as the problem names it
     * @throws ProblemException if it is not a JSON object, has a duplicate key, or is followed by anything else
     */
    public JsonNode readObject(byte[] part, String what) {
        JsonNode root = read(part, what);
        if (!root.isObject()) {
            throw notAnObject(what, root.isMissingNode() ? "empty" : describe(root));
        }
        return root;
    }

    private JsonNode read(byte[] body, String what) {
        try {
            return reader.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    ProblemType.INVALID_BODY,
                    what + " must be one JSON object, but it cannot be read"
                            + (e.getLocation() == null
                                    ? ""
                                    : " at line " + e.getLocation().getLineNr() + ", column "
                                            + e.getLocation().getColumnNr())
                            + ": "
                            + (e instanceof MismatchedInputException
                                    ? "something follows it"
                                    : firstLine(e.getOriginalMessage()))
                            + ".");
        } catch (IOException e) {
            throw new ProblemException(ProblemType.INVALID_BODY, what + " must be JSON in UTF-8, but is not.");
        }
    }

    /** Describes a value in a problem; null is one that was left out. */
    public static String describe(@Nullable JsonNode node) {
        if (node == null) {
            return "left out";
        }
        return node.isContainerNode()
                ? (node.isArray() ? "an array" : "an object")
                : ProblemText.shortened(node.toString());
    }

    /** Describes a value in a problem, an array by its size. */
    public static String describeArray(@Nullable JsonNode node) {
        return node != null && node.isArray() ? "one of " + node.size() : describe(node);
    }

    private ProblemException notAnObject(String what, String received) {
        return new ProblemException(
                ProblemType.INVALID_BODY, what + " must be a JSON object " + form + ", but was " + received + ".");
    }

    /** Jackson's message without the source, and without advice about Jackson's settings. */
    private static String firstLine(String message) {
        return message.lines()
                .findFirst()
                .orElse("malformed JSON")
                .replaceFirst("\\s*\\(?(start marker at )?\\[Source.*|: enable `.*", "");
    }
}
