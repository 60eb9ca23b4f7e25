package faultline.json;

import java.util.regex.Pattern;

/** Forms JSON paths and shows foreign text in messages, on one line and not too long. */
final class Paths {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,60}");
    private static final int SHOWN_MAX = 40;

    private Paths() {}

    /** Returns the path of a key: {@code link.rtt}, {@code parameters["setup.base"]}. */
    static String key(String parent, String key) {
        if (!PLAIN.matcher(key).matches()) {
            return parent + "[\"" + clip(key) + "\"]";
        }
        return parent.isEmpty() ? key : parent + "." + key;
    }

    /** Returns the path of an element: {@code [3]}. */
    static String index(String parent, int index) {
        return parent + "[" + index + "]";
    }

    /** Returns the path of what lies below a place: {@code [3]} and {@code link.rtt}. */
    static String below(String parent, String rest) {
        return parent.isEmpty() || rest.isEmpty() || rest.startsWith("[") ? parent + rest : parent + "." + rest;
    }

    /** Returns text that fits a message. */
    static String clip(String text) {
        String shown = text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX - 3) + "...";
        return shown.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\p{Cs}]", "?");
    }
}
