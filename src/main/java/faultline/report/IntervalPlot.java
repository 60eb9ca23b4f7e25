package faultline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** A chart of rows, each a simulated figure with its interval and, where there is one, what was measured. */
final class IntervalPlot {
    private static final int WIDTH = 420;
    private static final int ROW = 19;
    private static final int TOP = 8;
    private static final int BOTTOM = 38;
    private static final int RIGHT = 14;
    private static final double LETTER = 6.1;
    private static final int LABEL_MAX = 22;

    /**
     * One row.
     *
     * @param low lower end of the interval, or {@code middle} where there is none
     * @param high upper end of the interval, or {@code middle} where there is none
     */
    record Row(String name, double low, double middle, double high, OptionalDouble measured) {}

    private final String title;
    private final String label;
    private final List<Row> rows;
    private final double left;
    private final PlotScale x;

    /** Makes a chart of rows in the unit that {@code label} names, from 0 or, where they differ much, by decades. */
    IntervalPlot(String title, String label, List<Row> rows) {
        this.title = title;
        this.label = label;
        this.rows = List.copyOf(rows);
        int letters = rows.stream()
                .mapToInt(row -> clipped(row.name()).length())
                .max()
                .orElse(0);
        left = 10 + letters * LETTER;
        double[] values = rows.stream()
                .flatMapToDouble(row -> DoubleStream.of(
                        row.low(), row.middle(), row.high(), row.measured().orElse(row.middle())))
                .toArray();
        double least = DoubleStream.of(values).min().orElse(0);
        double most = DoubleStream.of(values).max().orElse(1);
        x = least > 0 && most > 8 * least
                ? PlotScale.around(least, most, left, WIDTH - RIGHT, true)
                : PlotScale.fromZero(most, left, WIDTH - RIGHT);
    }

    private static String clipped(String name) {
        return name.length() <= LABEL_MAX ? name : name.substring(0, LABEL_MAX - 1) + "…";
    }

    /** Writes the chart as a figure; {@code described} says in words what it shows. */
    void write(Html html, String described) {
        int height = TOP + ROW * rows.size() + BOTTOM;
        html.open("figure").element("figcaption", title);
        html.open("svg", "viewBox", "0 0 " + WIDTH + " " + height, "role", "img");
        html.element("title", title).element("desc", described);
        axis(html, TOP + ROW * rows.size());
        for (int i = 0; i < rows.size(); i++) {
            row(html, rows.get(i), TOP + ROW * (i + 0.5));
        }
        html.close();
        legend(html);
        html.close().line();
    }

    private void axis(Html html, double bottom) {
        for (double tick : x.ticks()) {
            String at = Html.at(x.at(tick));
            html.empty("line", "class", "grid", "x1", at, "x2", at, "y1", Html.at(TOP), "y2", Html.at(bottom));
            html.element("text", Scale.number(tick), "x", at, "y", Html.at(bottom + 15), "class", "middle");
        }
        String middle = Html.at((left + WIDTH - RIGHT) / 2);
        html.element("text", label, "x", middle, "y", Html.at(bottom + 32), "class", "middle");
    }

    private void row(Html html, Row row, double y) {
        html.open("g");
        html.element("title", row.name());
        html.element("text", clipped(row.name()), "x", Html.at(left - 6), "y", Html.at(y + 3.5), "class", "end");
        String at = Html.at(y);
        double to = row.measured().orElse(row.middle());
        if (row.high() > row.low()) {
            html.empty(
                    "line",
                    "class",
                    "interval",
                    "x1",
                    Html.at(x.at(row.low())),
                    "x2",
                    Html.at(x.at(row.high())),
                    "y1",
                    at,
                    "y2",
                    at);
        } else {
            html.empty(
                    "line",
                    "class",
                    "join",
                    "x1",
                    Html.at(x.at(row.middle())),
                    "x2",
                    Html.at(x.at(to)),
                    "y1",
                    at,
                    "y2",
                    at);
        }
        Plot.marker(html, 0, x.at(row.middle()), y);
        row.measured()
                .ifPresent(
                        value -> Plot.marker(html, value >= row.low() && value <= row.high() ? 3 : 1, x.at(value), y));
        html.close();
    }

    private void legend(Html html) {
        List<String[]> entries = new ArrayList<>();
        entries.add(new String[] {"0", "simulated"});
        boolean intervals = rows.stream().anyMatch(row -> row.high() > row.low());
        if (rows.stream().anyMatch(row -> row.measured().isPresent())) {
            entries.add(new String[] {intervals ? "3" : "1", intervals ? "measured, within" : "measured"});
        }
        if (intervals && rows.stream().anyMatch(row -> outside(row))) {
            entries.add(new String[] {"1", "measured, outside"});
        }
        html.open("ul", "class", "legend");
        for (String[] entry : entries) {
            html.open("li").open("svg", "viewBox", "0 0 12 12", "aria-hidden", "true");
            Plot.marker(html, Integer.parseInt(entry[0]), 6, 6);
            html.close().text(" " + entry[1]).close();
        }
        if (intervals) {
            html.open("li").open("svg", "viewBox", "0 0 30 12", "aria-hidden", "true");
            html.empty("line", "class", "interval", "x1", "1", "x2", "29", "y1", "6", "y2", "6")
                    .close();
            html.text(" 90 % interval").close();
        }
        html.close();
    }

    private static boolean outside(Row row) {
        double value = row.measured().orElse(row.middle());
        return value < row.low() || value > row.high();
    }
}
