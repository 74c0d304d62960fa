package io.bankfeed.dataset;

import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.QueryParameters;
import java.util.Map;

/** The query parameters that say how much fraud is reported, and when. */
final class ReportParameters {

    static final String RECALL = "report_recall";
    static final String DELAY_DAYS = "report_delay_days";
    static final String FALSE_RATE = "report_false_rate";

    private ReportParameters() {}

    /** Reads the parameters, and records invalid values. */
    static ReportSettings read(QueryParameters parameters, ReportSettings defaults) {
        return new ReportSettings(
                parameters.number(RECALL, 0, true, 1, defaults.recall()),
                parameters.number(DELAY_DAYS, 0, true, ReportSettings.MAX_DELAY_DAYS, defaults.delayDays()),
                parameters.number(FALSE_RATE, 0, true, 1, defaults.falseRate()));
    }

    /** Adds the parameters to those of a request. */
    static void write(ReportSettings reports, Map<String, String> parameters) {
        parameters.put(RECALL, ProblemText.plain(reports.recall()));
        parameters.put(DELAY_DAYS, ProblemText.plain(reports.delayDays()));
        parameters.put(FALSE_RATE, ProblemText.plain(reports.falseRate()));
    }
}
