package faultline.report;

import faultline.run.Facts;
import faultline.run.Metric;
import faultline.run.ResultFile.Compared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The section of a page that sets measured runs beside their simulations. */
final class ComparisonPage {
    private ComparisonPage() {}

    static void write(Html html, Compared file) {
        Facts facts = file.facts();
        boolean study = facts.has("freeParameters");
        html.element("h2", study ? "The study's tables, measured and simulated" : "Measured runs beside simulations");
        errors(html, facts.at("metrics"));
        List<Facts> runs = facts.list("runs");
        html.open("div", "class", "charts");
        for (String key : facts.at("metrics").keys()) {
            PageParts.metric(key).ifPresent(metric -> chart(html, metric, runs));
        }
        html.close();
        for (String key : facts.at("metrics").keys()) {
            PageParts.metric(key).ifPresent(metric -> table(html, metric, runs));
        }
        Map<String, String> more = new LinkedHashMap<>();
        more.put("profile", facts.text("profile"));
        if (facts.has("seed")) {
            more.put("seed", String.valueOf(facts.whole("seed")));
        }
        PageParts.again(html, PageParts.made(facts), more);
    }

    private static void errors(Html html, Facts metrics) {
        List<List<String>> rows = new ArrayList<>();
        for (String key : metrics.keys()) {
            Facts summary = metrics.at(key);
            String name = PageParts.metric(key).map(SweepFigure::words).orElse(key);
            rows.add(List.of(
                    name,
                    summary.text("worstRun"),
                    PageParts.error(summary.number("worst")).replace("+", ""),
                    PageParts.error(summary.number("median")).replace("+", ""),
                    PageParts.error(summary.number("mape")).replace("+", ""),
                    String.valueOf(summary.whole("n"))));
        }
        List<String> heads = List.of("metric", "worst run", "its error", "median error", "mean error", "runs");
        PageParts.table(html, "Absolute errors in percent of what was measured", 2, heads, rows);
    }

    private static List<Facts> measured(Metric metric, List<Facts> runs) {
        return runs.stream()
                .filter(run -> run.at("measured").has(metric.key())
                        && run.at("predicted").has(metric.key()))
                .toList();
    }

    private static void chart(Html html, Metric metric, List<Facts> runs) {
        List<Facts> shown = measured(metric, runs);
        double most = 0;
        for (Facts run : shown) {
            most = Math.max(most, PageParts.base(run.at("predicted"), metric.key()));
        }
        Scale scale = Scale.of(metric, most);
        List<IntervalPlot.Row> rows = new ArrayList<>();
        for (Facts run : shown) {
            double simulated = scale.shown(PageParts.base(run.at("predicted"), metric.key()));
            double measured = scale.shown(PageParts.base(run.at("measured"), metric.key()));
            rows.add(
                    new IntervalPlot.Row(run.text("id"), simulated, simulated, simulated, OptionalDouble.of(measured)));
        }
        if (!rows.isEmpty()) {
            String name = SweepFigure.words(metric);
            new IntervalPlot(name, scale.label(name), rows)
                    .write(
                            html,
                            name + " of " + rows.size() + " runs, measured and simulated; the table has the figures");
        }
    }

    private static void table(Html html, Metric metric, List<Facts> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (Facts run : measured(metric, runs)) {
            OptionalDouble error = run.at("errorPercent").maybe(metric.key());
            rows.add(List.of(
                    run.text("id"),
                    PageParts.figure(metric, PageParts.base(run.at("measured"), metric.key())),
                    PageParts.figure(metric, PageParts.base(run.at("predicted"), metric.key())),
                    error.isPresent() ? PageParts.error(error.getAsDouble()) : "–"));
        }
        if (!rows.isEmpty()) {
            List<String> heads = List.of("run", "measured", "simulated", "error");
            PageParts.table(html, SweepFigure.words(metric), 1, heads, rows);
        }
    }
}
