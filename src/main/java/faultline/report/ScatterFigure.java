package faultline.report;

import faultline.model.MigrationSpec;
import faultline.model.Strategy;
import faultline.run.Comparison;
import faultline.run.Comparison.Row;
import faultline.run.Metric;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Predicted against measured, a panel for each figure: a point a run, the diagonal, and a band of 25 % about it. */
final class ScatterFigure implements Picture {
    private static final List<Metric> METRICS = List.of(
            Metric.TOTAL_TIME,
            Metric.TRANSFERRED,
            Metric.PAGE_REQUESTS,
            Metric.VCPU_BLOCKTIME,
            Metric.DOWNTIME,
            Metric.GUEST_DOWNTIME);

    private static final int COLUMNS = 3;
    private static final int SIDE = 330;
    private static final int TOP = 60;
    private static final int DOT = 8;
    private static final double BAND = 0.25;

    /** Figures that differ by more than this factor are drawn on logarithmic axes. */
    private static final double WIDE = 30;

    /** Figures so much smaller than the largest one are drawn at the edge: they would leave the others no room. */
    private static final double SMALLEST = 1e-3;

    /** How a run migrated, and how its points look: shapes differ as well as colours. */
    private record Kind(String name, Color color, Marker marker, Predicate<MigrationSpec> holds) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "post-copy",
                    Style.BLUE,
                    SeriesMarkers.CIRCLE,
                    m -> m.strategy() == Strategy.POST_COPY && !m.preempt()),
            new Kind(
                    "post-copy, preempt",
                    Style.GREEN,
                    SeriesMarkers.TRIANGLE_UP,
                    m -> m.strategy() == Strategy.POST_COPY && m.preempt()),
            new Kind("hybrid", Style.VERMILLION, SeriesMarkers.SQUARE, m -> m.strategy() == Strategy.HYBRID),
            new Kind("pre-copy", Style.PURPLE, SeriesMarkers.DIAMOND, m -> m.strategy() == Strategy.PRE_COPY));

    private final String title;
    private final List<XYChart> panels = new ArrayList<>();

    ScatterFigure(Comparison comparison, String title) {
        this.title = title;
        for (Metric metric : METRICS) {
            panels.add(panel(comparison, metric));
        }
    }

    private static XYChart panel(Comparison comparison, Metric metric) {
        Extent extent = Extent.of(comparison, metric);
        XYChart chart = new XYChartBuilder()
                .width(SIDE)
                .height(SIDE)
                .title(extent.scale.label(SweepFigure.words(metric)))
                .xAxisTitle("measured")
                .yAxisTitle("predicted")
                .build();
        Style.apply(chart);
        XYStyler styler = chart.getStyler();
        styler.setXAxisLogarithmic(extent.logarithmic);
        styler.setYAxisLogarithmic(extent.logarithmic);
        styler.setXAxisMin(extent.least);
        styler.setYAxisMin(extent.least);
        styler.setXAxisMax(extent.most * (1 + 1e-6));
        styler.setYAxisMax(extent.most * (1 + 1e-6));
        styler.setXAxisTickMarkSpacingHint(60);
        styler.setXAxisTickLabelsFormattingFunction(Scale::number);
        styler.setYAxisTickLabelsFormattingFunction(Scale::number);
        styler.setYAxisLeftWidthHint(56);
        styler.setPlotGridVerticalLinesVisible(true);
        styler.setMarkerSize(DOT);
        guides(chart, extent);
        for (Kind kind : KINDS) {
            points(chart, comparison, metric, extent, kind);
        }
        return chart;
    }

    /**
     * Both axes' ends.
     *
     * @param least a figure under it, 0 too, is drawn at the edge
     */
    private record Extent(Scale scale, boolean logarithmic, double least, double most) {
        static Extent of(Comparison comparison, Metric metric) {
            double least = Double.MAX_VALUE;
            double most = 0;
            for (Row row : comparison.rows()) {
                Long measured = metric.measured(row.run().measured());
                if (measured == null || measured == 0) {
                    continue;
                }
                double predicted = row.predicted(metric);
                least = Math.min(least, predicted > 0 ? Math.min(measured, predicted) : measured);
                most = Math.max(most, Math.max(measured, predicted));
            }
            Scale scale = Scale.of(metric, most);
            if (least * WIDE >= most) {
                return new Extent(scale, false, 0, Style.roundUp(scale.shown(most) * 1.02));
            }
            double floor = Math.max(scale.shown(least), scale.shown(most) * SMALLEST);
            double top = scale.shown(most) * 1.25;
            boolean oneLabel = Math.floor(Math.log10(top)) - Math.ceil(Math.log10(floor * 0.8)) < 1;
            double bottom = oneLabel ? Math.pow(10, Math.floor(Math.log10(floor))) * 0.97 : floor * 0.8;
            return new Extent(scale, true, bottom, top);
        }

        double clamped(double inBaseUnits) {
            return Math.max(least, scale.shown(inBaseUnits));
        }
    }

    /** The diagonal, and dashed lines 25 % above and under it, from edge to edge. */
    private static void guides(XYChart chart, Extent extent) {
        guide(chart, "exact", extent, 1, new BasicStroke(1.2f));
        BasicStroke dashed =
                new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);
        guide(chart, "25 % more", extent, 1 + BAND, dashed);
        guide(chart, "25 % less", extent, 1 - BAND, dashed);
    }

    private static void guide(XYChart chart, String name, Extent extent, double ratio, BasicStroke stroke) {
        double from = Math.max(extent.least, extent.least / ratio);
        double to = Math.min(extent.most, extent.most / ratio);
        XYSeries line = chart.addSeries(name, new double[] {from, to}, new double[] {from * ratio, to * ratio});
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(Color.GRAY);
        line.setLineStyle(stroke);
    }

    private static void points(XYChart chart, Comparison comparison, Metric metric, Extent extent, Kind kind) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (Row row : comparison.rows()) {
            Long measured = metric.measured(row.run().measured());
            boolean zeros = measured != null && measured == 0 && row.predicted(metric) == 0;
            if (measured != null
                    && !zeros
                    && kind.holds.test(row.run().scenario().migration())) {
                x.add(extent.clamped(measured));
                y.add(extent.clamped(row.predicted(metric)));
            }
        }
        if (!x.isEmpty()) {
            XYSeries series = chart.addSeries(kind.name, x, y);
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            series.setMarker(kind.marker);
            series.setMarkerColor(new Color(kind.color.getRed(), kind.color.getGreen(), kind.color.getBlue(), 190));
        }
    }

    @Override
    public int width() {
        return COLUMNS * SIDE;
    }

    @Override
    public int height() {
        return TOP + (METRICS.size() + COLUMNS - 1) / COLUMNS * SIDE + 6;
    }

    @Override
    public void paint(Graphics2D g) {
        Style.title(g, title, 14, 23);
        legend(g);
        for (int i = 0; i < panels.size(); i++) {
            int x = i % COLUMNS * SIDE;
            int y = TOP + i / COLUMNS * SIDE;
            Graphics2D part = (Graphics2D) g.create(x, y, SIDE, SIDE);
            panels.get(i).paint(part, SIDE, SIDE);
            part.dispose();
        }
    }

    private static void legend(Graphics2D g) {
        int x = 16;
        int y = 47;
        g.setFont(Style.TEXT);
        for (Kind kind : KINDS) {
            g.setColor(kind.color);
            kind.marker.paint(g, x + DOT / 2.0, y - DOT / 2.0, DOT);
            g.setColor(Style.INK);
            g.drawString(kind.name, x + DOT + 6, y);
            x += DOT + 28 + g.getFontMetrics().stringWidth(kind.name);
        }
        g.setColor(Color.GRAY);
        g.setStroke(new BasicStroke(1.2f));
        g.drawLine(x, y - 4, x + 24, y - 4);
        g.setColor(Style.INK);
        g.drawString("exact; dashed: 25 % off; at the edge: 0, or nearly", x + 30, y);
    }
}
