package io.bankfeed.fuzz;

import static io.bankfeed.fuzz.HostileTexts.one;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Generates requests from an OpenAPI document: an operation with its parameters and its body, most of which are
 * correct, and up to three faults. Paths outside of the document are requested too.
 */
final class FuzzGrammar {

    private static final List<String> OTHER_PATHS = List.of(
            "/openapi.json",
            "/console",
            "/console/js/main.js",
            "/docs",
            "/docs/",
            "/docs/index.html",
            "/docs/..%2fx",
            "/redoc",
            "/redoc/",
            "/redoc/index.html",
            "/q",
            "/q/health",
            "/q/health/live",
            "/q/health/ready",
            "/q/health/nope",
            "/q/metrics",
            "/nope",
            "//",
            "//status",
            "/status/",
            "/status;a=b",
            "/../../etc/passwd",
            "/%2e%2e/status",
            "*",
            "status",
            "http://localhost/status",
            "localhost:80");

    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "OPTIONS",
            "POST",
            "PATCH",
            "PUT",
            "DELETE",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "get",
            "G@T",
            "MKCALENDAR",
            "X".repeat(200));

    private static final List<String> VERSIONS = List.of(
            "HTTP/1.0", "HTTP/1.1", "HTTP/1.1", "HTTP/1.2", "HTTP/9.9", "HTTP/", "http/1.1", "FOO/1.1", "HTTP/3");

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();

    FuzzGrammar(JsonNode document) {
        this.document = document;
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (operation.getValue().has("responses")) {
                        operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()));
                    }
                }));
    }

    FuzzRequest request(Random random) {
        FuzzRequest request = described(one(operations, random), random);
        for (int faults = random.nextInt(4); faults > 0; faults--) {
            request = withFault(request, random);
        }
        return request;
    }

    /** A request for an operation, with some hostile values. */
    private FuzzRequest described(Operation operation, Random random) {
        String path = operation.path;
        List<String> query = new ArrayList<>();
        List<String> headers = new ArrayList<>(List.of("Host: localhost"));
        for (JsonNode unresolved : operation.node.path("parameters")) {
            JsonNode parameter = resolved(unresolved);
            String name = parameter.get("name").textValue();
            boolean hostile = random.nextInt(4) == 0;
            JsonNode schema = resolved(parameter.path("schema"));
            switch (parameter.get("in").textValue()) {
                case "path" ->
                    path = path.replace(
                            "{" + name + "}",
                            hostile ? HostileTexts.urlValue(random) : HostileTexts.encoded(plain(schema, random)));
                case "query" -> {
                    // Without these, a dataset or a stream may be long.
                    boolean bounds = name.equals("count") || name.equals("limit");
                    if (bounds || random.nextInt(3) == 0) {
                        query.add(name + "="
                                + (hostile
                                        ? HostileTexts.urlValue(random)
                                        : HostileTexts.encoded(plain(schema, random))));
                    }
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        headers.add(name + ": " + plain(schema, random));
                    }
                }
            }
        }
        JsonNode content = resolved(operation.node.path("requestBody")).path("content");
        byte[] body = new byte[0];
        if (!content.isEmpty()) {
            Map.Entry<String, JsonNode> first = content.properties().iterator().next();
            headers.add("Content-Type: " + first.getKey());
            body = FuzzJson.text(value(first.getValue().path("schema"), random), random)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        if (body.length > 0 || !operation.method.equals("GET")) {
            headers.add("Content-Length: " + body.length);
        }
        return new FuzzRequest(operation.method, path, query, "HTTP/1.1", headers, body, true);
    }

    private static FuzzRequest withFault(FuzzRequest request, Random random) {
        List<String> query = new ArrayList<>(request.query());
        List<String> headers = new ArrayList<>(request.headers());
        String method = request.method();
        String path = request.path();
        String version = request.version();
        boolean whole = request.whole();
        switch (random.nextInt(16)) {
            case 0 -> method = one(METHODS, random);
            case 1 -> path = one(OTHER_PATHS, random);
            case 2 -> {
                path = random.nextBoolean() ? path + "/" : path + "/" + HostileTexts.urlValue(random);
                whole = whole && path.length() < 3000;
            }
            case 3 -> query.add(HostileTexts.urlValue(random) + "=" + HostileTexts.urlValue(random));
            case 4 -> {
                if (!query.isEmpty()) {
                    query.add(one(query, random));
                }
                query.add("");
            }
            case 5 -> {
                for (int i = random.nextInt(300); i > 0; i--) {
                    query.add("p" + i + "=" + i);
                }
            }
            case 6 -> {
                headers.removeIf(header -> header.startsWith("Content-Type:"));
                if (random.nextInt(4) > 0) {
                    headers.add("Content-Type: " + HostileTexts.contentType(random));
                }
            }
            case 7 -> {
                headers.add(HostileTexts.framing(random));
                whole = false;
            }
            case 8 -> {
                version = one(VERSIONS, random);
                whole = whole && version.startsWith("HTTP/1");
            }
            case 9 -> {
                path = HostileTexts.bytes(random, 20);
                whole = false;
            }
            case 10 -> query.add("x=" + "y".repeat(random.nextInt(70_000)));
            default -> headers.add(1, HostileTexts.header(random));
        }
        return new FuzzRequest(method, path, query, version, headers, request.body(), whole);
    }

    /** A value that conforms to a schema, as far as the schema is specific. */
    private JsonNode value(JsonNode unresolved, Random random) {
        JsonNode schema = resolved(unresolved);
        if (schema.has("properties")) {
            return FuzzJson.object(schema.get("properties").properties(), one -> value(one, random), random);
        }
        if (schema.has("items")) {
            return FuzzJson.array(value(schema.get("items"), random), random);
        }
        return FuzzJson.scalar(
                plain(schema, random), schema.path("type").toString().contains("string"));
    }

    private String plain(JsonNode schema, Random random) {
        if (schema.has("enum")) {
            return schema.get("enum")
                    .get(random.nextInt(schema.get("enum").size()))
                    .asText();
        }
        if (schema.has("examples") && random.nextBoolean()) {
            return schema.get("examples").get(0).asText();
        }
        String type = schema.path("type").toString();
        if (type.contains("integer")) {
            return Long.toString(schema.path("minimum").asLong() + random.nextInt(4));
        }
        if (type.contains("number")) {
            return random.nextBoolean() ? "0.5" : "1";
        }
        if (type.contains("boolean")) {
            return Boolean.toString(random.nextBoolean());
        }
        return schema.path("pattern").asText().contains("TXN") ? "TXN_0000000" + random.nextInt(10) : "text";
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual()
                ? resolved(document.at(reference.textValue().substring(1)))
                : node;
    }

    private record Operation(String method, String path, JsonNode node) {}
}
