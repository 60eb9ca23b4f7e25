package faultline.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A chart as SVG in a page: lines with bands over one axis, told apart by dashes and markers as well as by colours.
 *
 * <p>Colours come from the page's style sheet, so that one chart serves light, dark and print.
 */
final class Plot {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 220;
    private static final int LEFT = 50;
    private static final int RIGHT = 10;
    private static final int TOP = 12;
    private static final int BOTTOM = 38;
    private static final int MARKED_MAX = 15;
    private static final int MARKERS = 6;

    /**
     * One line.
     *
     * @param name for the legend; empty for none
     * @param x shape [n], rising
     * @param y shape [n]
     * @param low lower edge of the band, shape [n] or empty for none
     * @param high upper edge of the band, shape [n] or empty for none
     */
    record Line(String name, double[] x, double[] y, double[] low, double[] high) {
        static Line of(double[] x, double[] y) {
            return new Line("", x, y, new double[0], new double[0]);
        }
    }

    /**
     * A span of the x axis that has a name: a phase of the migration.
     *
     * @param look its class in the style sheet
     */
    record Phase(String name, String look, double from, double to) {}

    private final String title;
    private final String xLabel;
    private final PlotScale x;
    private final PlotScale y;
    private final List<Phase> phases = new ArrayList<>();
    private List<String> words = List.of();
    private boolean steps;
    private boolean phasesNamed = true;

    /** Makes an empty chart over a range of x, with y from 0 to {@code most}. */
    Plot(String title, String xLabel, double[] range, boolean logarithmic, double most) {
        this.title = title;
        this.xLabel = xLabel;
        x = PlotScale.around(range[0], range[1], LEFT, WIDTH - RIGHT, logarithmic);
        y = PlotScale.fromZero(most, HEIGHT - BOTTOM, TOP);
    }

    /** Shades phases behind the lines. */
    Plot phases(List<Phase> shown) {
        phases.addAll(shown);
        return this;
    }

    /** Leaves the phases out of the legend, where a chart beside it has them. */
    Plot phasesKnown() {
        phasesNamed = false;
        return this;
    }

    /** Draws values that hold until the next one. */
    Plot stepwise() {
        steps = true;
        return this;
    }

    /** Labels the whole numbers of the x axis with words. */
    Plot words(List<String> labels) {
        words = labels;
        return this;
    }

    /** Writes the chart as a figure; {@code described} says in words what it shows. */
    void write(Html html, String described, List<Line> lines) {
        html.open("figure").element("figcaption", title);
        html.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img");
        html.element("title", title).element("desc", described);
        for (int i = 0; i < phases.size(); i++) {
            double from = x.at(phases.get(i).from());
            double width = Math.max(0.5, x.at(phases.get(i).to()) - from);
            html.open(
                    "rect",
                    "class",
                    "phase " + phases.get(i).look(),
                    "x",
                    Html.at(from),
                    "y",
                    Html.at(TOP),
                    "width",
                    Html.at(width),
                    "height",
                    Html.at(HEIGHT - BOTTOM - TOP));
            html.element("title", phases.get(i).name()).close();
        }
        axes(html);
        for (int i = 0; i < lines.size(); i++) {
            band(html, lines.get(i), i);
        }
        for (int i = 0; i < lines.size(); i++) {
            line(html, lines.get(i), i);
        }
        html.close();
        legend(html, lines);
        html.close().line();
    }

    private void axes(Html html) {
        for (double tick : y.ticks()) {
            String at = Html.at(y.at(tick));
            html.empty("line", "class", "grid", "x1", Html.at(LEFT), "x2", Html.at(WIDTH - RIGHT), "y1", at, "y2", at);
            html.element(
                    "text",
                    Scale.number(tick),
                    "x",
                    Html.at(LEFT - 6.0),
                    "y",
                    Html.at(y.at(tick) + 3.5),
                    "class",
                    "end");
        }
        List<Double> ticks = words.isEmpty() ? x.ticks() : wordTicks();
        for (double tick : ticks) {
            String at = Html.at(x.at(tick));
            html.empty(
                    "line",
                    "class",
                    "tick",
                    "x1",
                    at,
                    "x2",
                    at,
                    "y1",
                    Html.at(HEIGHT - BOTTOM),
                    "y2",
                    Html.at(HEIGHT - BOTTOM + 4.0));
            String label = words.isEmpty() ? Scale.number(tick) : words.get((int) Math.round(tick));
            html.element("text", label, "x", at, "y", Html.at(HEIGHT - BOTTOM + 15.0), "class", "middle");
        }
        html.empty(
                "line",
                "class",
                "tick",
                "x1",
                Html.at(LEFT),
                "x2",
                Html.at(WIDTH - RIGHT),
                "y1",
                Html.at(HEIGHT - BOTTOM),
                "y2",
                Html.at(HEIGHT - BOTTOM));
        html.element(
                "text",
                xLabel,
                "x",
                Html.at((LEFT + WIDTH - RIGHT) / 2.0),
                "y",
                Html.at(HEIGHT - 6.0),
                "class",
                "middle");
    }

    private List<Double> wordTicks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            ticks.add((double) i);
        }
        return ticks;
    }

    private void band(Html html, Line line, int index) {
        if (line.low().length == 0) {
            return;
        }
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < line.x().length; i++) {
            point(points, line.x()[i], line.low()[i]);
        }
        for (int i = line.x().length - 1; i >= 0; i--) {
            point(points, line.x()[i], line.high()[i]);
        }
        html.empty("polygon", "class", "band c" + index % MARKERS, "points", points.toString());
    }

    private void line(Html html, Line line, int index) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < line.x().length; i++) {
            if (steps && i > 0) {
                point(points, line.x()[i], line.y()[i - 1]);
            }
            point(points, line.x()[i], line.y()[i]);
        }
        html.empty("polyline", "class", "line c" + index % MARKERS, "points", points.toString());
        if (line.x().length <= MARKED_MAX) {
            for (int i = 0; i < line.x().length; i++) {
                marker(html, index, x.at(line.x()[i]), y.at(line.y()[i]));
            }
        }
    }

    private void point(StringBuilder points, double atX, double atY) {
        points.append(points.length() == 0 ? "" : " ");
        points.append(Html.at(x.at(atX))).append(',').append(Html.at(y.at(atY)));
    }

    /** Draws the mark of a line: circle, square, triangle, diamond, or one of the first two hollow. */
    static void marker(Html html, int index, double atX, double atY) {
        String kind = "mark c" + index % MARKERS + (index % MARKERS > 3 ? " hollow" : "");
        String path = switch (index % 4) {
            case 0 -> "m-3.5,0a3.5,3.5 0 1,0 7,0a3.5,3.5 0 1,0 -7,0z";
            case 1 -> "m-3,-3h6v6h-6z";
            case 2 -> "m0,-4l4,7h-8z";
            default -> "m0,-4.5l4,4.5l-4,4.5l-4,-4.5z";
        };
        html.empty("path", "class", kind, "d", "M" + Html.at(atX) + "," + Html.at(atY) + path);
    }

    private void legend(Html html, List<Line> lines) {
        boolean named = lines.stream().anyMatch(line -> !line.name().isEmpty());
        if (!named && (phases.isEmpty() || !phasesNamed)) {
            return;
        }
        html.open("ul", "class", "legend");
        for (int i = 0; named && i < lines.size(); i++) {
            html.open("li").open("svg", "viewBox", "0 0 30 12", "aria-hidden", "true");
            html.empty("polyline", "class", "line c" + i % MARKERS, "points", "1,6 29,6");
            marker(html, i, 15, 6);
            html.close().text(" " + lines.get(i).name()).close();
        }
        for (int i = 0; phasesNamed && i < phases.size(); i++) {
            html.open("li").open("svg", "viewBox", "0 0 30 12", "aria-hidden", "true");
            html.empty(
                            "rect",
                            "class",
                            "phase " + phases.get(i).look(),
                            "x",
                            "1",
                            "y",
                            "0",
                            "width",
                            "28",
                            "height",
                            "12")
                    .close();
            html.text(" " + phases.get(i).name()).close();
        }
        html.close();
    }
}
