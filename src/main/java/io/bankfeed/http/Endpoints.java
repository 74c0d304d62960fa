package io.bankfeed.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The methods, query parameters, media types and body limit of each path, from the OpenAPI document that the build generates. It is read
 * on first use. Thread-safe.
 */
@Singleton
public final class Endpoints {

    /** The extension of an operation that specifies the maximum size of its request body. */
    public static final String MAX_BODY_BYTES = "x-max-body-bytes";

    /** The maximum size of a request body, unless the operation specifies another. */
    private static final int DEFAULT_MAX_BODY_BYTES = 64 * 1024;

    private static final String DOCUMENT = OpenApiConstants.BASE_NAME + ".JSON";
    private static final String EVENT_STREAM = "text/event-stream";

    /** A reference within the document: {@code #} and a JSON pointer. */
    private static final String REF = "$ref";

    private static final String JSON = "application/json";

    /** What the document does not describe: static files, and what Quarkus extensions serve. */
    private static final Endpoint PAGE = new Endpoint(
            new TreeSet<>(List.of("GET", "HEAD", "OPTIONS")), Set.of(), List.of("*/*"), DEFAULT_MAX_BODY_BYTES);

    /** The extension recognizes OpenMetrics only with these parameters. */
    private static final Endpoint METRICS = new Endpoint(
            PAGE.methods,
            Set.of(),
            List.of("text/plain", "application/openmetrics-text; version=1.0.0; charset=utf-8"),
            DEFAULT_MAX_BODY_BYTES);

    private static final List<String> PAGES = List.of("/docs", "/favicon.ico", "/openapi.json", "/q", "/redoc");

    /** The pages that a user may have been looking for. */
    private static final List<String> KNOWN_PAGES =
            List.of("/docs", "/openapi.json", "/q/health", "/q/info", "/q/metrics", "/redoc");

    private final ObjectMapper mapper;
    private volatile @Nullable Table table;

    Endpoints(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * An endpoint.
     *
     * @param methods the methods that it allows, in alphabetical order
     * @param queryParameters the names of the query parameters of all methods
     * @param mediaTypes the media types of its responses, the default first
     * @param maxBodyBytes the maximum size of a request body
     */
    record Endpoint(Set<String> methods, Set<String> queryParameters, List<String> mediaTypes, int maxBodyBytes) {

        String allow() {
            return String.join(", ", methods);
        }
    }

    private record Template(Pattern path, Endpoint endpoint) {}

    /** @param byPath all endpoints, by their paths as the document has them */
    private record Table(Map<String, Endpoint> byPath, List<Template> templates) {}

    /** The endpoint at a path; a read-only one if the document does not describe the path. */
    Endpoint at(String path) {
        Endpoint described = find(path);
        return described == null ? (withoutSlash(path).equals("/q/metrics") ? METRICS : PAGE) : described;
    }

    /** The endpoint at a path; null if the document does not describe the path. */
    @Nullable
    Endpoint find(String path) {
        String plain = withoutSlash(path);
        Table all = table();
        Endpoint literal = all.byPath.get(plain);
        if (literal != null) {
            return literal;
        }
        for (Template template : all.templates) {
            if (template.path.matcher(plain).matches()) {
                return template.endpoint;
            }
        }
        return null;
    }

    /** The known path that is most similar to another path, as the document has it. */
    String nearest(String path) {
        return ProblemText.nearestPath(path, Stream.concat(table().byPath.keySet().stream(), KNOWN_PAGES.stream()));
    }

    /** Whether the document has exactly this path, with its parameters as {@code /labels/{transaction_id}} has them. */
    public boolean isDescribed(String path) {
        return table().byPath.containsKey(path);
    }

    /** Whether the response at a path is an unbounded stream. */
    public boolean isStream(String path) {
        return at(path).mediaTypes.contains(EVENT_STREAM);
    }

    /** Whether a Quarkus extension serves a path. Extensions handle every method like GET. */
    static boolean isPage(String path) {
        return PAGES.stream().anyMatch(page -> path.equals(page) || path.startsWith(page + "/"));
    }

    /** A path without its trailing slash. */
    public static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private Table table() {
        Table known = table;
        if (known == null) {
            known = table(document());
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

    private static Table table(JsonNode document) {
        Map<String, Endpoint> byPath = new TreeMap<>();
        List<Template> templates = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            Endpoint endpoint = endpoint(path.getValue(), document);
            byPath.put(path.getKey(), endpoint);
            if (path.getKey().contains("{")) {
                templates.add(new Template(Pattern.compile(path.getKey().replaceAll("\\{[^}]*}", "[^/]+")), endpoint));
            }
        }
        return new Table(byPath, templates);
    }

    private static Endpoint endpoint(JsonNode path, JsonNode document) {
        Set<String> methods = new TreeSet<>(List.of("OPTIONS"));
        Set<String> queryParameters = new LinkedHashSet<>();
        Set<String> mediaTypes = new LinkedHashSet<>();
        int maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
        for (String method : List.of("get", "patch", "post")) {
            JsonNode operation = path.path(method);
            if (operation.isMissingNode()) {
                continue;
            }
            methods.add(method.toUpperCase(Locale.ROOT));
            for (JsonNode parameter : operation.path("parameters")) {
                JsonNode described = parameter.has(REF)
                        ? document.at(parameter.path(REF).textValue().substring(1))
                        : parameter;
                if (described.path("in").asText().equals("query")) {
                    queryParameters.add(described.path("name").asText());
                }
            }
            operation.at("/responses/200/content").fieldNames().forEachRemaining(mediaTypes::add);
            maxBodyBytes = operation.path(MAX_BODY_BYTES).asInt(maxBodyBytes);
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return new Endpoint(
                methods, queryParameters, mediaTypes.isEmpty() ? List.of(JSON) : List.copyOf(mediaTypes), maxBodyBytes);
    }
}
