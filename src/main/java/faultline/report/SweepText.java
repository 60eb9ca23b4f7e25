package faultline.report;

import faultline.run.Axis;
import faultline.run.AxisValue;
import faultline.run.Metric;
import faultline.run.SweepPlan;
import faultline.run.SweepTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A sweep as a table for people: a line for each point, the mean of each metric. */
public final class SweepText {
    private static final int POINTS_MAX = 40;

    private SweepText() {}

    /** Returns the table of the first points, {@value #POINTS_MAX} at most. */
    public static String of(SweepTable sweep, List<Metric> metrics) {
        SweepPlan plan = sweep.plan();
        Table table = new Table(0);
        List<String> names = new ArrayList<>();
        plan.axes().forEach(axis -> names.add(axis.path()));
        metrics.forEach(metric -> names.add(head(metric)));
        table.row(names.toArray(String[]::new)).rule();
        int shown = Math.min(POINTS_MAX, plan.points().size());
        for (int point = 0; point < shown; point++) {
            table.row(row(sweep, metrics, point));
        }
        int more = plan.points().size() - shown;
        return title(plan) + "\n\n" + table + (more == 0 ? "" : "... and " + more + " more points\n");
    }

    private static String title(SweepPlan plan) {
        return count(plan.points().size(), "point") + ", " + count(plan.jobs(), "simulation") + ", profile "
                + plan.profile().name() + ", "
                + (plan.replications() == 1
                        ? "seed " + plan.seed()
                        : "seeds " + plan.seed() + " to " + plan.seed(plan.replications() - 1) + " (means)");
    }

    private static String count(int n, String word) {
        return n + " " + word + (n == 1 ? "" : "s");
    }

    private static String head(Metric metric) {
        String unit = Numbers.unit(metric);
        return unit.isEmpty() ? metric.key() : metric.key() + ", " + unit;
    }

    private static String[] row(SweepTable sweep, List<Metric> metrics, int point) {
        List<String> cells = new ArrayList<>();
        List<AxisValue> values = sweep.plan().points().get(point).values();
        for (int i = 0; i < values.size(); i++) {
            cells.add(value(sweep.plan().axes().get(i), values.get(i)));
        }
        for (Metric metric : metrics) {
            double mean = Arrays.stream(sweep.sorted(point, metric)).average().orElse(Double.NaN);
            cells.add(Numbers.figure(metric, mean));
        }
        return cells.toArray(String[]::new);
    }

    private static String value(Axis axis, AxisValue value) {
        assert axis.kind() == value.kind() : "an axis has values of one kind";
        return value.text();
    }
}
