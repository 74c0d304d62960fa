package io.bankfeed.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Request bodies: JSON that may be valid, and faults in it. */
final class FuzzJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> HOSTILE = List.of(
            "null",
            "true",
            "\"\"",
            "\"1\"",
            "[]",
            "{}",
            "-1",
            "-0",
            "0",
            "1e400",
            "1e-400",
            "1e999999999",
            "NaN",
            "Infinity",
            "01",
            "1.",
            ".5",
            "0x1",
            "9223372036854775808",
            "1.0",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\u00ff\"",
            "'1'",
            "1 2",
            "1/**/",
            "9".repeat(2000),
            "\"" + "s".repeat(60_000) + "\"",
            "[".repeat(10_000) + "]".repeat(10_000));

    private FuzzJson() {}

    static ObjectNode object(
            Set<Map.Entry<String, JsonNode>> properties, UnaryOperator<JsonNode> value, Random random) {
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<String, JsonNode> property : properties) {
            if (random.nextInt(3) > 0) {
                object.set(property.getKey(), value.apply(property.getValue()));
            }
        }
        return object;
    }

    static ArrayNode array(JsonNode item, Random random) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(item);
        }
        return array;
    }

    static JsonNode scalar(String text, boolean string) {
        try {
            return string ? NODES.textNode(text) : MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return NODES.textNode(text);
        }
    }

    /** The bytes of a body, each as a character. */
    static String text(JsonNode root, Random random) {
        String text = root.toString();
        String hostile = HostileTexts.one(HOSTILE, random);
        return switch (random.nextInt(14)) {
            case 0 -> "";
            case 1 -> hostile;
            case 2 -> text.substring(0, random.nextInt(text.length()));
            case 3 -> text + hostile;
            case 4 -> text.replaceFirst("\\{", "{\"unknown_key\":" + literal(hostile) + ",");
            case 5 -> text.replaceFirst("\\{\"(\\w+)\":([^,}]*)", "{\"$1\":$2,\"$1\":$2");
            case 6, 7, 8 -> text.replaceFirst(":[^,}]*", ":" + literal(hostile));
            case 9 -> HostileTexts.bytes(random, 100);
            case 10 -> "\u00ef\u00bb\u00bf" + text;
            case 11 -> new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
            default -> text;
        };
    }

    private static String literal(String replacement) {
        return replacement.replace("\\", "\\\\").replace("$", "\\$");
    }
}
