package io.bankfeed.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI document as a client reads it, with validation against its schemas. */
final class ApiDocument {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Set<String> METHODS = Set.of("get", "post", "patch", "put", "delete", "head", "options");

    private final JsonNode root;

    ApiDocument(String json) {
        root = parsed(json);
    }

    static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }

    /** The value at a JSON pointer, with references resolved. */
    JsonNode at(String pointer) {
        return resolved(root.at(pointer));
    }

    JsonNode schema(String name) {
        return at("/components/schemas/" + name);
    }

    /** The statuses of each operation, by its method and path. */
    Map<String, Set<String>> answers() {
        Map<String, Set<String>> answers = new TreeMap<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        Set<String> statuses = new TreeSet<>();
                        operation.getValue().get("responses").fieldNames().forEachRemaining(statuses::add);
                        answers.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), statuses);
                    }
                }));
        return answers;
    }

    /** The operation with a method and path, such as {@code GET /transactions/{count}}. */
    JsonNode operation(String operation) {
        String[] methodAndPath = operation.split(" ", 2);
        return resolved(root.get("paths").path(methodAndPath[1]).path(methodAndPath[0].toLowerCase(Locale.ROOT)));
    }

    /** The names of an operation's parameters. */
    List<String> parameters(String operation) {
        return resolvedParameters(operation)
                .map(parameter -> parameter.get("name").textValue())
                .toList();
    }

    JsonNode parameter(String operation, String name) {
        return resolvedParameters(operation)
                .filter(parameter -> parameter.get("name").textValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    JsonNode parameterSchema(String operation, String name) {
        return resolved(parameter(operation, name).get("schema"));
    }

    private Stream<JsonNode> resolvedParameters(String operation) {
        return StreamSupport.stream(operation(operation).path("parameters").spliterator(), false)
                .map(this::resolved);
    }

    Set<String> mediaTypes(String operation, int status) {
        Set<String> mediaTypes = new TreeSet<>();
        response(operation, Integer.toString(status))
                .path("content")
                .fieldNames()
                .forEachRemaining(mediaTypes::add);
        return mediaTypes;
    }

    /** The examples of an operation's problems with a status. */
    List<JsonNode> problemExamples(String operation, String status) {
        JsonNode examples = response(operation, status).at("/content/application~1problem+json/examples");
        return StreamSupport.stream(examples.spliterator(), false)
                .map(example -> example.get("value"))
                .toList();
    }

    private JsonNode response(String operation, String status) {
        return resolved(operation(operation).path("responses").path(status));
    }

    /** The schema of an operation's response. */
    JsonNode schema(String operation, int status, String mediaType) {
        JsonNode response = response(operation, Integer.toString(status));
        JsonNode schema = response.path("content").path(mediaType).path("schema");
        assertThat(schema.isMissingNode())
                .as("The document has no %s for %s with %d", mediaType, operation, status)
                .isFalse();
        return schema;
    }

    /** Asserts that a value matches a schema of this document. */
    void assertSatisfies(JsonNode schema, JsonNode value) {
        ObjectNode whole = (ObjectNode) withDefinitions(schema);
        whole.set("$defs", withDefinitions(root.at("/components/schemas")));
        assertThat(SCHEMAS.getSchema(whole)
                        .validate(
                                value,
                                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .as("%s against %s", value, schema)
                .isEmpty();
    }

    /** The targets of all references. */
    List<String> references() {
        return root.findValuesAsText("$ref");
    }

    /** Passes each example with its schema to an action, and returns the number of examples. */
    int forEachExample(BiConsumer<JsonNode, JsonNode> action) {
        List<JsonNode> nodes = new ArrayList<>(List.of(root));
        int count = 0;
        for (int i = 0; i < nodes.size(); i++) {
            JsonNode node = nodes.get(i);
            node.forEach(nodes::add);
            JsonNode schema = node.path("examples").isArray() ? node : node.path("schema");
            List<JsonNode> examples = new ArrayList<>();
            node.path("examples").forEach(example -> examples.add(node == schema ? example : example.get("value")));
            if (node.has("example")) {
                examples.add(node.get("example"));
            }
            examples.forEach(example -> action.accept(schema, example));
            count += examples.size();
        }
        return count;
    }

    /** Rewrites references for JSON Schema, which does not know the components of OpenAPI. */
    private static JsonNode withDefinitions(JsonNode schema) {
        return parsed(schema.toString().replace("#/components/schemas/", "#/$defs/"));
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? at(reference.textValue().substring(1)) : node;
    }
}
