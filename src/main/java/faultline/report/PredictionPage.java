package faultline.report;

import faultline.run.Facts;
import faultline.run.Metric;
import faultline.run.ResultFile.Advised;
import faultline.run.ResultFile.Predicted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The sections of a page that show a prediction and an advice. */
final class PredictionPage {
    private static final List<Metric> RANKED = List.of(Metric.GUEST_DOWNTIME, Metric.VCPU_BLOCKTIME, Metric.TOTAL_TIME);

    private PredictionPage() {}

    static void write(Html html, Predicted file) {
        Facts facts = file.facts();
        html.element("h2", "One migration, predicted");
        warnings(html, facts);
        Facts metrics = facts.at("metrics");
        List<List<String>> rows = new ArrayList<>();
        List<IntervalPlot.Row> spans = new ArrayList<>();
        for (String key : metrics.keys()) {
            Facts estimate = metrics.at(key);
            PageParts.metric(key).ifPresent(metric -> {
                rows.add(row(metric, estimate));
                if (metric.kind() == Metric.Kind.SPAN && estimate.number("high90") > 0) {
                    spans.add(interval(SweepFigure.words(metric), estimate, 1e-9));
                }
            });
        }
        html.open("div", "class", "charts");
        new IntervalPlot("Times", "seconds", spans)
                .write(html, "Predicted times with their 90 % intervals; the table has the figures");
        html.close();
        PageParts.table(
                html,
                "Medians and 90 % intervals",
                1,
                List.of("figure", "median", "low", "high", "interval from"),
                rows);
        PageParts.again(html, PageParts.made(facts), made(facts));
    }

    private static Map<String, String> made(Facts prediction) {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("profile", prediction.text("profile"));
        more.put("seed", String.valueOf(prediction.whole("seed")));
        more.put("replications", String.valueOf(prediction.whole("replications")));
        more.put("bootstrap draws", String.valueOf(prediction.whole("bootstrapDraws")));
        return more;
    }

    private static void warnings(Html html, Facts prediction) {
        prediction
                .texts("extrapolates")
                .forEach(axis -> html.element("p", "It extrapolates: " + axis, "class", "warning"));
    }

    private static List<String> row(Metric metric, Facts estimate) {
        return List.of(
                SweepFigure.words(metric),
                PageParts.figure(metric, estimate.number("median")),
                PageParts.figure(metric, estimate.number("low90")),
                PageParts.figure(metric, estimate.number("high90")),
                estimate.text("intervalFrom"));
    }

    private static IntervalPlot.Row interval(String name, Facts estimate, double factor) {
        return new IntervalPlot.Row(
                name,
                estimate.number("low90") * factor,
                estimate.number("median") * factor,
                estimate.number("high90") * factor,
                OptionalDouble.empty());
    }

    static void write(Html html, Advised file) {
        Facts facts = file.facts();
        html.element("h2", "How best to migrate");
        List<Facts> options = facts.list("options");
        String verdict = facts.flag("keepsEveryLimit") ? "best: " : "none keeps every limit; nearest: ";
        html.open("p").text(verdict).element("strong", facts.text("best")).close();
        options.forEach(option -> option.texts("reasons")
                .forEach(reason -> html.element("p", option.text("name") + " " + reason, "class", "reason")));
        options.stream().limit(1).forEach(option -> warnings(html, option.at("prediction")));
        charts(html, options);
        ranking(html, options);
        within(html, options);
        html.element("p", convergence(facts.at("preCopyConvergesUpTo")));
        Facts settings = facts.at("settings");
        settings.keys().forEach(name -> {
            html.element("h3", "Settings: " + name);
            html.open("pre")
                    .element("code", String.join("\n", settings.texts(name)))
                    .close();
        });
        Map<String, String> more = new LinkedHashMap<>();
        more.put("profile", facts.text("profile"));
        more.put("seed", String.valueOf(facts.whole("seed")));
        PageParts.again(html, PageParts.made(facts), more);
    }

    private static void charts(Html html, List<Facts> options) {
        html.open("div", "class", "charts");
        for (Metric metric : RANKED) {
            List<IntervalPlot.Row> rows = new ArrayList<>();
            for (Facts option : options) {
                Facts metrics = option.at("prediction").at("metrics");
                if (metrics.has(metric.key())) {
                    rows.add(interval(option.text("name"), metrics.at(metric.key()), 1e-9));
                }
            }
            String name = SweepFigure.words(metric);
            new IntervalPlot(name, "seconds", rows).write(html, name + " of each way to migrate, with 90 % intervals");
        }
        html.close();
    }

    private static void ranking(Html html, List<Facts> options) {
        List<List<String>> rows = new ArrayList<>();
        for (Facts option : options) {
            List<String> row = new ArrayList<>();
            row.add(option.text("name") + (option.flag("converges") ? "" : " (does not converge)"));
            for (Metric metric : RANKED) {
                Facts metrics = option.at("prediction").at("metrics");
                row.add(
                        metrics.has(metric.key())
                                ? PageParts.span(metrics.at(metric.key()).number("median"))
                                : "–");
                row.add(
                        metrics.has(metric.key())
                                ? PageParts.span(metrics.at(metric.key()).number("high90"))
                                : "–");
            }
            rows.add(row);
        }
        List<String> heads = new ArrayList<>(List.of("way"));
        for (Metric metric : RANKED) {
            heads.add(SweepFigure.words(metric));
            heads.add("95 % below");
        }
        PageParts.table(html, "The ways, the best first", 1, heads, rows);
    }

    private static void within(Html html, List<Facts> options) {
        List<String> shares =
                options.isEmpty() ? List.of() : options.get(0).at("doneWithin").keys();
        List<List<String>> rows = new ArrayList<>();
        for (Facts option : options) {
            List<String> row = new ArrayList<>(List.of(option.text("name")));
            shares.forEach(share -> row.add(
                    option.at("doneWithin").has(share)
                            ? PageParts.span(option.at("doneWithin").number(share))
                            : "–"));
            rows.add(row);
        }
        List<String> heads = new ArrayList<>(List.of("share that is done"));
        shares.forEach(share -> heads.add(share.replaceFirst("^p(.*)Ns$", "$1 %")));
        PageParts.table(html, "Time within which such migrations are done", 1, heads, rows);
    }

    private static String convergence(Facts upTo) {
        if (upTo.flag("unbounded")) {
            return "Pre-copy converges at any rate of writes.";
        }
        return "Pre-copy converges up to about " + upTo.whole("pagesPerSecond") + " pages/s ("
                + PageParts.bytes(upTo.number("bytesPerSecond")) + "/s) of uniform writes.";
    }
}
