package io.bankfeed.spark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parses options strictly. Errors are collected, and reported together by {@link #check}. Not thread-safe. */
final class Options {

    private static final int MAX_CHARACTERS = 40;

    private final Map<String, String> options;
    private final List<String> errors = new ArrayList<>();

    /** @param options names in lower case, with their values */
    Options(Map<String, String> options) {
        this.options = options;
    }

    /** Records names that are not among those allowed. */
    void refuseOthersThan(Collection<String> allowed) {
        for (String name : options.keySet()) {
            if (!allowed.contains(name)) {
                errors.add("there is no option \"" + shortened(name) + "\": "
                        + Names.suggestion(shortened(name), allowed, "options"));
            }
        }
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    /** The value of an option that was given. */
    String text(String name) {
        return options.getOrDefault(name, "");
    }

    /** Parses a whole number in a range. */
    long wholeNumber(String name, long min, long max, long defaultValue) {
        if (!has(name)) {
            return defaultValue;
        }
        String text = text(name);
        if (text.matches("-?[0-9]{1,40}")) {
            BigDecimal number = new BigDecimal(text);
            if (number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0) {
                return number.longValueExact();
            }
        }
        reject(name, "must be a whole number from " + min + " to " + max);
        return defaultValue;
    }

    /** Parses a number from {@code min}, which may itself be excluded, to {@code max}. */
    double number(String name, double min, boolean included, double max, double defaultValue) {
        if (!has(name)) {
            return defaultValue;
        }
        String text = text(name);
        if (text.length() <= MAX_CHARACTERS && text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
            double number = Double.parseDouble(text);
            if ((included ? number >= min : number > min) && number <= max) {
                // Turns -0.0 into 0.0.
                return number + 0.0;
            }
        }
        reject(
                name,
                included
                        ? "must be a number from " + plain(min) + " to " + plain(max)
                        : "must be a number over " + plain(min) + " and at most " + plain(max));
        return defaultValue;
    }

    /**
     * Parses one of several words.
     *
     * @param allowed at least two words, the default first
     */
    String choice(String name, List<String> allowed) {
        String text = has(name) ? text(name).toLowerCase(Locale.ROOT) : allowed.get(0);
        if (allowed.contains(text)) {
            return text;
        }
        int last = allowed.size() - 1;
        reject(name, "must be " + String.join(", ", allowed.subList(0, last)) + " or " + allowed.get(last));
        return allowed.get(0);
    }

    /**
     * Parses weights by name, such as {@code money_laundering:30,loan_fraud:0}.
     *
     * @param names the names that are allowed
     * @return the weights given
     */
    Map<String, Double> weights(String name, Collection<String> names) {
        Map<String, Double> weights = new LinkedHashMap<>();
        if (!has(name)) {
            return weights;
        }
        for (String pair : text(name).split(",", -1)) {
            String[] weight = pair.split(":", -1);
            if (weight.length != 2
                    || !names.contains(weight[0])
                    || !weight[1].matches("[0-9]{1,20}(\\.[0-9]{1,20})?")
                    || weights.put(weight[0], Double.parseDouble(weight[1])) != null) {
                reject(
                        name,
                        "must be names, each once, with weights of at least 0, such as "
                                + names.iterator().next() + ":30; the names are " + String.join(", ", names));
                return new LinkedHashMap<>();
            }
        }
        return weights;
    }

    /**
     * Records an invalid option.
     *
     * @param message continues a sentence that begins with the name
     */
    void reject(String name, String message) {
        errors.add(name + " " + message + ", but was " + (has(name) ? '"' + shortened(text(name)) + '"' : "left out"));
    }

    /** @throws IllegalArgumentException that names all errors, if there are any */
    void check() {
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("Options of bankfeed: " + String.join("; ", errors));
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
