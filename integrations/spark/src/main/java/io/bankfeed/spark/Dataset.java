package io.bankfeed.spark;

import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.transaction.ReportSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Everything that determines the rows and their partitions. Immutable.
 *
 * @param options those from which all of this follows, with names in lower case, and with a seed and a start
 * @param offset the number of the bank's transactions before the first row
 * @param count the number of rows, at least 1
 * @param partitions the number of partitions, 1 to {@code count}
 * @param reports which fraud is reported, if the fields include it
 */
record Dataset(
        Map<String, String> options,
        EventTimeSpec events,
        long offset,
        long count,
        int partitions,
        RecordFields fields,
        ReportSettings reports) {

    /**
     * Reads a dataset from options. A seed that is left out is chosen at random, and a start by the date; {@link #options}
     * has both, so it always gives the same dataset again.
     *
     * @throws IllegalArgumentException that names every unknown option and every invalid value
     */
    static Dataset of(Map<String, String> options) {
        return new DatasetReader(options).read(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }
}
