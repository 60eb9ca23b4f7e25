package faultline.report;

import faultline.run.Axis;
import faultline.run.AxisValue;
import faultline.run.Metric;
import faultline.run.SweepPlan;
import faultline.run.SweepTable;
import java.util.List;
import java.util.Locale;

/** A sweep's results as CSV: a line for each simulation, quantities in base units that the column names say. */
public final class SweepRows {
    private SweepRows() {}

    /** Returns the line of names and a line for each job, in the order of the jobs. */
    public static String csv(SweepTable table) {
        SweepPlan plan = table.plan();
        StringBuilder csv = new StringBuilder("point");
        for (Axis axis : plan.axes()) {
            csv.append(',').append(quoted(axis.column()));
        }
        csv.append(",seed");
        for (Metric metric : Metric.values()) {
            csv.append(',').append(column(metric));
        }
        csv.append(",converged\n");
        for (int job = 0; job < plan.jobs(); job++) {
            row(csv, table, job);
        }
        return csv.toString();
    }

    private static void row(StringBuilder csv, SweepTable table, int job) {
        SweepPlan plan = table.plan();
        csv.append(job / plan.replications());
        List<AxisValue> values = plan.point(job).values();
        for (AxisValue value : values) {
            csv.append(',').append(quoted(value.plain()));
        }
        csv.append(',').append(plan.seed(job));
        for (Metric metric : Metric.values()) {
            csv.append(',').append(table.figure(job, metric));
        }
        csv.append(',').append(table.converged(job)).append('\n');
    }

    /** Returns a metric's column: {@code total_time_ns}. */
    private static String column(Metric metric) {
        String snake = metric.name().toLowerCase(Locale.ROOT);
        return switch (metric.kind()) {
            case SPAN -> snake + "_ns";
            case BYTES -> snake + "_bytes";
            case COUNT -> snake;
        };
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._-]+") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
