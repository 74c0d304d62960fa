package io.bankfeed.problem;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LongestCommonSubsequence;

/** How problems show what was received and what is allowed. */
public final class Shown {

    private static final int MOST_CHARACTERS = 40;
    private static final LongestCommonSubsequence LIKENESS = new LongestCommonSubsequence();

    private Shown() {}

    /** As much of a text as a problem repeats. */
    public static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }

    /** The name that is most like one that is not known. */
    public static String nearest(String name, List<String> known) {
        return known.stream()
                .max(Comparator.comparingInt(one -> LIKENESS.apply(shortened(name), one)))
                .orElseThrow();
    }

    /** A number without an exponent. */
    public static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** All errors as one sentence. */
    public static String sentence(List<FieldError> errors) {
        StringBuilder sentence = new StringBuilder();
        for (FieldError error : errors) {
            sentence.append(sentence.isEmpty() ? "" : "; ")
                    .append(error.field())
                    .append(' ')
                    .append(error.message());
        }
        return sentence.append('.').toString();
    }
}
