package io.bankfeed.core.world;

import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.world.Worlds.Row;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Columns of numbers, one value for each transaction in the order of time, and which of them are fraud. */
final class Columns {

    /** The part in time from which a model learns; it is measured on the rest. */
    private static final double FITTED = 0.7;

    private final double[][] values;
    private final boolean[] fraud;

    Columns(double[][] values, boolean[] fraud) {
        this.values = values;
        this.fraud = fraud;
    }

    @SafeVarargs
    static Columns of(List<Row> rows, ToDoubleFunction<Transaction>... fields) {
        double[][] values = new double[fields.length][];
        for (int i = 0; i < fields.length; i++) {
            ToDoubleFunction<Transaction> field = fields[i];
            values[i] = rows.stream()
                    .mapToDouble(row -> field.applyAsDouble(row.transaction()))
                    .toArray();
        }
        return new Columns(values, fraudOf(rows));
    }

    static boolean[] fraudOf(List<Row> rows) {
        boolean[] fraud = new boolean[rows.size()];
        for (int i = 0; i < fraud.length; i++) {
            fraud[i] = rows.get(i).label().isFraud();
        }
        return fraud;
    }

    /** A copy in which a third of the fraud has the same value in a column. */
    Columns withLeak() {
        double[] first = values[0].clone();
        double[] sorted = first.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < first.length; i += 3) {
            first[i] = fraud[i] ? sorted[sorted.length / 3] + 0.5 : first[i];
        }
        double[][] copy = values.clone();
        copy[0] = first;
        return new Columns(copy, fraud);
    }

    int size() {
        return fraud.length;
    }

    int fitted() {
        return (int) (FITTED * fraud.length);
    }

    boolean isFraud(int row) {
        return fraud[row];
    }

    double[] row(int row) {
        double[] of = new double[values.length];
        for (int column = 0; column < of.length; column++) {
            of[column] = values[column][row];
        }
        return of;
    }

    /** The share of fraud among the transactions that match. */
    static double precision(List<Row> rows, Predicate<Transaction> clause) {
        long all = rows.stream().filter(row -> clause.test(row.transaction())).count();
        long fraud = rows.stream()
                .filter(row -> row.label().isFraud() && clause.test(row.transaction()))
                .count();
        return (double) fraud / all;
    }

    /**
     * The probability that a random fraudulent transaction has a higher score than a random honest one.
     *
     * @param from the first row that has a score
     */
    double auc(double[] scores, int from) {
        Integer[] order = new Integer[scores.length - from];
        Arrays.setAll(order, i -> i + from);
        Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
        double rankSum = 0;
        long positives = 0;
        for (int i = 0; i < order.length; ) {
            int end = i;
            while (end < order.length && scores[order[end]] == scores[order[i]]) {
                end++;
            }
            for (int j = i; j < end; j++) {
                if (fraud[order[j]]) {
                    rankSum += (i + end + 1) / 2.0;
                    positives++;
                }
            }
            i = end;
        }
        long negatives = order.length - positives;
        return (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }
}
