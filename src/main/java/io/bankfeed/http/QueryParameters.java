package io.bankfeed.http;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query parameters of a request strictly: each must be known, and given once at most. What is wrong is
 * collected, and told at once by {@link #check}. Not thread-safe.
 */
public final class QueryParameters {

    /** Of names; more than any endpoint has parameters. */
    private static final int MAX_ERRORS = 16;

    private final MultivaluedMap<String, String> parameters;
    private final List<FieldError> errors = new ArrayList<>();

    /**
     * Looks at the names alone.
     *
     * @param known the parameters that the endpoint has
     */
    public QueryParameters(MultivaluedMap<String, String> parameters, List<String> known) {
        this.parameters = parameters;
        parameters.forEach((name, values) -> {
            if (name.isEmpty()) {
                // What an ampersand too many leaves.
                return;
            }
            if (errors.size() == MAX_ERRORS) {
                // So that an absurd request is not answered at length.
                return;
            }
            if (!known.contains(name)) {
                errors.add(new FieldError(
                        ProblemText.shortened(name),
                        "is not a parameter here; the nearest is \"" + ProblemText.nearest(name, known) + "\""));
            } else if (values.size() > 1) {
                errors.add(new FieldError(name, "must be given once, but was given " + values.size() + " times"));
            }
        });
    }

    /** Reads one parameter of an endpoint that does not mind others. */
    public static QueryParameters alone(MultivaluedMap<String, String> parameters, String name) {
        MultivaluedMap<String, String> one = new MultivaluedHashMap<>();
        List<String> values = parameters.get(name);
        if (values != null) {
            one.put(name, values);
        }
        return new QueryParameters(one, List.of(name));
    }

    /** The text of a parameter; null if it is left out. */
    public @Nullable String text(String name) {
        if (!parameters.containsKey(name)) {
            return null;
        }
        String value = parameters.getFirst(name);
        // JAX-RS here takes an empty parameter for one that is left out.
        return value == null ? "" : value;
    }

    /** A whole number of a range. */
    public long wholeNumber(String name, long min, long max, long otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("-?[0-9]{1,40}")) {
            BigDecimal number = new BigDecimal(text);
            if (number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0) {
                return number.longValueExact();
            }
        }
        refuse(name, "must be a whole number from " + min + " to " + max, text);
        return otherwise;
    }

    /**
     * A number over {@code over}, or from it on if that is included, and up to {@code max}.
     *
     * @param included whether {@code over} itself is allowed
     */
    public double number(String name, double over, boolean included, double max, double otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (text.length() <= ProblemText.MAX_PLAIN_CHARACTERS
                && text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
            double number = Double.parseDouble(text);
            if ((included ? number >= over : number > over) && number <= max) {
                // Not the negative zero.
                return number + 0.0;
            }
        }
        refuse(
                name,
                "must be a number " + (included ? "from " : "over ") + ProblemText.plain(over)
                        + (included ? " to " : " and at most ") + ProblemText.plain(max),
                text);
        return otherwise;
    }

    /** Either {@code true} or {@code false}. */
    public boolean flag(String name, boolean otherwise) {
        String text = text(name);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? otherwise : text.equals("true");
        }
        refuse(name, "must be true or false", text);
        return otherwise;
    }

    /**
     * Notes that a parameter cannot be taken.
     *
     * @param message goes on from its name
     * @param received null if it was left out
     */
    public void refuse(String name, String message, @Nullable String received) {
        String was = received == null ? "left out" : '"' + ProblemText.shortened(received) + '"';
        errors.add(new FieldError(name, message + ", but was " + was));
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException if anything was wrong
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_PARAMETER, FieldError.sentence(errors), errors);
        }
    }
}
