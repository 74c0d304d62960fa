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

/** The OpenAPI document as a client reads it, with its schemas put to use. */
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

    /** What a JSON pointer points to, references followed. */
    JsonNode at(String pointer) {
        return resolved(root.at(pointer));
    }

    JsonNode schema(String name) {
        return at("/components/schemas/" + name);
    }

    /** The statuses that each operation can answer, by its method and path. */
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

    /** The operation of a method and path as the document names them: {@code GET /transactions/{count}}. */
    JsonNode operation(String operation) {
        String[] methodAndPath = operation.split(" ", 2);
        return resolved(root.get("paths").path(methodAndPath[1]).path(methodAndPath[0].toLowerCase(Locale.ROOT)));
    }

    /** The schema of an operation's answer. */
    JsonNode schema(String operation, int status, String mediaType) {
        JsonNode answer = resolved(operation(operation).path("responses").path(Integer.toString(status)));
        JsonNode schema = answer.path("content").path(mediaType).path("schema");
        assertThat(schema.isMissingNode())
                .as("The document has no %s for %s with %d", mediaType, operation, status)
                .isFalse();
        return schema;
    }

    /** Fails if a value does not satisfy a schema of this document. */
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

    /** Where each reference points to. */
    List<String> references() {
        return root.findValuesAsText("$ref");
    }

    /** Calls with the schema and the value of each example. The answer is how many there are. */
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

    /** References as JSON Schema has them, where OpenAPI's components are unknown. */
    private static JsonNode withDefinitions(JsonNode schema) {
        return parsed(schema.toString().replace("#/components/schemas/", "#/$defs/"));
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? at(reference.textValue().substring(1)) : node;
    }
}
