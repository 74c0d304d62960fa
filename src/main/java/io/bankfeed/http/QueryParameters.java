package io.bankfeed.http;

import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses query parameters strictly. Errors are collected, and reported together by {@link #check}. Their names are
 * checked before, by {@link QueryParameterNames}. Not thread-safe.
 */
public final class QueryParameters {

    private final MultivaluedMap<String, String> parameters;
    private final List<FieldError> errors = new ArrayList<>();

    public QueryParameters(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** The value of a parameter, or null if it is absent. */
    public @Nullable String text(String name) {
        if (!parameters.containsKey(name)) {
            return null;
        }
        String value = parameters.getFirst(name);
        // JAX-RS represents an empty value as null.
        return value == null ? "" : value;
    }

    /** Parses a whole number in a range. */
    public long wholeNumber(String name, long min, long max, long defaultValue) {
        String text = text(name);
        if (text == null) {
            return defaultValue;
        }
        if (text.matches("-?[0-9]{1,40}")) {
            BigDecimal number = new BigDecimal(text);
            if (number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0) {
                return number.longValueExact();
            }
        }
        reject(name, "must be a whole number from " + min + " to " + max, text);
        return defaultValue;
    }

    /**
     * Parses a number in a range.
     *
     * @param included whether {@code min} itself is allowed
     */
    public double number(String name, double min, boolean included, double max, double defaultValue) {
        String text = text(name);
        if (text == null) {
            return defaultValue;
        }
        if (text.length() <= ProblemText.MAX_PLAIN_CHARACTERS
                && text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
            double number = Double.parseDouble(text);
            if ((included ? number >= min : number > min) && number <= max) {
                // Turns -0.0 into 0.0.
                return number + 0.0;
            }
        }
        reject(
                name,
                "must be a number " + (included ? "from " : "over ") + ProblemText.plain(min)
                        + (included ? " to " : " and at most ") + ProblemText.plain(max),
                text);
        return defaultValue;
    }

    /** Parses {@code true} or {@code false}. */
    public boolean flag(String name, boolean defaultValue) {
        String text = text(name);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? defaultValue : text.equals("true");
        }
        reject(name, "must be true or false", text);
        return defaultValue;
    }

    /**
     * Parses one of several words.
     *
     * @param allowed at least two words, the default first
     */
    public String choice(String name, List<String> allowed) {
        String text = text(name);
        if (text == null || allowed.contains(text)) {
            return text == null ? allowed.get(0) : text;
        }
        int last = allowed.size() - 1;
        reject(name, "must be " + String.join(", ", allowed.subList(0, last)) + " or " + allowed.get(last), text);
        return allowed.get(0);
    }

    /**
     * Records an invalid parameter.
     *
     * @param message continues a sentence that begins with the name
     * @param received the value, or null if it is absent
     */
    public void reject(String name, String message, @Nullable String received) {
        String was = received == null ? "left out" : '"' + ProblemText.shortened(received) + '"';
        errors.add(new FieldError(name, message + ", but was " + was));
    }

    /**
     * Reports the errors.
     *
     * @throws ProblemException if there are any
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_PARAMETER, FieldError.sentence(errors), errors);
        }
    }
}
