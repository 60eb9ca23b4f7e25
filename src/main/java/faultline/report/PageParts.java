package faultline.report;

import faultline.run.AxisValue;
import faultline.run.Facts;
import faultline.run.Metric;
import faultline.stats.Made;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pieces that several sections of a page have: tables, how to make a result again, forms of figures. */
final class PageParts {
    private static final int ROWS_MAX = 200;

    private PageParts() {}

    /**
     * Writes a table whose first column names the rows.
     *
     * @param left how many columns are set left; the others hold figures
     */
    static void table(Html html, String caption, int left, List<String> heads, List<List<String>> rows) {
        html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
        html.open("table").element("caption", caption).open("thead").open("tr");
        for (int i = 0; i < heads.size(); i++) {
            html.element("th", heads.get(i), "scope", "col", "class", i < left ? "l" : "n");
        }
        html.close().close().line().open("tbody");
        for (List<String> row : rows.subList(0, Math.min(ROWS_MAX, rows.size()))) {
            html.open("tr");
            for (int i = 0; i < row.size(); i++) {
                if (i == 0) {
                    html.element("th", row.get(i), "scope", "row", "class", "l");
                } else {
                    html.element("td", row.get(i), "class", i < left ? "l" : "n");
                }
            }
            html.close().line();
        }
        html.close().close().close();
        if (rows.size() > ROWS_MAX) {
            html.element("p", "… and " + (rows.size() - ROWS_MAX) + " more rows in the file.");
        }
    }

    /** Writes how a result is made again. */
    static void again(Html html, @Nullable Facts made, Map<String, String> more) {
        html.open("dl", "class", "again");
        if (made == null) {
            html.element("dt", "command").element("dd", "not recorded in the file");
        } else {
            html.element("dt", "command")
                    .open("dd")
                    .element("code", made.text("command"))
                    .close();
            html.element("dt", "version").element("dd", "Faultline " + made.text("version"));
        }
        more.forEach((name, value) -> html.element("dt", name).element("dd", value));
        html.close().line();
    }

    static @Nullable Facts made(Facts facts) {
        return facts.has(Made.KEY) ? facts.at(Made.KEY) : null;
    }

    /** Returns the metric that files call {@code key}. */
    static Optional<Metric> metric(String key) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.key().equals(key))
                .findFirst();
    }

    /** Returns a figure with its unit, to four digits that count. */
    static String figure(Metric metric, double inBaseUnits) {
        return switch (metric.kind()) {
            case SPAN -> span(inBaseUnits);
            case BYTES -> bytes(inBaseUnits);
            case COUNT -> String.format(Locale.ROOT, "%.0f", inBaseUnits);
        };
    }

    /** Returns a time in the unit that suits it. */
    static String span(double ns) {
        double size = Math.abs(ns);
        if (size >= 1e9) {
            return digits(ns / 1e9) + " s";
        }
        return size >= 1e6 || size == 0 ? digits(ns / 1e6) + " ms" : digits(ns / 1e3) + " µs";
    }

    /** Returns a size in the unit that suits it. */
    static String bytes(double count) {
        if (count >= 1e6) {
            return count >= 1e9 ? digits(count / 1e9) + " GB" : digits(count / 1e6) + " MB";
        }
        return count >= 1e3 ? digits(count / 1e3) + " kB" : String.format(Locale.ROOT, "%.0f B", count);
    }

    /** Returns a number with four digits that count. */
    static String digits(double value) {
        if (value == 0) {
            return "0";
        }
        int decimals = (int) Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%." + Math.min(6, decimals) + "f", value);
    }

    /** Returns an error with its sign. */
    static String error(double percent) {
        return String.format(Locale.ROOT, "%+.1f %%", percent);
    }

    /** Returns a count, a time or a size in base units, from a file's number or quantity. */
    static double base(Facts facts, String key) {
        Object value = facts.map().get(key);
        BigDecimal number = value instanceof Number count
                ? BigDecimal.valueOf(count.longValue())
                : AxisValue.parse(String.valueOf(value)).number();
        return number.doubleValue();
    }
}
