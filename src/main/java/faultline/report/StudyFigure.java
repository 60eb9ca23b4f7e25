package faultline.report;

import faultline.model.LinkSpec;
import faultline.run.Comparison.Row;
import faultline.run.Metric;
import faultline.run.Reproduction;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** One of the study's Figures 1 to 3, a panel for each link: measured and simulated bars side by side. */
final class StudyFigure implements Picture {
    private static final int PANEL_WIDTH = 480;
    private static final int PANEL_HEIGHT = 320;
    private static final int TOP = 34;
    private static final int BOTTOM = 34;

    private static final List<Style.Entry> LEGEND = List.of(
            new Style.Entry("unloaded, measured", Style.BLUE),
            new Style.Entry("unloaded, simulated", Style.SKY),
            new Style.Entry("loaded, measured", Style.VERMILLION),
            new Style.Entry("loaded, simulated", Style.ORANGE));

    private final String title;
    private final List<CategoryChart> panels = new ArrayList<>();

    StudyFigure(Reproduction reproduction, Metric metric) {
        int number = Reproduction.TABLES.indexOf(metric) + 1;
        title = "Figure " + number + " of the study: " + what(metric);
        List<String> links = reproduction.comparison().rows().stream()
                .map(row -> Reproduction.link(row.run()))
                .distinct()
                .toList();
        double most = 0;
        for (Row row : reproduction.comparison().rows()) {
            most = Math.max(most, Math.max(measured(metric, row), simulated(metric, row)));
        }
        for (String link : links) {
            panels.add(panel(reproduction, metric, link, Style.roundUp(most)));
        }
    }

    private static CategoryChart panel(Reproduction reproduction, Metric metric, String link, double most) {
        List<Row> unloaded = reproduction.rows(link, "unloaded");
        List<Row> loaded = reproduction.rows(link, "loaded");
        LinkSpec spec = loaded.get(0).run().scenario().link();
        CategoryChart chart = new CategoryChartBuilder()
                .width(PANEL_WIDTH)
                .height(PANEL_HEIGHT)
                .title("Coleraine–" + capital(link) + ", " + spec.bandwidth() + ", RTT " + spec.rtt())
                .xAxisTitle("flavour")
                .yAxisTitle(axis(metric))
                .build();
        Style.apply(chart);
        Style.yAxis(chart.getStyler(), most);
        chart.getStyler().setAvailableSpaceFill(0.86);
        add(chart, LEGEND.get(0), unloaded, row -> measured(metric, row));
        add(chart, LEGEND.get(1), unloaded, row -> simulated(metric, row));
        add(chart, LEGEND.get(2), loaded, row -> measured(metric, row));
        add(chart, LEGEND.get(3), loaded, row -> simulated(metric, row));
        return chart;
    }

    private static void add(CategoryChart chart, Style.Entry entry, List<Row> rows, ToDoubleFunction<Row> figure) {
        List<String> flavours =
                rows.stream().map(row -> Reproduction.flavour(row.run())).toList();
        List<Double> figures = rows.stream().map(figure::applyAsDouble).toList();
        Color color = entry.color();
        chart.addSeries(entry.name(), flavours, figures).setFillColor(color);
    }

    @Override
    public int width() {
        return panels.size() * PANEL_WIDTH;
    }

    @Override
    public int height() {
        return TOP + PANEL_HEIGHT + BOTTOM;
    }

    @Override
    public void paint(Graphics2D g) {
        Style.title(g, title, 14, 23);
        for (int i = 0; i < panels.size(); i++) {
            Graphics2D part = (Graphics2D) g.create(i * PANEL_WIDTH, TOP, PANEL_WIDTH, PANEL_HEIGHT);
            panels.get(i).paint(part, PANEL_WIDTH, PANEL_HEIGHT);
            part.dispose();
        }
        Style.legend(g, LEGEND, width(), TOP + PANEL_HEIGHT + 18);
    }

    private static double measured(Metric metric, Row row) {
        Long figure = metric.measured(row.run().measured());
        return figure == null ? 0 : scaled(metric, figure);
    }

    private static double simulated(Metric metric, Row row) {
        return scaled(metric, row.predicted(metric));
    }

    private static double scaled(Metric metric, double inBaseUnits) {
        double shown = Numbers.shown(metric, inBaseUnits);
        return metric == Metric.TRANSFERRED ? shown / 1000 : shown;
    }

    private static String what(Metric metric) {
        return switch (metric) {
            case TOTAL_TIME -> "migration time";
            case DOWNTIME -> "downtime";
            default -> "data transferred";
        };
    }

    private static String axis(Metric metric) {
        return switch (metric) {
            case TOTAL_TIME -> "migration time in s";
            case DOWNTIME -> "downtime in s";
            default -> "data transferred in GB";
        };
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
