package io.bankfeed.dataset;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.CsvWriter;
import io.bankfeed.core.encoding.JsonWriter;
import io.bankfeed.core.encoding.NdjsonWriter;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.RecordWriter;
import io.bankfeed.core.parquet.Compression;
import io.bankfeed.core.parquet.ParquetWriter;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.http.FieldError;
import io.bankfeed.http.Negotiation;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The format of a dataset. */
public enum DatasetFormat {
    /** A single object, like that of a batch. */
    JSON("application/json"),

    /** One transaction per line. */
    NDJSON("application/x-ndjson"),

    /** CSV as in RFC 4180. */
    CSV("text/csv"),

    /** Apache Parquet. Each slice or part is a complete file. */
    PARQUET("application/vnd.apache.parquet");

    private final String mediaType;

    DatasetFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The name in requests, which is also the extension of the file name. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The media type with its parameters. */
    String contentType(boolean fromStart) {
        return switch (this) {
            case JSON, NDJSON -> mediaType + ";charset=UTF-8";
            case CSV -> mediaType + ";charset=UTF-8;header=" + (fromStart ? "present" : "absent");
            case PARQUET -> mediaType;
        };
    }

    /** Whether the transfer is compressed for clients that accept it. Parquet is compact, and readers expect its bytes. */
    public boolean isText() {
        return this != PARQUET;
    }

    /** A writer of a dataset. CSV has a header only from the first transaction on, so that slices can be concatenated. */
    public static RecordWriter writer(DatasetSpec spec, AsciiBuffer out) {
        RecordFields fields = spec.fields();
        FraudReports reports = spec.events().bank().reports(spec.reports());
        return switch (spec.format()) {
            case JSON -> new JsonWriter(out, fields, reports);
            case NDJSON -> new NdjsonWriter(out, fields, reports);
            case CSV -> new CsvWriter(out, fields, reports, spec.isFromStart());
            case PARQUET -> new ParquetWriter(out, fields, reports, Compression.NONE, spec.parameters());
        };
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(DatasetFormat::wireName).toList();
    }

    public static Optional<DatasetFormat> of(String wireName) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(wireName))
                .findFirst();
    }

    /**
     * The format that a client prefers.
     *
     * @throws ProblemException if it accepts none
     */
    static DatasetFormat accepted(HttpHeaders headers) {
        List<DatasetFormat> formats = List.of(values());
        return Negotiation.preferred(headers, formats, format -> format.mediaType)
                .orElseThrow(() -> {
                    String message = "must include one of "
                            + formats.stream().map(format -> format.mediaType).collect(Collectors.joining(", "))
                            + ", unless the parameter format is given, but was \""
                            + ProblemText.shortened(headers.getHeaderString(HttpHeaders.ACCEPT)) + "\"";
                    return new ProblemException(
                            ProblemType.NOT_ACCEPTABLE,
                            "Accept " + message + ".",
                            List.of(new FieldError(HttpHeaders.ACCEPT, message)));
                });
    }
}
