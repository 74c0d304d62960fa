package io.bankfeed.scoring;

import org.jspecify.annotations.Nullable;

/**
 * How well scores rank fraud above honest transactions. Transactions in one bin count as equal. Both histograms must not
 * change meanwhile.
 *
 * @param fraud the scores of fraudulent transactions
 * @param honest the scores of honest transactions
 */
record Ranking(Histogram fraud, Histogram honest) {

    /** Receives the bins that are not empty, the highest first. Segments without fraud come as one. */
    @FunctionalInterface
    private interface Visitor {
        void visit(long frauds, long honests);
    }

    /** Sums while the bins are visited. */
    private static final class Sums {
        private long frauds;
        private long honests;
        private double area;
    }

    long size() {
        return fraud.total() + honest.total();
    }

    /**
     * The area under the precision-recall curve as average precision: the sum of precision times the step of recall over
     * all thresholds. Null without fraud.
     */
    @Nullable
    Double prAuc() {
        long all = fraud.total();
        if (all == 0) {
            return null;
        }
        Sums sums = new Sums();
        descend((frauds, honests) -> {
            sums.frauds += frauds;
            sums.honests += honests;
            sums.area += (double) frauds / all * sums.frauds / (sums.frauds + sums.honests);
        });
        return sums.area;
    }

    /**
     * The area under the ROC curve: the probability that a fraud scores higher than an honest transaction, where equal
     * scores count half. Null without fraud or without honest transactions.
     */
    @Nullable
    Double rocAuc() {
        double pairs = (double) fraud.total() * honest.total();
        if (pairs == 0) {
            return null;
        }
        Sums sums = new Sums();
        descend((frauds, honests) -> {
            sums.area += honests * (sums.frauds + frauds / 2.0);
            sums.frauds += frauds;
        });
        return sums.area / pairs;
    }

    /** What is found if all transactions from a bin upwards are alerts. */
    Alerts from(int bin) {
        return new Alerts(fraud.from(bin), honest.from(bin), fraud.total(), honest.total());
    }

    /** The lowest bin from which there are at most so many alerts; {@link Histogram#BINS} if its highest has more. */
    int lowestBinWithin(double maxAlerts) {
        long alerts = 0;
        int lowest = Histogram.BINS;
        for (int segment = Histogram.SEGMENTS - 1; segment >= 0; segment--) {
            if (fraud.segmentTotal(segment) + honest.segmentTotal(segment) == 0) {
                continue;
            }
            for (int i = Histogram.BINS_PER_SEGMENT - 1; i >= 0; i--) {
                int bin = segment * Histogram.BINS_PER_SEGMENT + i;
                long more = fraud.count(bin) + honest.count(bin);
                alerts += more;
                if (alerts > maxAlerts) {
                    return lowest;
                }
                lowest = more > 0 ? bin : lowest;
            }
        }
        return lowest;
    }

    private void descend(Visitor visitor) {
        for (int segment = Histogram.SEGMENTS - 1; segment >= 0; segment--) {
            if (fraud.segmentTotal(segment) == 0) {
                if (honest.segmentTotal(segment) > 0) {
                    visitor.visit(0, honest.segmentTotal(segment));
                }
                continue;
            }
            for (int i = Histogram.BINS_PER_SEGMENT - 1; i >= 0; i--) {
                int bin = segment * Histogram.BINS_PER_SEGMENT + i;
                long frauds = fraud.count(bin);
                long honests = honest.count(bin);
                if (frauds + honests > 0) {
                    visitor.visit(frauds, honests);
                }
            }
        }
    }

    /**
     * The alerts at a threshold.
     *
     * @param trueAlerts alerts that are fraud
     * @param falseAlerts alerts that are honest
     * @param frauds all frauds
     * @param honests all honest transactions
     */
    record Alerts(double trueAlerts, double falseAlerts, long frauds, long honests) {

        double count() {
            return trueAlerts + falseAlerts;
        }

        /** Null without alerts. */
        @Nullable
        Double precision() {
            return ratio(trueAlerts, count());
        }

        /** Null without fraud. */
        @Nullable
        Double recall() {
            return ratio(trueAlerts, (double) frauds);
        }

        /** Null without honest transactions. */
        @Nullable
        Double falsePositiveRate() {
            return ratio(falseAlerts, (double) honests);
        }

        /** The harmonic mean of precision and recall; null without fraud. */
        @Nullable
        Double f1() {
            return frauds == 0 ? null : ratio(2 * trueAlerts, count() + frauds);
        }
    }

    /** Null if the whole is 0. */
    static @Nullable Double ratio(long part, long whole) {
        return ratio((double) part, (double) whole);
    }

    /** Null if the whole is 0. */
    static @Nullable Double ratio(double part, double whole) {
        return whole == 0 ? null : part / whole;
    }
}
