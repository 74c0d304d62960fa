package io.bankfeed;

import static io.restassured.RestAssured.given;

/** The Prometheus metrics of the service under test. */
public final class ServiceMetrics {

    private ServiceMetrics() {}

    /** The value of one time series, named with its labels. */
    public static double metric(String series) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
