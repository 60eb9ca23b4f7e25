package faultline.report;

import faultline.run.Axis;
import faultline.run.AxisValue;
import faultline.run.Metric;
import faultline.run.SweepPlan;
import faultline.run.SweepTable;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A metric against one axis of a sweep: medians as lines, the replications' range as bands, a colour for each line. */
final class LinePanel implements Picture {
    /** From so many replications on a band leaves out the outermost twentieth at either end. */
    static final int PERCENTILES_FROM = 20;

    private static final List<Color> COLORS =
            List.of(Style.BLUE, Style.VERMILLION, Style.GREEN, Style.PURPLE, Style.ORANGE, Style.INK);

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.CROSS,
            SeriesMarkers.TRIANGLE_DOWN);

    private final SweepTable table;
    private final Metric metric;
    private final int across;
    private final Scale xScale;
    private final Scale yScale;
    private final XYChart chart;

    LinePanel(SweepTable table, Metric metric, int linesMax) {
        this.table = table;
        this.metric = metric;
        List<Axis> axes = table.plan().axes();
        across = across(axes, linesMax);
        Axis axis = axes.get(across);
        xScale = Scale.of(axis.kind(), most(axis));
        double most = 0;
        for (int point = 0; point < table.plan().points().size(); point++) {
            double[] sorted = table.sorted(point, metric);
            most = Math.max(most, sorted[sorted.length - 1]);
        }
        yScale = Scale.of(metric, most);
        chart = new XYChartBuilder()
                .width(SweepFigure.PANEL_WIDTH)
                .height(SweepFigure.PANEL_HEIGHT)
                .title(yScale.label(SweepFigure.words(metric)))
                .xAxisTitle(xScale.label(axis.path()))
                .yAxisTitle("")
                .build();
        style(axis, yScale.shown(most));
        lines(axes);
    }

    /** Returns which axis runs from left to right: the one with more values. */
    private static int across(List<Axis> axes, int linesMax) {
        return axes.size() == 2
                        && axes.get(0).values().size() <= linesMax
                        && axes.get(1).values().size() > axes.get(0).values().size()
                ? 1
                : 0;
    }

    static List<Style.Entry> legend(List<Axis> axes, int linesMax) {
        Axis lines = axes.get(1 - across(axes, linesMax));
        List<Style.Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.values().size(); i++) {
            String name =
                    (i == 0 ? lines.path() + " " : "") + lines.values().get(i).text();
            entries.add(new Style.Entry(name, COLORS.get(i % COLORS.size()), Style.stroke(i)));
        }
        return entries;
    }

    private static double least(Axis axis) {
        return axis.values().stream()
                .mapToDouble(value -> value.number().doubleValue())
                .min()
                .orElse(0);
    }

    private static double most(Axis axis) {
        return axis.values().stream()
                .mapToDouble(value -> value.number().doubleValue())
                .max()
                .orElse(0);
    }

    private void style(Axis axis, double most) {
        Style.apply(chart);
        XYStyler styler = chart.getStyler();
        Style.yAxis(styler, Style.roundUp(most * 1.02));
        styler.setYAxisTitleVisible(false);
        styler.setPlotGridVerticalLinesVisible(true);
        boolean logarithmic = axis.logarithmic();
        styler.setXAxisLogarithmic(logarithmic);
        styler.setYAxisLeftWidthHint(56);
        if (logarithmic) {
            styler.setXAxisMin(xScale.shown(least(axis)) * 0.97); // A decade at the very end has its label, too.
            styler.setXAxisMax(xScale.shown(most(axis)) * 1.03);
        }
        styler.setXAxisTickLabelsFormattingFunction(x -> label(axis, x, logarithmic));
        if (axis.kind() == AxisValue.Kind.WORD) {
            styler.setXAxisMin(-0.5);
            styler.setXAxisMax(axis.values().size() - 0.5);
        }
    }

    private static String label(Axis axis, double x, boolean logarithmic) {
        if (axis.kind() != AxisValue.Kind.WORD) {
            return Scale.number(x);
        }
        int index = (int) Math.round(x);
        boolean at = Math.abs(x - index) < 1e-6
                && index >= 0
                && index < axis.values().size();
        return at && !logarithmic ? axis.values().get(index).text() : " ";
    }

    private void lines(List<Axis> axes) {
        int lines = axes.size() == 1 ? 1 : axes.get(1 - across).values().size();
        for (int line = 0; line < lines; line++) {
            List<double[]> points = points(line);
            Color color = COLORS.get(line % COLORS.size());
            if (table.plan().replications() > 1) {
                band(points, line, color);
            }
        }
        for (int line = 0; line < lines; line++) {
            line(points(line), line, COLORS.get(line % COLORS.size()));
        }
    }

    /** Returns x, lower end, median and upper end of each point of a line, by x. */
    private List<double[]> points(int line) {
        SweepPlan plan = table.plan();
        int second = plan.axes().size() == 1 ? 1 : plan.axes().get(1).values().size();
        List<double[]> points = new ArrayList<>();
        Axis axis = plan.axes().get(across);
        for (int i = 0; i < axis.values().size(); i++) {
            int point = across == 0 ? i * second + line : line * second + i;
            double[] sorted = table.sorted(point, metric);
            double tail = sorted.length < PERCENTILES_FROM ? 0 : 0.05;
            double x = axis.kind() == AxisValue.Kind.WORD
                    ? i
                    : xScale.shown(axis.values().get(i).number().doubleValue());
            points.add(new double[] {
                x,
                yScale.shown(SweepFigure.percentile(sorted, tail)),
                yScale.shown(SweepFigure.median(sorted)),
                yScale.shown(SweepFigure.percentile(sorted, 1 - tail))
            });
        }
        points.sort(Comparator.comparingDouble(point -> point[0]));
        return points;
    }

    private void band(List<double[]> points, int line, Color color) {
        int n = points.size();
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[i] = points.get(i)[0];
            y[i] = points.get(i)[1];
            x[2 * n - 1 - i] = x[i];
            y[2 * n - 1 - i] = points.get(i)[3];
        }
        XYSeries series = chart.addSeries("band " + line, x, y);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(new Color(0, 0, 0, 0));
        series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 70));
    }

    private void line(List<double[]> points, int line, Color color) {
        XYSeries series = chart.addSeries(
                "line " + line,
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[2]).toArray());
        series.setLineColor(color);
        series.setLineStyle(Style.stroke(line));
        series.setMarker(points.size() <= 12 ? MARKERS.get(line % MARKERS.size()) : SeriesMarkers.NONE);
        series.setMarkerColor(color);
    }

    @Override
    public int width() {
        return SweepFigure.PANEL_WIDTH;
    }

    @Override
    public int height() {
        return SweepFigure.PANEL_HEIGHT;
    }

    @Override
    public void paint(Graphics2D g) {
        chart.paint(g, width(), height());
    }
}
