package faultline.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import org.jspecify.annotations.Nullable;

/** Prints JSON as the project's files have it: two spaces, keys in the order they were put, a line feed at the end. */
final class Json {
    private static final ObjectWriter WRITER = new JsonMapper()
            .writer(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    static String text(JsonNode node) {
        try {
            return WRITER.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of nodes can always be written", e);
        }
    }

    static void put(ObjectNode node, String key, @Nullable Span value) {
        put(node, key, value == null ? null : value.toString());
    }

    static void put(ObjectNode node, String key, @Nullable Bytes value) {
        put(node, key, value == null ? null : value.toString());
    }

    static void put(ObjectNode node, String key, @Nullable Rate value) {
        put(node, key, value == null ? null : value.toString());
    }

    static void put(ObjectNode node, String key, @Nullable Long value) {
        if (value != null) {
            node.put(key, value);
        }
    }

    static void put(ObjectNode node, String key, @Nullable String value) {
        if (value != null) {
            node.put(key, value);
        }
    }
}
