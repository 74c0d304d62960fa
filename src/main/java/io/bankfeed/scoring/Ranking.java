package io.bankfeed.scoring;

import org.jspecify.annotations.Nullable;

/**
 * How well scores rank fraud above honest transactions. Transactions in one bin count as equal. Immutable.
 *
 * @param fraud the scores of fraudulent transactions
 * @param honest the scores of honest transactions, with the same bins
 */
record Ranking(SortedBins fraud, SortedBins honest) {

    static Ranking of(Histogram fraud, Histogram honest) {
        int shift = Math.max(fraud.shift(), honest.shift());
        return new Ranking(fraud.sorted(shift), honest.sorted(shift));
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
        if (fraud.total() == 0) {
            return null;
        }
        double area = 0;
        for (int i = 0; i < fraud.size(); i++) {
            double frauds = fraud.fromPlace(i);
            area += fraud.count(i) * frauds / (frauds + honest.from(fraud.bin(i)));
        }
        return area / fraud.total();
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
        double area = 0;
        for (int i = 0; i < fraud.size(); i++) {
            int bin = fraud.bin(i);
            // The mean of those below and those not above.
            area += fraud.count(i) * (honest.total() - (honest.from(bin) + honest.above(bin)) / 2.0);
        }
        return area / pairs;
    }

    /** What is found if all transactions from a bin upwards are alerts. */
    Alerts from(int bin) {
        return new Alerts(fraud.from(bin), honest.from(bin), fraud.total(), honest.total());
    }

    /** The lowest bin from which there are at most so many alerts; {@link Histogram#BINS} if its highest has more. */
    int lowestBinWithin(double maxAlerts) {
        int lowest = Histogram.BINS;
        int frauds = fraud.size();
        int honests = honest.size();
        while (frauds + honests > 0) {
            int bin = Math.max(frauds == 0 ? 0 : fraud.bin(frauds - 1), honests == 0 ? 0 : honest.bin(honests - 1));
            if (from(bin).count() > maxAlerts) {
                return lowest;
            }
            lowest = bin;
            frauds -= frauds > 0 && fraud.bin(frauds - 1) == bin ? 1 : 0;
            honests -= honests > 0 && honest.bin(honests - 1) == bin ? 1 : 0;
        }
        return lowest;
    }

    /** How many bins of the scale are one here. */
    int binWidth() {
        return 1 << honest.shift();
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
