package faultline.report;

import faultline.report.Plot.Line;
import faultline.run.AxisValue;
import faultline.run.Facts;
import faultline.run.Metric;
import faultline.run.ResultFile.Swept;
import faultline.run.SweepRecord.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section of a page that shows a sweep: a chart for each metric that moves, and a table of medians. */
final class SweepPage {
    private static final List<Metric> SHOWN = List.of(
            Metric.TOTAL_TIME, Metric.GUEST_DOWNTIME, Metric.TRANSFERRED, Metric.VCPU_BLOCKTIME, Metric.PAGE_REQUESTS);
    private static final int LINES_MAX = 6;
    private static final double LOGARITHMIC_FROM = 20;

    private final Swept file;
    private final List<List<Row>> points;
    private final int across;

    private SweepPage(Swept file) {
        this.file = file;
        points = file.rows().points();
        int most = 0;
        for (int i = 0; i < file.rows().axes().size(); i++) {
            most = file.rows().values(i).size() > file.rows().values(most).size() ? i : most;
        }
        across = most;
    }

    static void write(Html html, Swept file) {
        new SweepPage(file).write(html);
    }

    private void write(Html html) {
        Facts about = file.about();
        String scenario = about == null ? file.file() : about.text("scenario");
        List<String> axes = file.rows().axes();
        html.element("h2", scenario + " against " + String.join(" and ", axes) + ", simulated");
        if (axes.size() > 2 || lines().size() > LINES_MAX) {
            html.element(
                    "p",
                    "Lines are drawn for one axis, or for two of which one has at most " + LINES_MAX
                            + " values: here the table says all.");
        } else {
            html.open("div", "class", "charts");
            SHOWN.forEach(metric -> chart(html, metric));
            html.close();
        }
        table(html);
        Map<String, String> more = new LinkedHashMap<>();
        if (about != null) {
            more.put("profile", about.text("profile"));
        }
        long[] seeds = file.rows().rows().stream().mapToLong(Row::seed).sorted().toArray();
        long last = seeds[seeds.length - 1];
        more.put("seed", seeds[0] + (seeds[0] == last ? "" : " to " + last));
        PageParts.again(html, about == null ? null : PageParts.made(about), more);
    }

    /** Returns the values of the other axis, or one empty value where there is none. */
    private List<AxisValue> lines() {
        return file.rows().axes().size() == 1
                ? List.of(new AxisValue(AxisValue.Kind.WORD, java.math.BigDecimal.ZERO, ""))
                : file.rows().values(1 - across);
    }

    private void chart(Html html, Metric metric) {
        double most = file.rows().rows().stream()
                .mapToLong(row -> row.figures().getOrDefault(metric, 0L))
                .max()
                .orElse(0);
        if (most == 0) {
            return;
        }
        List<AxisValue> values = file.rows().values(across);
        boolean words = values.get(0).kind() == AxisValue.Kind.WORD;
        double[] numbers = numbers(values);
        Scale scale = Scale.of(metric, most);
        Scale xScale = words ? new Scale("", 1) : Scale.of(values.get(0).kind(), numbers[numbers.length - 1]);
        boolean logarithmic = !words && numbers[0] > 0 && numbers[numbers.length - 1] >= LOGARITHMIC_FROM * numbers[0];
        double[] range = words
                ? new double[] {-0.5, values.size() - 0.5}
                : new double[] {xScale.shown(numbers[0]), xScale.shown(numbers[numbers.length - 1])};
        String path = file.rows().axes().get(across);
        String name = SweepFigure.words(metric);
        Plot plot = new Plot(scale.label(name), xScale.label(path), range, logarithmic, scale.shown(most));
        if (words) {
            plot.words(values.stream().map(AxisValue::text).toList());
        }
        plot.write(
                html,
                name + " against " + path + ", " + values.size() + " values; medians, with the range of the "
                        + "replications; the table has the figures",
                drawn(metric, scale, xScale, values));
    }

    private static double[] numbers(List<AxisValue> values) {
        return values.stream()
                .mapToDouble(value -> value.number().doubleValue())
                .sorted()
                .toArray();
    }

    private List<Line> drawn(Metric metric, Scale scale, Scale xScale, List<AxisValue> values) {
        List<Line> drawn = new ArrayList<>();
        for (AxisValue line : lines()) {
            List<double[]> course = new ArrayList<>();
            for (List<Row> point : points) {
                Row row = point.get(0);
                if (line.text().isEmpty() || row.values().get(1 - across).equals(line)) {
                    AxisValue at = row.values().get(across);
                    double x = at.kind() == AxisValue.Kind.WORD
                            ? values.indexOf(at)
                            : xScale.shown(at.number().doubleValue());
                    double[] sorted = sorted(point, metric);
                    course.add(new double[] {
                        x,
                        scale.shown(SweepFigure.median(sorted)),
                        scale.shown(sorted[0]),
                        scale.shown(sorted[sorted.length - 1])
                    });
                }
            }
            course.sort(Comparator.comparingDouble(point -> point[0]));
            boolean band = points.get(0).size() > 1;
            String name = line.text().isEmpty() ? "" : file.rows().axes().get(1 - across) + " " + line.text();
            drawn.add(new Line(
                    name,
                    column(course, 0),
                    column(course, 1),
                    band ? column(course, 2) : new double[0],
                    band ? column(course, 3) : new double[0]));
        }
        return drawn;
    }

    private static double[] column(List<double[]> rows, int index) {
        return rows.stream().mapToDouble(row -> row[index]).toArray();
    }

    private static double[] sorted(List<Row> point, Metric metric) {
        return point.stream()
                .mapToDouble(row -> row.figures().getOrDefault(metric, 0L))
                .sorted()
                .toArray();
    }

    private void table(Html html) {
        List<String> heads = new ArrayList<>(file.rows().axes());
        SHOWN.forEach(metric -> heads.add(SweepFigure.words(metric)));
        List<List<String>> rows = new ArrayList<>();
        for (List<Row> point : points) {
            List<String> row = new ArrayList<>();
            point.get(0).values().forEach(value -> row.add(value.text()));
            SHOWN.forEach(metric -> row.add(PageParts.figure(metric, SweepFigure.median(sorted(point, metric)))));
            rows.add(row);
        }
        int replications = points.get(0).size();
        String caption = replications == 1 ? "Each point" : "Each point: medians of " + replications + " replications";
        PageParts.table(html, caption, 1, heads, rows);
    }
}
