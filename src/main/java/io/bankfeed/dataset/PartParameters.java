package io.bankfeed.dataset;

import io.bankfeed.core.source.Part;
import io.bankfeed.http.QueryParameters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The query parameters that select a part of a dataset. */
final class PartParameters {

    static final String PART = "part";
    static final String BY = "by";

    private static final Pattern VALUE = Pattern.compile("([0-9]{1,5})/([0-9]{1,5})");

    private PartParameters() {}

    /** Reads the parameters, and records invalid values. */
    static Part read(QueryParameters parameters, long count) {
        Part.By by =
                parameters.choice(BY, List.of("rows", "accounts")).equals("rows") ? Part.By.ROWS : Part.By.ACCOUNTS;
        String text = parameters.text(PART);
        if (text == null) {
            if (parameters.text(BY) != null) {
                parameters.reject(BY, "must be given with " + PART, parameters.text(BY));
            }
            return Part.WHOLE;
        }
        Matcher matcher = VALUE.matcher(text);
        if (matcher.matches()) {
            try {
                Part part = new Part(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), by);
                if (part.rows(count) > 0) {
                    return part;
                }
            } catch (IllegalArgumentException e) {
                // It is reported below.
            }
        }
        parameters.reject(
                PART,
                "must be i/n, such as 1/16, where n is from 1 to " + Math.min(Part.MAX_PARTS, count)
                        + " and i from 1 to n",
                text);
        return Part.WHOLE;
    }

    /** Adds the parameters to those of a request. */
    static void write(Part part, Map<String, String> parameters) {
        if (!part.isWhole()) {
            parameters.put(PART, part.number() + "/" + part.parts());
            parameters.put(BY, part.by().name().toLowerCase(Locale.ROOT));
        }
    }
}
