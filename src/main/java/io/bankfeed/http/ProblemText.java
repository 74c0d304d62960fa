package io.bankfeed.http;

import java.math.BigDecimal;
import java.util.Collection;

/** Formats received and allowed values for problems. */
public final class ProblemText {

    /** More than {@link #plain} needs for any number. */
    public static final int MAX_PLAIN_CHARACTERS = 400;

    private static final int MAX_CHARACTERS = 40;

    private ProblemText() {}

    /** The beginning of a text, short enough to be repeated in a problem. */
    public static String shortened(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        // Some JSON parsers reject half a surrogate pair.
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1));
        return text.substring(0, splitsPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS) + "…";
    }

    /** The known name that is most similar to another name. */
    public static String nearest(String name, Collection<String> known) {
        return NearestName.of(shortened(name), known);
    }

    /**
     * Suggests what was meant instead of an unknown name: the nearest of the known names, or all of them if none is
     * near.
     *
     * @param known at least one name
     * @param plural what the known names are, such as {@code parameters}
     */
    public static String suggestion(String name, Collection<String> known, String plural) {
        return NearestName.similar(shortened(name), known)
                .map(nearest -> "the nearest is \"" + nearest + '"')
                .orElseGet(() -> "the " + plural + " are " + String.join(", ", known));
    }

    /** A number without an exponent. */
    public static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
