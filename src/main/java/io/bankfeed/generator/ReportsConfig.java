package io.bankfeed.generator;

import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.settings.Ranges;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How well the bank detects its fraud: the reports that {@code labels=full} shows. */
@ConfigMapping(prefix = "bankfeed.reports")
public interface ReportsConfig {

    /** The share of fraud that is ever reported, from 0 to 1. All transactions of a scenario are reported, or none is. */
    @WithDefault("0.7")
    double recall();

    /** The median delay of a report in days, from 0 to 365. Some take many times longer. With 0, reports are immediate. */
    @WithDefault("3")
    double delayDays();

    /** The share of honest transactions that are reported as fraud by mistake, from 0 to 1. */
    @WithDefault("0.002")
    double falseRate();

    /** Checks the values. */
    static void check(ReportsConfig config, Ranges ranges) {
        ranges.check("bankfeed.reports.recall", config.recall(), 0.0, 1.0);
        ranges.check("bankfeed.reports.delay-days", config.delayDays(), 0.0, ReportSettings.MAX_DELAY_DAYS);
        ranges.check("bankfeed.reports.false-rate", config.falseRate(), 0.0, 1.0);
    }

    /** The values, which were checked. */
    static ReportSettings settings(ReportsConfig config) {
        return new ReportSettings(config.recall(), config.delayDays(), config.falseRate());
    }
}
