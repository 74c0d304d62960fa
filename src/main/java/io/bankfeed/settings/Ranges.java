package io.bankfeed.settings;

import io.bankfeed.http.ProblemText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks configured values, and collects those that are out of range. Not thread-safe. */
public final class Ranges {

    private final List<String> faults = new ArrayList<>();

    /** Checks a value. */
    public <T extends Comparable<T>> void check(String key, T value, T min, T max) {
        if (value.compareTo(min) < 0) {
            faults.add(key + " must be at least " + text(min) + ", but was " + text(value));
        } else if (value.compareTo(max) > 0) {
            faults.add(key + " must be at most " + text(max) + ", but was " + text(value));
        }
    }

    /**
     * Checks a text.
     *
     * @param parser throws an IllegalArgumentException whose message continues a sentence that begins with the key
     */
    public void check(String key, String text, Consumer<String> parser) {
        try {
            parser.accept(text);
        } catch (IllegalArgumentException e) {
            faults.add(key + " " + e.getMessage() + ", but was " + text);
        }
    }

    /** What is wrong: a sentence without a full stop for each value out of range. */
    public List<String> faults() {
        return faults;
    }

    private static String text(Object value) {
        boolean isPlain = value instanceof Double number && Double.isFinite(number) && !number.equals(-0.0);
        return isPlain ? ProblemText.plain((Double) value) : value.toString();
    }
}
