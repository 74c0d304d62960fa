package io.bankfeed.http;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LongestCommonSubsequence;

/** Formats received and allowed values for problems. */
public final class ProblemText {

    /** More than {@link #plain} needs for any number. */
    public static final int MAX_PLAIN_CHARACTERS = 400;

    private static final int MAX_CHARACTERS = 40;
    private static final LongestCommonSubsequence SIMILARITY = new LongestCommonSubsequence();

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

    /** The known name that has the longest common subsequence with another name; the shortest of several. */
    public static String nearest(String name, Collection<String> known) {
        String start = shortened(name).toLowerCase(Locale.ROOT);
        return known.stream()
                .max(Comparator.<String>comparingInt(
                                candidate -> SIMILARITY.apply(start, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.comparingInt(String::length).reversed()))
                .orElseThrow();
    }

    /**
     * The known path that differs least from another path, not counting parameters such as {@code {count}}; if several
     * do, the one that has most in common with it.
     */
    static String nearestPath(String path, Stream<String> known) {
        String start = shortened(path);
        return known.max(Comparator.<String>comparingInt(candidate -> 2 * common(start, candidate)
                                - literal(candidate).length())
                        .thenComparingInt(candidate -> common(start, candidate)))
                .orElseThrow();
    }

    private static int common(String path, String candidate) {
        return SIMILARITY.apply(path, literal(candidate));
    }

    /** A path up to its first parameter. */
    private static String literal(String path) {
        int parameter = path.indexOf('{');
        return parameter < 0 ? path : path.substring(0, parameter);
    }

    /** A number without an exponent. */
    public static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
