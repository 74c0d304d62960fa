package io.bankfeed;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a pattern finds in a text. */
public final class Matches {

    private Matches() {}

    /** What a group of the pattern matches, in alphabetical order. */
    public static Set<String> matches(Pattern pattern, int group, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
