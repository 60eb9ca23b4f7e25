package faultline.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import faultline.model.Run;
import faultline.run.Aim;
import faultline.run.Baseline;
import faultline.run.Comparison;
import faultline.run.Comparison.Row;
import faultline.run.Comparison.Summary;
import faultline.run.Metric;
import faultline.run.Reproduction;
import faultline.stats.Made;
import faultline.unit.Bytes;
import faultline.unit.Span;

/**
 * Writes measured runs beside their predictions, for machines.
 *
 * <p>Errors are in percent of what was measured; {@code mape}, {@code median} and {@code worst} are of absolute errors.
 * Figures have the form that runs files give them.
 */
public final class Comparisons {
    private Comparisons() {}

    /** Returns a comparison; a metric that no run measured is left out. */
    public static String toJson(Comparison comparison, String profileName, long seed, int replications, Made made) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("profile", profileName);
        node.put("seed", seed);
        node.put("replications", replications);
        node.put("failedRuns", comparison.failed());
        ObjectNode metrics = node.putObject("metrics");
        for (Metric metric : Metric.values()) {
            Summary summary = comparison.summary(metric);
            if (summary != null) {
                put(metrics.putObject(metric.key()), summary);
            }
        }
        ObjectNode aims = node.putObject("aims");
        for (Aim aim : Aim.ALL) {
            Aim.Standing standing = aim.standing(comparison);
            if (standing != null) {
                put(aims.putObject(aim.metric().key()), standing);
            }
        }
        ArrayNode runs = node.putArray("runs");
        comparison.rows().forEach(row -> put(runs.addObject(), row));
        node.set(Made.KEY, Opaque.write(made.toMap()));
        return Json.text(node);
    }

    /** Returns the study's tables with the baselines' errors beside the simulation's. */
    public static String toJson(Reproduction reproduction, long seed, Made made) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("profile", reproduction.profile().name());
        node.put("seed", seed);
        node.put("freeParameters", reproduction.freeParameters());
        ObjectNode metrics = node.putObject("metrics");
        for (Metric metric : Reproduction.TABLES) {
            ObjectNode table = metrics.putObject(metric.key());
            put(table, reproduction.simulated(metric));
            ArrayNode baselines = table.putArray("baselines");
            for (Baseline baseline : reproduction.baselines(metric)) {
                ObjectNode entry = baselines.addObject();
                entry.put("name", baseline.name());
                entry.put("parameters", baseline.parameters());
                put(entry, reproduction.errors(metric, baseline));
            }
        }
        if (reproduction.profile().fit() != null) {
            node.set("fit", Opaque.write(reproduction.profile().fit()));
        }
        ArrayNode runs = node.putArray("runs");
        reproduction.comparison().rows().forEach(row -> put(runs.addObject(), row));
        node.set(Made.KEY, Opaque.write(made.toMap()));
        return Json.text(node);
    }

    private static void put(ObjectNode node, Summary summary) {
        node.put("n", summary.n());
        node.put("mape", summary.mape());
        node.put("median", summary.median());
        node.put("worst", summary.worst());
        node.put("worstRun", summary.worstRun());
    }

    private static void put(ObjectNode node, Aim.Standing standing) {
        node.put("runs", standing.runs());
        node.put("within", standing.within());
        putPercent(node, "mape", standing.mape());
        putPercent(node, "cellMape", standing.cellMape());
        putPercent(node, "repeats", standing.repeats());
        putPercent(node, "spread", standing.spread());
        node.put("limit", standing.limit());
        node.put("reached", standing.reached());
    }

    /** JSON has no NaN: what there is none of is left out. */
    private static void putPercent(ObjectNode node, String key, double percent) {
        if (!Double.isNaN(percent)) {
            node.put(key, percent);
        }
    }

    private static void put(ObjectNode node, Row row) {
        Run run = row.run();
        node.put("id", run.id());
        ObjectNode measured = node.putObject("measured");
        ObjectNode predicted = node.putObject("predicted");
        ObjectNode errors = node.putObject("errorPercent");
        for (Metric metric : Metric.values()) {
            Long figure = metric.measured(run.measured());
            if (figure != null) {
                put(measured, metric, figure);
            }
            put(predicted, metric, Math.round(row.predicted(metric)));
            row.errorPercent(metric).ifPresent(percent -> errors.put(metric.key(), percent));
        }
    }

    private static void put(ObjectNode node, Metric metric, long figure) {
        switch (metric.kind()) {
            case SPAN -> Json.put(node, metric.key(), new Span(figure));
            case BYTES -> Json.put(node, metric.key(), new Bytes(figure));
            case COUNT -> node.put(metric.key(), figure);
        }
    }
}
