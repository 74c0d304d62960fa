package io.bankfeed.scoring;

import java.util.Comparator;
import java.util.List;

/** The figures of scikit-learn, computed from the definitions over sorted scores, without bins. */
final class ExactFigures {

    /** A transaction that was judged. */
    record Judged(double score, boolean isFraud) {}

    private final List<Judged> all;
    private final long frauds;

    ExactFigures(List<Judged> all) {
        this.all = all.stream()
                .sorted(Comparator.comparingDouble(Judged::score).reversed())
                .toList();
        frauds = all.stream().filter(Judged::isFraud).count();
    }

    /** {@code average_precision_score}: after each distinct score, the step of recall times the precision. */
    double averagePrecision() {
        double sum = 0;
        long found = 0;
        for (int i = 0; i < all.size(); ) {
            int end = i;
            long more = 0;
            while (end < all.size() && all.get(end).score() == all.get(i).score()) {
                more += all.get(end).isFraud() ? 1 : 0;
                end++;
            }
            found += more;
            sum += (double) more / frauds * found / end;
            i = end;
        }
        return sum;
    }

    /** {@code roc_auc_score}: the rank sum of Mann and Whitney with mean ranks for ties. */
    double rocAuc() {
        double[] ascending = all.stream().mapToDouble(Judged::score).sorted().toArray();
        double rankSum = 0;
        for (Judged one : all) {
            if (one.isFraud()) {
                rankSum += meanRank(ascending, one.score());
            }
        }
        return (rankSum - frauds * (frauds + 1) / 2.0) / ((double) frauds * (all.size() - frauds));
    }

    private static double meanRank(double[] ascending, double score) {
        return (lowest(ascending, score) + 1 + highest(ascending, score) + 1) / 2.0;
    }

    private static int lowest(double[] ascending, double score) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int highest(double[] ascending, double score) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    double precision(double threshold) {
        return (double) alerts(threshold, true) / (alerts(threshold, true) + alerts(threshold, false));
    }

    double recall(double threshold) {
        return (double) alerts(threshold, true) / frauds;
    }

    double falsePositiveRate(double threshold) {
        return (double) alerts(threshold, false) / (all.size() - frauds);
    }

    private long alerts(double threshold, boolean fraud) {
        return all.stream()
                .filter(one -> one.score() >= threshold && one.isFraud() == fraud)
                .count();
    }
}
