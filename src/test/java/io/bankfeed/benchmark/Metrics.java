package io.bankfeed.benchmark;

/** Reads the text that the service gives to Prometheus. */
final class Metrics {

    private Metrics() {}

    /** The sum of a metric's values over all its labels. */
    static double sum(String text, String name) {
        double sum = 0;
        boolean found = false;
        for (String line : text.split("\n")) {
            if (line.startsWith(name)
                    && !Character.isLetterOrDigit(line.charAt(name.length()))
                    && line.charAt(name.length()) != '_') {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                found = true;
            }
        }
        if (!found) {
            throw new IllegalArgumentException("There is no metric " + name);
        }
        return sum;
    }
}
