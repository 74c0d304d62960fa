package io.bankfeed.core.fraud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The distributions of one class of transactions of the original generator, from 200,000 transactions. */
final class OriginalStatistics {

    private static final JsonNode ALL = read();

    private final JsonNode fields;

    private OriginalStatistics(JsonNode fields) {
        this.fields = fields;
    }

    static OriginalStatistics of(String fraudType) {
        return new OriginalStatistics(ALL.required(fraudType));
    }

    /** The number of transactions from which the statistics were computed. */
    int draws() {
        return fields.required("n").intValue();
    }

    double nonPerformingLoanRate() {
        return fields.required("npl_rate").doubleValue();
    }

    /** The shares of a field's values by name. */
    Map<String, Double> shares(String field) {
        Map<String, Double> shares = new TreeMap<>();
        fields.required(field)
                .properties()
                .forEach(share -> shares.put(share.getKey(), share.getValue().doubleValue()));
        return shares;
    }

    /**
     * The Kolmogorov–Smirnov distance between a sample and a field at the known quantiles. A whole number represents
     * all values that round to it, so the sample may have any probability in that interval.
     *
     * @param sorted the sample in ascending order
     */
    double distance(String field, long[] sorted) {
        double distance = 0;
        for (Map.Entry<String, JsonNode> quantile :
                fields.required(field).required("q").properties()) {
            double probability = Double.parseDouble(quantile.getKey()) / 100;
            double value = quantile.getValue().doubleValue();
            double below = shareBelow(sorted, value - 0.5);
            double upTo = shareBelow(sorted, Math.nextUp(value + 0.5));
            distance = Math.max(distance, Math.max(below - probability, probability - upTo));
        }
        return distance;
    }

    private static double shareBelow(long[] sorted, double value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from / (double) sorted.length;
    }

    private static JsonNode read() {
        try (InputStream json = Objects.requireNonNull(
                OriginalStatistics.class.getResourceAsStream("/original-statistics.json"),
                "original-statistics.json")) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
