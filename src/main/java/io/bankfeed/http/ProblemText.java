package io.bankfeed.http;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LongestCommonSubsequence;

/** How problems show what was received and what is allowed. */
public final class ProblemText {

    /** As many as {@link #plain} makes of any number, and more. */
    public static final int MAX_PLAIN_CHARACTERS = 400;

    private static final int MAX_CHARACTERS = 40;
    private static final LongestCommonSubsequence LIKENESS = new LongestCommonSubsequence();

    private ProblemText() {}

    /** As much of a text as a problem repeats. */
    public static String shortened(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        // Half a character would be JSON that some parsers refuse.
        boolean inTwo = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1));
        return text.substring(0, inTwo ? MAX_CHARACTERS - 1 : MAX_CHARACTERS) + "…";
    }

    /** The known name that has the most letters in common with another, in their order. */
    public static String nearest(String name, Collection<String> known) {
        String shown = shortened(name);
        return known.stream()
                .max(Comparator.comparingInt(one -> LIKENESS.apply(shown, one)))
                .orElseThrow();
    }

    /** A number without an exponent. */
    public static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
