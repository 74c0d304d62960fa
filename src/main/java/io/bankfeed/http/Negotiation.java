package io.bankfeed.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Content negotiation by the {@code Accept} header. */
public final class Negotiation {

    private Negotiation() {}

    /** The client's preferred format, the first one offered if several are equal; empty if it accepts none. */
    public static <T> Optional<T> preferred(HttpHeaders headers, List<T> offered, Function<T, String> mediaType) {
        List<MediaType> ranges;
        try {
            ranges = headers.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            // The header is malformed.
            return Optional.empty();
        }
        return ranges.stream()
                .filter(range -> !range.getParameters().getOrDefault("q", "1").matches("0(\\.0*)?"))
                .flatMap(range ->
                        offered.stream().filter(format -> range.equals(mostSpecific(ranges, mediaType.apply(format)))))
                .findFirst();
    }

    /** The most specific range that matches: {@code application/json;q=0} overrides {@code application/*}. */
    private static @Nullable MediaType mostSpecific(List<MediaType> ranges, String mediaType) {
        return ranges.stream()
                .filter(MediaType.valueOf(mediaType)::isCompatible)
                .min(Comparator.comparing(MediaType::isWildcardType).thenComparing(MediaType::isWildcardSubtype))
                .orElse(null);
    }
}
