package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms that values take in the project's files. */
final class Forms {
    private static final int TEXT_MAX = 2_000;
    private static final Pattern PER_SECOND = Pattern.compile("([0-9]{1,18})\\s*/s");

    /** A span of time: "5.5 ms". */
    static final Form<Span> SPAN = node -> Span.parse(quantity(node, "a time span, as in \"5.5 ms\""));

    /** A size: "16 GiB". */
    static final Form<Bytes> BYTES = node -> Bytes.parse(quantity(node, "a size, as in \"16 GiB\""));

    /** A rate: "3 Gbit/s". */
    static final Form<Rate> RATE = node -> Rate.parse(quantity(node, "a rate, as in \"3 Gbit/s\""));

    /** A frequency: "20000 /s", in whole events a second, at least 1. */
    static final Form<Long> PER_SECOND_COUNT = Forms::perSecond;

    /** A line of text that says something. */
    static final Form<String> TEXT = Forms::text;

    /** {@code true} or {@code false}. */
    static final Form<Boolean> FLAG = node -> {
        if (!node.isBoolean()) {
            throw new IllegalArgumentException("must be true or false, not " + shown(node));
        }
        return node.booleanValue();
    };

    private Forms() {}

    /** Returns a form with a lower and an upper bound, both allowed. */
    static <T extends Comparable<T>> Form<T> within(Form<T> form, T low, T high) {
        return node -> {
            T value = form.read(node);
            if (value.compareTo(low) < 0) {
                throw new IllegalArgumentException(shown(node) + " is less than " + low);
            }
            if (value.compareTo(high) > 0) {
                throw new IllegalArgumentException(shown(node) + " is more than " + high);
            }
            return value;
        };
    }

    /** A whole number, both bounds allowed. */
    static Form<Long> whole(long low, long high) {
        return node -> {
            if (!node.isIntegralNumber()) {
                throw new IllegalArgumentException(
                        "must be a whole number from " + low + " to " + high + ", not " + shown(node));
            }
            BigInteger value = node.bigIntegerValue();
            if (value.compareTo(BigInteger.valueOf(low)) < 0 || value.compareTo(BigInteger.valueOf(high)) > 0) {
                throw new IllegalArgumentException(shown(node) + " is not from " + low + " to " + high);
            }
            return value.longValue();
        };
    }

    /** A whole number that fits an int, both bounds allowed. */
    static Form<Integer> wholeInt(int low, int high) {
        Form<Long> wide = whole(low, high);
        return node -> Math.toIntExact(wide.read(node));
    }

    /** A plain number above {@code low} (or equal to it, where {@code closed}) and at most {@code high}. */
    static Form<Double> number(double low, boolean closed, double high) {
        return node -> {
            String range = (closed ? "from " : "above ") + low + (closed ? " to " : " and at most ") + high;
            if (!node.isNumber()) {
                throw new IllegalArgumentException("must be a plain number " + range + ", not " + shown(node));
            }
            BigDecimal value = node.decimalValue();
            int under = value.compareTo(BigDecimal.valueOf(low));
            if (under < 0 || (under == 0 && !closed) || value.compareTo(BigDecimal.valueOf(high)) > 0) {
                throw new IllegalArgumentException(shown(node) + " must be " + range);
            }
            return value.doubleValue();
        };
    }

    /** One of a few words. */
    static <T> Form<T> word(T[] values, Function<T, String> wordOf) {
        Map<String, T> words = new LinkedHashMap<>();
        for (T value : values) {
            words.put(wordOf.apply(value), value);
        }
        return node -> {
            T value = node.isTextual() ? words.get(node.textValue()) : null;
            if (value == null) {
                throw new IllegalArgumentException(
                        shown(node) + " is not one of \"" + String.join("\", \"", words.keySet()) + "\"");
            }
            return value;
        };
    }

    /** Returns the node as it may stand in a message. */
    static String shown(JsonNode node) {
        if (node.isTextual()) {
            return "\"" + Paths.clip(node.textValue()) + "\"";
        }
        if (node.isObject()) {
            return "an object";
        }
        return node.isArray() ? "a list" : Paths.clip(node.asText());
    }

    private static String quantity(JsonNode node, String kind) {
        if (node.isTextual() || node.isNumber()) {
            return node.isTextual() ? node.textValue() : Paths.clip(node.asText()); // No unit: parse says which.
        }
        throw new IllegalArgumentException("must be " + kind + ", not " + shown(node));
    }

    private static long perSecond(JsonNode node) {
        Matcher form = PER_SECOND.matcher(node.isTextual() ? node.textValue().strip() : "");
        if (!form.matches()) {
            throw new IllegalArgumentException(shown(node) + " is not a frequency: write \"20000 /s\"");
        }
        return Long.parseLong(form.group(1));
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("must be a text, not " + shown(node));
        }
        String text = node.textValue();
        if (text.isBlank()) {
            throw new IllegalArgumentException("is blank");
        }
        if (text.length() > TEXT_MAX) {
            throw new IllegalArgumentException("is longer than " + TEXT_MAX + " characters");
        }
        return text;
    }
}
