package io.bankfeed.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The methods, query parameters, media types and body limit of each path, from the OpenAPI document that the build
 * generates. It is read on first use. Thread-safe.
 */
@Singleton
public final class Endpoints {

    /** The extension of an operation that specifies the maximum size of its request body. */
    public static final String MAX_BODY_BYTES = "x-max-body-bytes";

    private static final String DOCUMENT = OpenApiConstants.BASE_NAME + ".JSON";
    private static final String EVENT_STREAM = "text/event-stream";

    /** What the document does not describe: static files, and what Quarkus extensions serve. */
    private static final Endpoint PAGE = new Endpoint(
            new TreeSet<>(List.of("GET", "HEAD", "OPTIONS")),
            Set.of(),
            List.of("*/*"),
            List.of(),
            Endpoint.DEFAULT_MAX_BODY_BYTES);

    /** The extension recognizes OpenMetrics only with these parameters. */
    private static final Endpoint METRICS = new Endpoint(
            PAGE.methods(),
            Set.of(),
            List.of("text/plain", "application/openmetrics-text; version=1.0.0; charset=utf-8"),
            List.of(),
            Endpoint.DEFAULT_MAX_BODY_BYTES);

    private static final List<String> PAGES =
            List.of("/console", "/docs", "/favicon.ico", "/openapi.json", "/q", "/redoc");

    /** The pages that a user may have been looking for. */
    private static final List<String> KNOWN_PAGES =
            List.of("/console", "/docs", "/openapi.json", "/q/health", "/q/info", "/q/metrics", "/redoc");

    private final ObjectMapper mapper;
    private volatile @Nullable EndpointTable table;

    Endpoints(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The endpoint at a path; a read-only one if the document does not describe the path. */
    Endpoint at(String path) {
        Endpoint described = find(path);
        return described == null ? (withoutSlash(path).equals("/q/metrics") ? METRICS : PAGE) : described;
    }

    /** The endpoint at a path; null if the document does not describe the path. */
    @Nullable
    Endpoint find(String path) {
        return table().find(withoutSlash(path));
    }

    /** The known path that is most similar to another path, as the document has it; empty if none is near. */
    Optional<String> nearest(String path) {
        Map<String, String> known = new TreeMap<>();
        Stream.concat(table().paths().stream(), KNOWN_PAGES.stream())
                .forEach(one -> known.put(
                        comparable(EndpointTable.PARAMETER.matcher(one).replaceAll("*")), one));
        return NearestName.similar(comparable(ProblemText.shortened(path)), known.keySet())
                .map(known::get);
    }

    /** A path without its first slash, which all paths have in common. */
    private static String comparable(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    /** Whether the document has exactly this path, with its parameters as {@code /labels/{transaction_id}} has them. */
    public boolean isDescribed(String path) {
        return table().paths().contains(path);
    }

    /** Whether the response at a path is an unbounded stream. */
    public boolean isStream(String path) {
        return at(path).mediaTypes().contains(EVENT_STREAM);
    }

    /** Whether a Quarkus extension serves a path. Extensions handle every method like GET. */
    static boolean isPage(String path) {
        return PAGES.stream().anyMatch(page -> path.equals(page) || path.startsWith(page + "/"));
    }

    /** A path without its trailing slash. */
    public static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private EndpointTable table() {
        EndpointTable known = table;
        if (known == null) {
            known = new EndpointTable(document());
            table = known;
        }
        return known;
    }

    /** The document, which is read anew for each call. */
    public ObjectNode document() {
        try (InputStream document =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                throw new FileNotFoundException(DOCUMENT);
            }
            return mapper.readValue(document, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
