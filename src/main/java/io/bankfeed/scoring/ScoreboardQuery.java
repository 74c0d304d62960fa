package io.bankfeed.scoring;

import io.bankfeed.http.QueryParameters;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to see of the scoreboard.
 *
 * @param detector the only detector, or null for all
 * @param threshold the lowest score that is an alert, 0 to 1
 * @param alertsPerDay how many alerts in a day of the bank can be looked at, over 0
 */
record ScoreboardQuery(@Nullable String detector, double threshold, double alertsPerDay) {

    static final ScoreboardQuery DEFAULT = new ScoreboardQuery(null, 0.5, 100);

    private static final double MAX_ALERTS = 1e12;

    /** @throws io.bankfeed.http.ProblemException if a parameter is invalid */
    static ScoreboardQuery of(UriInfo uri) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        String detector = parameters.text("detector");
        if (detector != null && !DetectorName.isValid(detector)) {
            parameters.reject("detector", DetectorName.FORMAT, detector);
        }
        ScoreboardQuery query = new ScoreboardQuery(
                detector,
                parameters.number("threshold", 0, true, 1, DEFAULT.threshold),
                parameters.number("alerts_per_day", 0, false, MAX_ALERTS, DEFAULT.alertsPerDay));
        parameters.check();
        return query;
    }
}
