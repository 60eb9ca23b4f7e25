package faultline.report;

import faultline.model.LinkSpec;
import faultline.model.Run;
import faultline.run.Metric;
import faultline.run.ResultFile.Measured;
import java.util.ArrayList;
import java.util.List;

/** The section of a page that shows real migrations as they were measured. */
final class RunsPage {
    private RunsPage() {}

    static void write(Html html, Measured file) {
        List<Run> runs = file.runs();
        html.element("h2", runs.size() + " real migrations, measured");
        List<Metric> measured = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (runs.stream().anyMatch(run -> metric.measured(run.measured()) != null)) {
                measured.add(metric);
            }
        }
        for (boolean times : new boolean[] {true, false}) {
            List<Metric> shown = measured.stream()
                    .filter(metric -> (metric.kind() == Metric.Kind.SPAN) == times)
                    .toList();
            List<String> heads = new ArrayList<>(List.of("run", "guest and link"));
            shown.forEach(metric -> heads.add(SweepFigure.words(metric)));
            List<List<String>> rows = new ArrayList<>();
            runs.forEach(run -> rows.add(row(run, shown)));
            if (!shown.isEmpty()) {
                PageParts.table(html, (times ? "Times" : "Sizes and counts") + "; – was not measured", 2, heads, rows);
            }
        }
        notes(html, runs);
        html.open("dl", "class", "again");
        runs.stream()
                .map(run -> String.valueOf(run.scenario().origin()))
                .distinct()
                .limit(20)
                .forEach(origin -> html.element("dt", "origin").element("dd", origin));
        html.close().line();
    }

    private static List<String> row(Run run, List<Metric> measured) {
        List<String> row = new ArrayList<>();
        row.add(run.id());
        LinkSpec link = run.scenario().link();
        row.add(run.scenario().vm().vcpus() + " vCPU, " + run.scenario().vm().memory() + "; "
                + PageParts.digits(link.bandwidth().bitsPerSecond() / 1e6) + " Mbit/s, RTT "
                + PageParts.span((double) link.rtt().ns()) + "; "
                + run.scenario().migration().strategy().word());
        for (Metric metric : measured) {
            Long figure = metric.measured(run.measured());
            row.add(figure == null ? "–" : PageParts.figure(metric, figure));
        }
        return row;
    }

    private static void notes(Html html, List<Run> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (Run run : runs) {
            if (run.failed() != null) {
                rows.add(List.of(run.id(), "failed: " + run.failed()));
            }
            if (run.notes() != null) {
                rows.add(List.of(run.id(), run.notes()));
            }
        }
        if (!rows.isEmpty()) {
            PageParts.table(html, "Notes", 2, List.of("run", "note"), rows);
        }
    }
}
