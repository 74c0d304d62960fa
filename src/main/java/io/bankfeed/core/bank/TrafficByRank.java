package io.bankfeed.core.bank;

import io.bankfeed.core.random.KeyedRandom;

/**
 * How the traffic is spread over customers in ascending order of their twelve-month counts. Those with few transactions
 * a year have half of the average traffic each, and those with very many twice as much. Among the others, half of the
 * traffic follows an inverse power law, and most of the rest the count, so that the busiest 1 % of all have 6 % of the
 * traffic. Immutable and thread-safe.
 */
final class TrafficByRank {

    private static final double TRAFFIC_OF_FEW = 0.5;
    private static final double TRAFFIC_OF_MANY = 2;
    private static final double POWER_LAW = 0.5;
    private static final double LINEAR = 0.3;

    /** The quantile function is interpolated, since that takes no branch, and a draw takes several. */
    private static final int CELLS = 1024;

    private static final int BISECTIONS = 40;

    private final int few;
    private final int usual;
    private final int many;
    private final double shareOfFew;
    private final double shareOfUsual;

    /** The ranks before which equal shares of the traffic fall; the last element is the number of customers. */
    private final double[] quantiles = new double[CELLS + 1];

    /**
     * @param few the number of customers with few transactions a year
     * @param usual the number of those with a usual number
     * @param many the number of those with very many
     */
    TrafficByRank(int few, int usual, int many) {
        this.few = few;
        this.usual = usual;
        this.many = many;
        double traffic = few * TRAFFIC_OF_FEW + usual + many * TRAFFIC_OF_MANY;
        shareOfFew = few * TRAFFIC_OF_FEW / traffic;
        shareOfUsual = usual / traffic;
        for (int i = 1; i <= CELLS; i++) {
            quantiles[i] = i == CELLS ? few + usual + many : quantile(quantiles[i - 1], (double) i / CELLS);
        }
    }

    /** Draws a rank in proportion to the traffic, from 0. */
    int draw(KeyedRandom random) {
        double position = random.unit() * CELLS;
        int cell = (int) position;
        return (int) (quantiles[cell] + (position - cell) * (quantiles[cell + 1] - quantiles[cell]));
    }

    private double quantile(double from, double share) {
        double low = from;
        double high = few + usual + many;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (shareBefore(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The share of the traffic before a rank. */
    private double shareBefore(double rank) {
        if (rank < few) {
            return shareOfFew * rank / few;
        }
        if (rank < few + usual) {
            double fromTheBusiest = (few + usual - rank) / usual;
            return shareOfFew + shareOfUsual * (1 - shareOfTheBusiest(fromTheBusiest));
        }
        return shareOfFew + shareOfUsual + (1 - shareOfFew - shareOfUsual) * (rank - few - usual) / many;
    }

    /** The share that the busiest have in the traffic of those with a usual number of transactions. */
    private static double shareOfTheBusiest(double part) {
        double idle = 1 - part;
        return POWER_LAW * Math.sqrt(part) + LINEAR * (1 - idle * idle) + (1 - POWER_LAW - LINEAR) * part;
    }
}
