package io.bankfeed.spark;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests names instead of unknown ones. */
final class Names {

    /** The most typos in a name, as a share of its characters. */
    private static final double MAX_TYPOS = 0.4;

    private Names() {}

    /**
     * The known name that is nearest to an unknown one, or all of them if none is near. It continues a sentence.
     *
     * @param known at least one name
     * @param plural what the known names are, such as {@code columns}
     */
    static String suggestion(String name, Collection<String> known, String plural) {
        return known.stream()
                .min(Comparator.comparingInt(one -> typos(name, one)))
                .filter(nearest -> typos(name, nearest) <= MAX_TYPOS * nearest.length())
                .map(nearest -> "the nearest is \"" + nearest + '"')
                .orElseGet(() -> "the " + plural + " are " + String.join(", ", known));
    }

    private static int typos(String name, String known) {
        return LevenshteinDistance.getDefaultInstance().apply(name.toLowerCase(Locale.ROOT), known);
    }
}
