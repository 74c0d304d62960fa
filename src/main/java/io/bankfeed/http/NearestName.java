package io.bankfeed.http;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.apache.commons.text.similarity.LongestCommonSubsequence;

/**
 * Finds the known name that an unknown one was meant to be, whatever its case. A known name can have an asterisk, which
 * stands for any characters.
 */
public final class NearestName {

    private static final LongestCommonSubsequence COMMON = new LongestCommonSubsequence();
    private static final DamerauLevenshteinDistance TYPOS = new DamerauLevenshteinDistance();

    /** Names are similar if they have more than this share of their characters in common, in the same order. */
    private static final double MIN_SHARE = 0.6;

    private NearestName() {}

    private record Match(String known, double share) {}

    /**
     * The known name that has the largest share of its characters in common with another name; the longest of several.
     *
     * @param known at least one name
     */
    public static String of(String name, Collection<String> known) {
        return best(name, known).known;
    }

    /** The same, unless even that name has little in common with the other one. */
    static Optional<String> similar(String name, Collection<String> known) {
        return Optional.of(best(name, known))
                .filter(match -> match.share > MIN_SHARE)
                .map(Match::known);
    }

    private static Match best(String name, Collection<String> known) {
        return known.stream()
                .map(one -> new Match(one, share(name, one)))
                .max(Comparator.comparingDouble(Match::share)
                        .thenComparingInt(match -> match.known.length())
                        .thenComparing(Match::known, Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** How many characters to insert, remove, replace or swap with the next one until a name is a known one. */
    public static int typos(String name, String known) {
        return TYPOS.apply(lowerCase(literal(name, known)), lowerCase(literal(known)));
    }

    private static double share(String name, String known) {
        String literal = lowerCase(literal(known));
        return Math.max(shareOf(lowerCase(name), literal), shareOf(lowerCase(literal(name, known)), literal));
    }

    /** The share of the characters that two texts have in common, from 0 to 1. */
    private static double shareOf(String one, String other) {
        int all = one.length() + other.length();
        return all == 0 ? 1 : 2.0 * COMMON.apply(one, other) / all;
    }

    private static String literal(String known) {
        return known.replace("*", "");
    }

    /** A name without the characters for which the asterisk of a known name stands. */
    private static String literal(String name, String known) {
        int start = known.indexOf('*');
        int end = name.length() - (known.length() - start - 1);
        return start < 0 || start >= end ? name : name.substring(0, start) + name.substring(end);
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
