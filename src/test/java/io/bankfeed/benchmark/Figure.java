package io.bankfeed.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured quantity.
 *
 * @param runs the value of each run, in order
 * @param target the target for the median, or null
 */
record Figure(
        String name,
        String unit,
        List<Double> runs,
        @Nullable Target target) {

    /** @param atLeast whether the value is a minimum rather than a maximum */
    record Target(double value, boolean atLeast) {

        static Target atLeast(double value) {
            return new Target(value, true);
        }

        static Target atMost(double value) {
            return new Target(value, false);
        }

        boolean isMetBy(double median) {
            return atLeast ? median >= value : median <= value;
        }
    }

    Figure {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(name + " has no runs");
        }
    }

    static Figure of(String name, String unit, double... runs) {
        return new Figure(name, unit, Arrays.stream(runs).boxed().toList(), null);
    }

    static Figure of(String name, String unit, List<Double> runs) {
        return new Figure(name, unit, runs, null);
    }

    Figure withTarget(Target newTarget) {
        return new Figure(name, unit, runs, newTarget);
    }

    @JsonProperty
    double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @JsonProperty
    double lowest() {
        return sorted()[0];
    }

    @JsonProperty
    double highest() {
        return sorted()[runs.size() - 1];
    }

    /** The median, the lowest, the highest and the target in one line. */
    String line() {
        String spread = runs.size() == 1 ? "" : " (" + number(lowest()) + " to " + number(highest()) + ")";
        String verdict = target == null
                ? ""
                : (target.atLeast() ? "at least " : "at most ")
                        + number(target.value())
                        + (target.isMetBy(median()) ? ": met" : ": MISSED");
        return String.format(Locale.ROOT, "%-62s %12s%-26s %-26s %s", name, number(median()), spread, unit, verdict)
                .stripTrailing();
    }

    private double[] sorted() {
        return runs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** Formats a value with at least three significant digits. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size == 0 || size >= 100 ? 0 : (int) Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(size))));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
