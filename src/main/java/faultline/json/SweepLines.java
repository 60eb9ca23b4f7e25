package faultline.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import faultline.run.Axis;
import faultline.run.AxisValue;
import faultline.run.Metric;
import faultline.run.SweepPlan;
import faultline.run.SweepTable;
import java.util.List;

/**
 * Writes a sweep's results as JSON Lines: an object for each simulation, on a line of its own.
 *
 * <p>Keys of figures end in their unit as in {@link Results}; {@code at} has the axes' values as scenario files do.
 */
public final class SweepLines {
    private SweepLines() {}

    /** Returns a line for each job, in the order of the jobs. */
    public static String of(SweepTable table) {
        StringBuilder lines = new StringBuilder();
        for (int job = 0; job < table.plan().jobs(); job++) {
            lines.append(line(table, job)).append('\n');
        }
        return lines.toString();
    }

    private static ObjectNode line(SweepTable table, int job) {
        SweepPlan plan = table.plan();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("point", job / plan.replications());
        ObjectNode at = node.putObject("at");
        List<AxisValue> values = plan.point(job).values();
        for (int i = 0; i < values.size(); i++) {
            Axis axis = plan.axes().get(i);
            at.set(axis.path(), ScenarioTemplate.value(values.get(i).text()));
        }
        node.put("seed", plan.seed(job));
        for (Metric metric : Metric.values()) {
            node.put(key(metric), table.figure(job, metric));
        }
        node.put("converged", table.converged(job));
        return node;
    }

    /** Returns the key of a metric's figure. */
    static String key(Metric metric) {
        return switch (metric.kind()) {
            case SPAN -> metric.key() + "Ns";
            case BYTES -> metric.key() + "Bytes";
            case COUNT -> metric.key();
        };
    }
}
