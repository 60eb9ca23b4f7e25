package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import faultline.model.Problem;
import faultline.run.AxisValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a value of a result file must look like; keys beyond those that are named may be there. */
sealed interface Shape {
    Shape TEXT = new Value("a text");
    Shape WHOLE = new Value("a whole number");
    Shape NUMBER = new Value("a number");
    Shape QUANTITY = new Quantity();
    Shape FLAG = new Value("true or false");

    /** Adds a problem for everything that is not of this shape. */
    void check(JsonNode node, String path, List<Problem> problems);

    /** A value by itself. */
    record Value(String word) implements Shape {
        @Override
        public void check(JsonNode node, String path, List<Problem> problems) {
            boolean right = switch (word) {
                case "a text" -> node.isTextual();
                case "a whole number" -> node.isIntegralNumber() && node.canConvertToLong();
                case "a number" -> node.isNumber() && Double.isFinite(node.doubleValue());
                default -> node.isBoolean();
            };
            if (!right) {
                problems.add(new Problem(path, must(word, node)));
            }
        }
    }

    /** A count, or a time or size with its unit. */
    record Quantity() implements Shape {
        @Override
        public void check(JsonNode node, String path, List<Problem> problems) {
            if (node.isIntegralNumber() && node.canConvertToLong()) {
                return;
            }
            try {
                AxisValue.Kind kind = AxisValue.parse(node.isTextual() ? node.textValue() : "-")
                        .kind();
                if (kind == AxisValue.Kind.SPAN || kind == AxisValue.Kind.BYTES) {
                    return;
                }
            } catch (IllegalArgumentException e) {
                // Said below, like any other wrong text.
            }
            problems.add(new Problem(path, must("a count, a time or a size", node)));
        }
    }

    /** A text, number or truth value. */
    record Scalar() implements Shape {
        @Override
        public void check(JsonNode node, String path, List<Problem> problems) {
            if (!node.isValueNode() || node.isNull()) {
                problems.add(new Problem(path, must("a value", node)));
            }
        }
    }

    /** A list of values of one shape. */
    record Many(Shape element) implements Shape {
        @Override
        public void check(JsonNode node, String path, List<Problem> problems) {
            if (!node.isArray()) {
                problems.add(new Problem(path, must("a list", node)));
                return;
            }
            for (int i = 0; i < node.size(); i++) {
                element.check(node.get(i), Paths.index(path, i), problems);
            }
        }
    }

    /** An object with any keys, all values of one shape. */
    record Any(Shape value) implements Shape {
        @Override
        public void check(JsonNode node, String path, List<Problem> problems) {
            if (!node.isObject()) {
                problems.add(new Problem(path, must("an object", node)));
                return;
            }
            node.properties()
                    .forEach(entry -> value.check(entry.getValue(), Paths.key(path, entry.getKey()), problems));
        }
    }

    /** An object with certain keys; one whose name ends in "?" may be missing. */
    record Keys(Map<String, Shape> shapes) implements Shape {
        @Override
        public void check(JsonNode node, String path, List<Problem> problems) {
            if (!node.isObject()) {
                problems.add(new Problem(path, must("an object", node)));
                return;
            }
            shapes.forEach((name, shape) -> {
                boolean optional = name.endsWith("?");
                String key = optional ? name.substring(0, name.length() - 1) : name;
                JsonNode value = node.get(key);
                if (value != null) {
                    shape.check(value, Paths.key(path, key), problems);
                } else if (!optional) {
                    problems.add(new Problem(Paths.key(path, key), "is missing"));
                }
            });
        }

        /** Returns the same with one more key. */
        Keys and(String name, Shape shape) {
            Map<String, Shape> more = new LinkedHashMap<>(shapes);
            more.put(name, shape);
            return new Keys(more);
        }

        /** Returns the same with more keys of one shape. */
        Keys all(Shape shape, String... names) {
            Map<String, Shape> more = new LinkedHashMap<>(shapes);
            for (String name : names) {
                more.put(name, shape);
            }
            return new Keys(more);
        }
    }

    /** Returns an object without keys. */
    static Keys object() {
        return new Keys(Map.of());
    }

    private static String must(String what, JsonNode node) {
        return "must be " + what + ", not " + Forms.shown(node);
    }
}
