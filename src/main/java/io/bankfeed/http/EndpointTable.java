package io.bankfeed.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The endpoints that an OpenAPI document describes. Immutable. */
final class EndpointTable {

    private static final String JSON = "application/json";

    /** A reference within the document: {@code #} and a JSON pointer. */
    private static final String REF = "$ref";

    /** A parameter in a path. */
    static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    /** All endpoints, by their paths as the document has them. */
    private final Map<String, Endpoint> byPath = new TreeMap<>();

    private final List<Template> templates = new ArrayList<>();

    private record Template(Pattern path, Endpoint endpoint) {}

    EndpointTable(JsonNode document) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            Endpoint endpoint = endpoint(path.getValue(), document);
            byPath.put(path.getKey(), endpoint);
            String template = PARAMETER.matcher(path.getKey()).replaceAll("[^/]+");
            if (!template.equals(path.getKey())) {
                templates.add(new Template(Pattern.compile(template), endpoint));
            }
        }
    }

    /** The paths, with their parameters as {@code /labels/{transaction_id}} has them. */
    Set<String> paths() {
        return byPath.keySet();
    }

    /** The endpoint at a path without a trailing slash; null if there is none. */
    @Nullable
    Endpoint find(String path) {
        Endpoint literal = byPath.get(path);
        if (literal != null) {
            return literal;
        }
        for (Template template : templates) {
            if (template.path.matcher(path).matches()) {
                return template.endpoint;
            }
        }
        return null;
    }

    private static Endpoint endpoint(JsonNode path, JsonNode document) {
        Set<String> methods = new TreeSet<>(List.of("OPTIONS"));
        Set<String> queryParameters = new LinkedHashSet<>();
        Set<String> mediaTypes = new LinkedHashSet<>();
        Set<String> bodyTypes = new LinkedHashSet<>();
        int maxBodyBytes = Endpoint.DEFAULT_MAX_BODY_BYTES;
        for (String method : List.of("delete", "get", "patch", "post")) {
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
            operation.at("/requestBody/content").fieldNames().forEachRemaining(bodyTypes::add);
            maxBodyBytes = operation.path(Endpoints.MAX_BODY_BYTES).asInt(maxBodyBytes);
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return new Endpoint(
                methods,
                queryParameters,
                mediaTypes.isEmpty() ? List.of(JSON) : List.copyOf(mediaTypes),
                List.copyOf(bodyTypes),
                maxBodyBytes);
    }
}
