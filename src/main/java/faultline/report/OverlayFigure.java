package faultline.report;

import faultline.stats.Samples;
import faultline.stats.Timeline;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A real migration and its simulation over each other: bytes sent, memory to come and page requests against time. */
final class OverlayFigure implements Picture {
    private static final int WIDTH = 900;
    private static final int PANEL_HEIGHT = 200;
    private static final int TOP = 58;
    private static final int LABELS = 26;
    private static final int DOTS = 60;
    private static final int DOT = 5;
    private static final Color MEASURED = Style.VERMILLION;
    private static final Color SIMULATED = Style.BLUE;

    private final String title;
    private final double lastSeconds;
    private final List<XYChart> panels = new ArrayList<>();

    OverlayFigure(Timeline simulated, Samples measured, long memoryBytes, String title) {
        this.title = title;
        double[] x = scaled(simulated.timeNs(), 1e-9);
        double[] seen = scaled(measured.timeNs(), 1e-9);
        lastSeconds = Math.max(x[x.length - 1], seen[seen.length - 1]);
        panel("sent in MB", x, scaled(simulated.sentBytes(), 1e-6), seen, scaled(measured.sentBytes(), 1e-6), false);
        double[] left = Arrays.stream(simulated.residentPages())
                .mapToDouble(pages -> (memoryBytes - pages * 4096.0) * 1e-6)
                .toArray();
        panel("memory still to come in MB", x, left, seen, scaled(measured.leftBytes(), 1e-6), false);
        double[] requests = scaled(simulated.pageRequests(), 1);
        panel("page requests, repeats too", x, requests, seen, scaled(measured.pageRequests(), 1), true);
    }

    private void panel(String what, double[] x, double[] simulated, double[] seen, double[] measured, boolean last) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(PANEL_HEIGHT + (last ? LABELS : 0))
                .title(what)
                .xAxisTitle(last ? "time since the migration was set up in s" : "")
                .yAxisTitle("")
                .build();
        Style.apply(chart);
        double most = Math.max(
                Arrays.stream(simulated).max().orElse(0),
                Arrays.stream(measured).max().orElse(0));
        chart.getStyler().setXAxisMin(-lastSeconds * 1e-6);
        chart.getStyler().setXAxisMax(lastSeconds * 1.01);
        Style.yAxis(chart.getStyler(), Style.roundUp(most * 1.02));
        chart.getStyler().setXAxisDecimalPattern("#,##0.##");
        chart.getStyler().setYAxisLeftWidthHint(64);
        chart.getStyler().setYAxisTickMarkSpacingHint(34);
        chart.getStyler().setXAxisTitleVisible(last);
        chart.getStyler().setYAxisTitleVisible(false);
        chart.getStyler().setMarkerSize(DOT);
        dots(chart.addSeries("measured", thinned(seen), thinned(measured)));
        line(chart.addSeries("simulated", x, simulated));
        panels.add(chart);
    }

    private static void line(XYSeries series) {
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(SIMULATED);
        series.setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    private static void dots(XYSeries series) {
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(MEASURED);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return TOP + panels.size() * PANEL_HEIGHT + LABELS + 6;
    }

    @Override
    public void paint(Graphics2D g) {
        Style.title(g, title, 14, 23);
        legend(g);
        int y = TOP;
        for (XYChart panel : panels) {
            Graphics2D part = (Graphics2D) g.create(0, y, WIDTH, panel.getHeight());
            panel.paint(part, WIDTH, panel.getHeight());
            part.dispose();
            y += panel.getHeight();
        }
    }

    private static void legend(Graphics2D g) {
        int y = 45;
        g.setFont(Style.TEXT);
        g.setColor(MEASURED);
        for (int i = 0; i < 3; i++) {
            g.fillOval(16 + 10 * i, y - 7, DOT, DOT);
        }
        g.setColor(SIMULATED);
        g.setStroke(new BasicStroke(2f));
        g.drawLine(130, y - 4, 156, y - 4);
        g.setColor(Style.INK);
        g.drawString("measured", 48, y);
        g.drawString("simulated", 162, y);
    }

    /** Every nth value, so that dots stay apart. */
    private static double[] thinned(double[] values) {
        int step = Math.max(1, values.length / DOTS);
        double[] kept = new double[(values.length + step - 1) / step];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = values[i * step];
        }
        return kept;
    }

    private static double[] scaled(long[] values, double factor) {
        return Arrays.stream(values).mapToDouble(value -> value * factor).toArray();
    }
}
