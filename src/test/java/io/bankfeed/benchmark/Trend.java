package io.bankfeed.benchmark;

import java.util.ArrayList;
import java.util.List;

/** A value that is sampled as time goes by. Not thread-safe. */
final class Trend {

    private record Sample(double minute, double value) {}

    private final List<Sample> samples = new ArrayList<>();

    void add(double minute, double value) {
        samples.add(new Sample(minute, value));
    }

    /** The mean of the samples of the minute before a time. */
    double meanOfMinuteBefore(double minute) {
        return samples.stream()
                .filter(sample -> sample.minute > minute - 1 && sample.minute <= minute)
                .mapToDouble(Sample::value)
                .average()
                .orElseThrow(() -> new IllegalStateException("Nothing was sampled in the minute before " + minute));
    }

    /** By how much it grows a minute from a time on: the slope of the line with the least squares. */
    double slopeFrom(double minute) {
        List<Sample> from =
                samples.stream().filter(sample -> sample.minute >= minute).toList();
        if (from.size() < 2) {
            throw new IllegalStateException("There are " + from.size() + " samples from minute " + minute);
        }
        double meanMinute = from.stream().mapToDouble(Sample::minute).average().orElseThrow();
        double meanValue = from.stream().mapToDouble(Sample::value).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (Sample sample : from) {
            products += (sample.minute - meanMinute) * (sample.value - meanValue);
            squares += (sample.minute - meanMinute) * (sample.minute - meanMinute);
        }
        return products / squares;
    }
}
