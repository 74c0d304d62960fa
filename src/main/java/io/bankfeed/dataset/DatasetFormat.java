package io.bankfeed.dataset;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.CsvWriter;
import io.bankfeed.core.encoding.JsonWriter;
import io.bankfeed.core.encoding.NdjsonWriter;
import io.bankfeed.core.encoding.RecordWriter;
import io.bankfeed.http.FieldError;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a dataset is written. */
enum DatasetFormat {
    /** One document, as that of a batch. */
    JSON("application/json"),

    /** One transaction a line. */
    NDJSON("application/x-ndjson"),

    /** Records of RFC 4180. */
    CSV("text/csv");

    private final String mediaType;

    DatasetFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The name in requests, which is the ending of the file's name too. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The media type with its parameters. */
    String contentType(boolean fromStart) {
        return switch (this) {
            case JSON, NDJSON -> mediaType + ";charset=UTF-8";
            case CSV -> mediaType + ";charset=UTF-8;header=" + (fromStart ? "present" : "absent");
        };
    }

    /**
     * A writer of this format.
     *
     * @param fromStart whether the dataset begins with the first transaction: only then does CSV have a header, so that
     *     the slices of a dataset can be concatenated
     */
    RecordWriter writer(AsciiBuffer out, boolean labelled, boolean fromStart) {
        return switch (this) {
            case JSON -> new JsonWriter(out, labelled);
            case NDJSON -> new NdjsonWriter(out, labelled);
            case CSV -> new CsvWriter(out, labelled, fromStart);
        };
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(DatasetFormat::wireName).toList();
    }

    static Optional<DatasetFormat> of(String wireName) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(wireName))
                .findFirst();
    }

    /**
     * The format that a client likes best, and the first of those that it likes alike.
     *
     * @throws ProblemException if it takes none
     */
    static DatasetFormat accepted(HttpHeaders headers) {
        List<MediaType> acceptable = acceptable(headers);
        for (MediaType accepted : acceptable) {
            for (DatasetFormat format : values()) {
                if (!isRefused(accepted) && accepted.equals(format.mostSpecific(acceptable))) {
                    return format;
                }
            }
        }
        String message = "must take one of "
                + Arrays.stream(values()).map(format -> format.mediaType).collect(Collectors.joining(", "))
                + ", or the parameter format be given, but was \""
                + ProblemText.shortened(headers.getHeaderString(HttpHeaders.ACCEPT)) + "\"";
        throw new ProblemException(
                ProblemType.NOT_ACCEPTABLE,
                "Accept " + message + ".",
                List.of(new FieldError(HttpHeaders.ACCEPT, message)));
    }

    /** What a client says of it: {@code application/json;q=0} before {@code application/*}, and that before all types. */
    private @Nullable MediaType mostSpecific(List<MediaType> acceptable) {
        MediaType own = MediaType.valueOf(mediaType);
        return acceptable.stream()
                .filter(own::isCompatible)
                .min(Comparator.comparing(MediaType::isWildcardType).thenComparing(MediaType::isWildcardSubtype))
                .orElse(null);
    }

    private static List<MediaType> acceptable(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            // It is not a list of media types.
            return List.of();
        }
    }

    private static boolean isRefused(MediaType accepted) {
        return accepted.getParameters().getOrDefault("q", "1").matches("0(\\.0*)?");
    }
}
