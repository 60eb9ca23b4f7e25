package faultline.report;

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

/** One simulation against time: resident memory, bytes sent, page requests and blocked vCPUs, one above the other. */
final class TimelineFigure implements Picture {
    private static final int WIDTH = 900;
    private static final int PANEL_HEIGHT = 175;
    private static final int TOP = 34;
    private static final int LABELS = 26;
    private static final double PAGES_PER_GIB = 262_144;

    private final String title;
    private final double[] seconds;
    private final List<XYChart> panels = new ArrayList<>();

    TimelineFigure(Timeline timeline, String title) {
        this.title = title;
        seconds = Arrays.stream(timeline.timeNs()).mapToDouble(ns -> ns / 1e9).toArray();
        double[] resident = scaled(timeline.residentPages(), 1 / PAGES_PER_GIB);
        panel("memory at destination in GiB", resident, Style.BLUE, false);
        panel("bytes sent in GB", scaled(timeline.sentBytes(), 1e-9), Style.VERMILLION, false);
        panel("page requests in thousands", scaled(timeline.pageRequests(), 1e-3), Style.GREEN, false);
        double[] blocked =
                Arrays.stream(timeline.blockedVcpus()).asDoubleStream().toArray();
        panel("blocked vCPUs", blocked, Style.PURPLE, true);
    }

    private void panel(String axis, double[] values, Color color, boolean last) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(PANEL_HEIGHT + (last ? LABELS : 0))
                .title("")
                .xAxisTitle(last ? "time since the request in s" : "")
                .yAxisTitle("")
                .build();
        Style.apply(chart);
        chart.setTitle(axis);
        double most = Arrays.stream(values).max().orElse(0);
        chart.getStyler().setXAxisMin(-seconds[seconds.length - 1] * 1e-6);
        chart.getStyler().setXAxisMax(seconds[seconds.length - 1]);
        Style.yAxis(chart.getStyler(), last ? most + 1 : Style.roundUp(most));
        chart.getStyler().setXAxisDecimalPattern("#,##0.##");
        chart.getStyler().setYAxisLeftWidthHint(64);
        chart.getStyler().setYAxisTickMarkSpacingHint(30);
        chart.getStyler().setXAxisTitleVisible(last);
        chart.getStyler().setYAxisTitleVisible(false);
        XYSeries series = chart.addSeries(axis, seconds, values);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (last) {
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Step);
        }
        panels.add(chart);
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
        int y = TOP;
        for (XYChart panel : panels) {
            Graphics2D part = (Graphics2D) g.create(0, y, WIDTH, panel.getHeight());
            panel.paint(part, WIDTH, panel.getHeight());
            part.dispose();
            y += panel.getHeight();
        }
    }

    private static double[] scaled(long[] values, double factor) {
        return Arrays.stream(values).mapToDouble(value -> value * factor).toArray();
    }
}
