package faultline.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * HTML with SVG in it, written so that no text of the user's can become markup: tags and names of attributes are the
 * program's own, everything else is escaped.
 */
final class Html {
    /** What has no place in a page, or could turn the order of the letters around. */
    private static final Pattern UNPRINTABLE = Pattern.compile(
            "[\\p{Cntrl}&&[^\\n\\t]]|[\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]|\\p{Cs}");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Starts an element; attributes are names and values in turn. */
    Html open(String tag, String... attributes) {
        start(tag, attributes).append('>');
        open.push(tag);
        return this;
    }

    /** Ends the element that was started last. */
    Html close() {
        out.append("</").append(open.pop()).append(">");
        return this;
    }

    /** Writes text into the element that is open. */
    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** Writes an element that holds a text. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** Writes an element that holds nothing. */
    Html empty(String tag, String... attributes) {
        start(tag, attributes).append("/>");
        return this;
    }

    /** Starts a new line of the source. */
    Html line() {
        out.append('\n');
        return this;
    }

    /** Writes what the program itself has: its style sheet. */
    Html raw(String text) {
        out.append(text);
        return this;
    }

    private StringBuilder start(String tag, String... attributes) {
        assert attributes.length % 2 == 0 : "an attribute has a name and a value";
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        return out;
    }

    /** Returns text that is only text, in an element and in an attribute's value. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        for (char c : UNPRINTABLE.matcher(text).replaceAll("\uFFFD").toCharArray()) {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /** Returns a coordinate, to a tenth of a point. */
    static String at(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    @Override
    public String toString() {
        assert open.isEmpty() : "elements are left open: " + open;
        return out.toString();
    }
}
