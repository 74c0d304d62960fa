package io.bankfeed.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Content negotiation by the {@code Accept} header. Malformed parts of the header are ignored. */
public final class Negotiation {

    private static final Pattern QUALITY = Pattern.compile("1(\\.0*)?|0?\\.[0-9]+|0\\.?");

    private Negotiation() {}

    /** The client's preferred format, the first one offered if several are equal; empty if it accepts none. */
    public static <T> Optional<T> preferred(HttpHeaders headers, List<T> offered, Function<T, String> mediaType) {
        return preferred(headers.getRequestHeader(HttpHeaders.ACCEPT), offered, mediaType);
    }

    /** The same for the values of the header, which are none if it is absent. */
    public static <T> Optional<T> preferred(List<String> accept, List<T> offered, Function<T, String> mediaType) {
        if (accept.stream().allMatch(String::isBlank)) {
            return Optional.of(offered.get(0));
        }
        List<MediaType> ranges = ranges(accept);
        return ranges.stream()
                .filter(range -> quality(range) > 0)
                .flatMap(range ->
                        offered.stream().filter(format -> range.equals(mostSpecific(ranges, mediaType.apply(format)))))
                .findFirst();
    }

    /** Whether a client accepts no media type at all, as with {@code *}{@code /*;q=0}. */
    static boolean acceptsNothing(List<String> accept) {
        return !accept.stream().allMatch(String::isBlank)
                && ranges(accept).stream().noneMatch(range -> quality(range) > 0);
    }

    /** The valid ranges, the preferred ones first and otherwise the most specific ones. */
    private static List<MediaType> ranges(List<String> accept) {
        List<MediaType> ranges = new ArrayList<>();
        for (String range : String.join(",", accept).split(",", -1)) {
            try {
                ranges.add(MediaType.valueOf(range.trim()));
            } catch (IllegalArgumentException e) {
                // Ignored: it matches nothing.
            }
        }
        ranges.sort(Comparator.comparingDouble(Negotiation::quality)
                .reversed()
                .thenComparing(MediaType::isWildcardType)
                .thenComparing(MediaType::isWildcardSubtype));
        return ranges;
    }

    private static double quality(MediaType range) {
        String quality = range.getParameters().getOrDefault("q", "1");
        return QUALITY.matcher(quality).matches() ? Double.parseDouble(quality) : 1;
    }

    /** The most specific range that matches: {@code application/json;q=0} overrides {@code application/*}. */
    private static @Nullable MediaType mostSpecific(List<MediaType> ranges, String mediaType) {
        return ranges.stream()
                .filter(MediaType.valueOf(mediaType)::isCompatible)
                .min(Comparator.comparing(MediaType::isWildcardType).thenComparing(MediaType::isWildcardSubtype))
                .orElse(null);
    }
}
