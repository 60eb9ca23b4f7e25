package faultline.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import faultline.model.Problem;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses a text to JSON nodes, strictly and with bounds on what it may cost.
 *
 * <p>A broken text ends the parse with one problem; a duplicate key is a problem too but the parse goes on.
 */
final class Tree {
    private static final int NESTING_MAX = 50;
    private static final int VALUES_MAX = 2_000_000;
    private static final int STRING_MAX = 1_000_000;
    private static final int NAME_MAX = 1_000;
    private static final int DIGITS_MAX = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxTokenCount(VALUES_MAX)
                    .maxStringLength(STRING_MAX)
                    .maxNameLength(NAME_MAX)
                    .maxNumberLength(DIGITS_MAX)
                    .build())
            .build();

    private final JsonParser parser;
    private final List<Problem> problems;

    private Tree(JsonParser parser, List<Problem> problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** Returns the root, or null where the text is broken; adds what is wrong to {@code problems}. */
    static @Nullable JsonNode parse(String text, List<Problem> problems) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new Tree(parser, problems).root();
        } catch (IOException e) {
            throw new AssertionError("closing a parser of a text", e);
        }
    }

    private @Nullable JsonNode root() {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                problems.add(new Problem("", "is empty"));
                return null;
            }
            JsonNode root = value(first, "");
            if (parser.nextToken() != null) {
                problems.add(new Problem("", where() + "something follows the end of the JSON value"));
                return null;
            }
            return root;
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            problems.add(new Problem(path(parser.getParsingContext()), where() + reason(e)));
            return null;
        }
    }

    private JsonNode value(JsonToken token, String at) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(at);
            case START_ARRAY -> array(at);
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(parser.getBooleanValue());
            case VALUE_NULL -> NullNode.getInstance();
            default -> throw new AssertionError("a value cannot start with " + token);
        };
    }

    private JsonNode integer() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? BigIntegerNode.valueOf(parser.getBigIntegerValue())
                : LongNode.valueOf(parser.getLongValue());
    }

    private ObjectNode object(String at) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String below = Paths.key(at, key);
            JsonNode value = value(parser.nextToken(), below);
            if (object.replace(key, value) != null) {
                problems.add(new Problem(below, "stands twice in its object"));
            }
        }
        return object;
    }

    private ArrayNode array(String at) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token, token.isScalarValue() ? at : Paths.index(at, array.size())));
        }
        return array;
    }

    /** Returns the path of what the parser was at when it stopped. */
    private static String path(JsonStreamContext at) {
        if (at.inRoot()) {
            return "";
        }
        String parent = path(at.getParent());
        if (at.inArray()) {
            return Paths.index(parent, Math.max(0, at.getCurrentIndex()));
        }
        String key = at.getCurrentName();
        return key == null ? parent : Paths.key(parent, key);
    }

    private String where() {
        JsonLocation location = parser.currentLocation();
        return "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    private static String reason(Exception error) {
        if (error instanceof JsonEOFException) {
            return "the file ends before the JSON value does";
        }
        String raw = error instanceof JsonParseException parse ? parse.getOriginalMessage() : error.getMessage();
        String message = raw == null ? "not JSON" : raw;
        if (error instanceof StreamConstraintsException) {
            return constraint(message);
        }
        int internals = message.indexOf(": enable `");
        String plain = internals < 0 ? message : message.substring(0, internals) + " is not JSON";
        return plain.replaceAll("[\\p{Cntrl}\\s]+", " ").replaceAll("\\b[A-Za-z.]*Exception\\b:?", "error");
    }

    private static String constraint(String message) {
        if (message.contains("nesting")) {
            return "nested more than " + NESTING_MAX + " deep";
        }
        if (message.contains("Token count")) {
            return "more than " + VALUES_MAX + " values";
        }
        if (message.contains("Number value")) {
            return "a number of more than " + DIGITS_MAX + " characters";
        }
        return message.contains("Name") || message.contains("name")
                ? "a key of more than " + NAME_MAX + " characters"
                : "a string of more than " + STRING_MAX + " characters";
    }
}
