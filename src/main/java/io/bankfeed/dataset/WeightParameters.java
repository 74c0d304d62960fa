package io.bankfeed.dataset;

import io.bankfeed.http.ProblemText;
import io.bankfeed.http.QueryParameters;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Query parameters with weights by name, such as {@code money_laundering:30,loan_fraud:0}. */
final class WeightParameters {

    private WeightParameters() {}

    /**
     * Reads a parameter, and records an invalid value.
     *
     * @param kind what the names stand for, in the plural
     * @param names the names that are allowed
     * @return the weights given
     */
    static Map<String, Double> read(QueryParameters parameters, String name, String kind, Collection<String> names) {
        Map<String, Double> given = new LinkedHashMap<>();
        String text = parameters.text(name);
        if (text == null) {
            return given;
        }
        for (String pair : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            String key = colon < 0 ? pair : pair.substring(0, colon);
            String weight = colon < 0 ? "" : pair.substring(colon + 1);
            if (!names.contains(key)) {
                parameters.reject(
                        name,
                        "must name " + kind + " (" + String.join(", ", names) + "), such as \""
                                + ProblemText.nearest(key, names) + ":30\"",
                        pair);
                return Map.of();
            }
            if (weight.length() > ProblemText.MAX_PLAIN_CHARACTERS
                    || !weight.matches("[0-9]+(\\.[0-9]+)?")
                    || given.put(key, Double.parseDouble(weight)) != null) {
                parameters.reject(name, "must give each of the " + kind + " a single weight of at least 0", pair);
                return Map.of();
            }
        }
        return given;
    }

    /** The value of a parameter. */
    static String text(Map<String, Double> weights) {
        return weights.entrySet().stream()
                .map(weight -> weight.getKey() + ":" + ProblemText.plain(weight.getValue()))
                .collect(Collectors.joining(","));
    }
}
