package io.bankfeed.dataset;

import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.source.SlicedSource;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.core.transaction.TransactionSink;
import io.bankfeed.generator.RecordParameters;
import io.bankfeed.http.ProblemText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that determines a dataset: the same spec gives the same bytes.
 *
 * @param events the bank and its transactions
 * @param count the number of transactions of all parts, at least 1
 * @param offset the number of the bank's transactions before the first of these
 * @param part the part of these transactions that the dataset has
 * @param fields the fields of each transaction
 * @param reports which fraud is reported, if the fields include it
 */
public record DatasetSpec(
        EventTimeSpec events,
        long count,
        long offset,
        Part part,
        RecordFields fields,
        ReportSettings reports,
        DatasetFormat format) {

    public static final String COUNT = "count";
    public static final String OFFSET = "offset";
    public static final String SEED = "seed";
    public static final String START = "start";
    public static final String RATE = "rate";
    public static final String FRAUD_INJECTION_RATE = "fraud_injection_rate";
    public static final String FRAUD_WEIGHTS = "fraud_weights";
    public static final String ACCOUNTS = "accounts";
    public static final String FIRST_ACCOUNT = "first_account";
    public static final String FIELDS = RecordParameters.FIELDS;
    public static final String LABELS = RecordParameters.LABELS;
    public static final String FORMAT = "format";

    /** Reports that are not shown do not tell two datasets with the same bytes apart. */
    public DatasetSpec {
        reports = fields.labels() == LabelFields.FULL ? reports : ReportSettings.DEFAULT;
    }

    /** The transactions, which a sink receives as they are drawn. */
    public TransactionSource source(TransactionSink sink) {
        return new TransactionSource(events, offset, count, part, fields.extended(), sink);
    }

    /** The transactions in slices, for several threads. */
    public SlicedSource slices(int rowsOfSlice) {
        return new SlicedSource(events, offset, count, part, fields.extended(), rowsOfSlice);
    }

    /** The index of the first transaction among all of the bank, from 0. */
    long firstIndex() {
        return offset + part.rowsBefore(count);
    }

    /** The number of the bank's transactions to go through, all of which are written unless the part is by accounts. */
    public long rows() {
        return part.rows(count);
    }

    /** Whether the dataset begins with the bank's first transaction. */
    public boolean isFromStart() {
        return firstIndex() == 0;
    }

    /**
     * The expected share of fraud, to a relative precision of 10^-6, if it differs from the fraud rate because the
     * dataset does not span whole days.
     */
    Optional<BigDecimal> expectedFraudShare() {
        MathContext precision = new MathContext(6);
        BigDecimal share = new BigDecimal(events.expectedFraudShare(firstIndex(), Math.max(1, rows())), precision);
        return share.compareTo(new BigDecimal(events.fraudRate(), precision)) == 0
                ? Optional.empty()
                : Optional.of(share);
    }

    /** The query parameters of the request, in full, except those that do not apply. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(COUNT, Long.toString(count));
        parameters.put(OFFSET, Long.toString(offset));
        parameters.put(SEED, Long.toString(events.bank().seed()));
        parameters.put(START, TransactionEncoder.timestamp(events.startMicros()));
        parameters.put(RATE, ProblemText.plain(events.perSecond()));
        parameters.put(FRAUD_INJECTION_RATE, ProblemText.plain(events.fraudRate()));
        parameters.put(FRAUD_WEIGHTS, WeightParameters.text(events.bank().fraudWeights()));
        parameters.put(ACCOUNTS, Integer.toString(events.bank().accounts()));
        parameters.put(FIRST_ACCOUNT, Integer.toString(events.bank().firstAccount()));
        ModelParameters.write(events.model(), parameters);
        parameters.put(LABELS, fields.labels().wireName());
        parameters.put(FORMAT, format.wireName());
        if (fields.extended()) {
            parameters.put(FIELDS, RecordParameters.EXTENDED);
        }
        if (fields.labels() == LabelFields.FULL) {
            ReportParameters.write(reports, parameters);
        }
        PartParameters.write(part, parameters);
        return parameters;
    }

    /** The request that repeats this dataset, relative to any of its URLs, which may have a prefix from a proxy. */
    String query() {
        return parameters().entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** A file name of characters that every file system allows. */
    public String fileName() {
        String compactStart = TransactionEncoder.timestamp(events.startMicros())
                .replaceAll("[-:]", "")
                .replaceFirst("(\\.0*)?\\+0700$", "");
        return "bankfeed_seed-" + events.bank().seed() + "_start-" + compactStart + "_rate-"
                + ProblemText.plain(events.perSecond())
                + "_fraud-"
                + ProblemText.plain(events.fraudRate()) + "_accounts-"
                + events.bank().accounts() + "_offset-" + offset + "_count-"
                + count
                + fileNameOfModel()
                + fileNameOfPart()
                + fileNameOfFields() + "." + format.wireName();
    }

    private String fileNameOfModel() {
        return events.model().isTextbook()
                ? ""
                : "_difficulty-" + ProblemText.plain(events.model().difficulty());
    }

    private String fileNameOfPart() {
        return part.isWhole()
                ? ""
                : "_part-" + part.number() + "-of-" + part.parts() + "-by-"
                        + part.by().name().toLowerCase(Locale.ROOT);
    }

    private String fileNameOfFields() {
        return (fields.extended() ? "_extended" : "")
                + switch (fields.labels()) {
                    case NONE -> "";
                    case TRUTH -> "_labelled";
                    case FULL -> "_labelled-full";
                };
    }
}
