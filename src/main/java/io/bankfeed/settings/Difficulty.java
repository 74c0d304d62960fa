package io.bankfeed.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/** How hard the fraud is to find, as people write it: a number from 0 to 1, or a name. */
public final class Difficulty {

    /** What a value must be; it continues a sentence. */
    public static final String EXPECTED = "must be a number from 0 to 1, or textbook (0), realistic (0.5) or hard (1)";

    private static final Map<String, Double> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("textbook", 0.0);
        NAMES.put("realistic", 0.5);
        NAMES.put("hard", 1.0);
    }

    private Difficulty() {}

    /**
     * Parses a difficulty.
     *
     * @throws IllegalArgumentException if the text is neither; the message continues a sentence
     */
    public static double parse(String text) {
        Double named = NAMES.get(text);
        if (named != null) {
            return named;
        }
        if (text.matches("[0-9]{1,10}(\\.[0-9]{1,30})?")) {
            double number = Double.parseDouble(text);
            if (number <= 1) {
                return number;
            }
        }
        throw new IllegalArgumentException(EXPECTED);
    }
}
