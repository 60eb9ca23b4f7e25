package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import faultline.model.Parameter;
import faultline.unit.Bytes;
import faultline.unit.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a parameter's value in a profile, by its kind: whole base units in memory, a quantity in the file. */
final class ParameterForm {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE, 3);
    private static final BigDecimal SMALLEST = new BigDecimal("0.0005");
    private static final Pattern PAGES = Pattern.compile("([0-9]{1,18})\\s*pages?");
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,18})?)\\s*%");

    private ParameterForm() {}

    /** Returns the form that reads a value of this kind. */
    static Form<Long> of(Parameter.Kind kind) {
        Form<Long> form = unbounded(kind);
        return node -> {
            long value = form.read(node);
            if (value > kind.most()) {
                throw new IllegalArgumentException(Forms.shown(node) + " is more than "
                        + write(kind, kind.most()).asText());
            }
            return value;
        };
    }

    private static Form<Long> unbounded(Parameter.Kind kind) {
        return switch (kind) {
            case SPAN -> node -> Forms.SPAN.read(node).ns();
            case BYTES -> node -> Forms.BYTES.read(node).count();
            case PAGES -> ParameterForm::pages;
            case SHARE -> ParameterForm::share;
            case COUNT -> ParameterForm::count;
        };
    }

    /** Returns the value as the file has it. */
    static JsonNode write(Parameter.Kind kind, long value) {
        return switch (kind) {
            case SPAN -> TextNode.valueOf(new Span(value).toString());
            case BYTES -> TextNode.valueOf(new Bytes(value).toString());
            case PAGES -> TextNode.valueOf(value + (value == 1 ? " page" : " pages"));
            case SHARE -> TextNode.valueOf(plain(value, 4).toPlainString() + " %");
            case COUNT -> DecimalNode.valueOf(plain(value, 3));
        };
    }

    private static BigDecimal plain(long value, int scale) {
        BigDecimal number = BigDecimal.valueOf(value, scale).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static long pages(JsonNode node) {
        return Long.parseLong(match(PAGES, node, "a count of pages: write \"245 pages\""));
    }

    private static long share(JsonNode node) {
        BigDecimal percent = new BigDecimal(match(SHARE, node, "a share: write \"85.7 %\""));
        if (percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException(Forms.shown(node) + " is more than 100 %");
        }
        return percent.movePointRight(4).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static long count(JsonNode node) {
        if (!node.isNumber()) {
            throw new IllegalArgumentException("must be a plain number such as 4.25, not " + Forms.shown(node));
        }
        BigDecimal number = node.decimalValue();
        if (number.signum() < 0) {
            throw new IllegalArgumentException(Forms.shown(node) + " is negative");
        }
        if (number.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException(Forms.shown(node) + " is too large");
        }
        if (number.compareTo(SMALLEST) < 0) {
            return 0; // Also what has a billion decimals, which would cost as much to round.
        }
        return number.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static String match(Pattern pattern, JsonNode node, String kind) {
        Matcher form = pattern.matcher(node.isTextual() ? node.textValue().strip() : "");
        if (!form.matches()) {
            throw new IllegalArgumentException(Forms.shown(node) + " is not " + kind);
        }
        return form.group(1);
    }
}
