package faultline.report;

import faultline.run.Aim;
import faultline.run.Comparison;
import faultline.run.Comparison.Row;
import faultline.run.Comparison.Summary;
import faultline.run.Metric;
import java.util.OptionalDouble;

/** Measured runs beside their predictions, for people. */
public final class ComparisonText {
    private ComparisonText() {}

    /** Returns a line for each figure that was measured, the errors of each metric, and how they stand to the aims. */
    public static String of(Comparison comparison) {
        Table rows = new Table(2);
        rows.row("run", "metric", "measured", "simulated", "unit", "error").rule();
        for (Row row : comparison.rows()) {
            String id = row.run().id();
            for (Metric metric : Metric.values()) {
                Long measured = metric.measured(row.run().measured());
                if (measured == null) {
                    continue;
                }
                OptionalDouble error = row.errorPercent(metric);
                rows.row(
                        id,
                        metric.key(),
                        figure(metric, measured),
                        figure(metric, row.predicted(metric)),
                        Numbers.unit(metric),
                        Numbers.error(error.orElse(Double.NaN)));
                id = "";
            }
        }
        String failed = comparison.failed() == 0 ? "" : comparison.failed() + " failed runs were left out.\n";
        return rows + "\n" + errors(comparison) + "\n" + aims(comparison) + failed;
    }

    private static Table errors(Comparison comparison) {
        Table table = new Table(1);
        table.row("absolute error", "n", "mean", "median", "worst", "in run").rule();
        for (Metric metric : Metric.values()) {
            Summary summary = comparison.summary(metric);
            if (summary != null) {
                table.row(
                        metric.key(),
                        String.valueOf(summary.n()),
                        Numbers.percent(summary.mape()),
                        Numbers.percent(summary.median()),
                        Numbers.percent(summary.worst()),
                        summary.worstRun());
            }
        }
        return table;
    }

    /** What Faultline aims at for hosts that a profile was fitted on, and how far it is from there. */
    private static Table aims(Comparison comparison) {
        Table table = new Table(1);
        table.row(
                        "aim for one's own hosts",
                        "mean error",
                        "of cells",
                        "of repeats by each other",
                        "spread of repeats",
                        "limit",
                        "runs within",
                        "")
                .rule();
        for (Aim aim : Aim.ALL) {
            Aim.Standing standing = aim.standing(comparison);
            if (standing != null) {
                table.row(
                        aim.metric().key(),
                        Numbers.percent(standing.mape()),
                        Numbers.percent(standing.cellMape()),
                        Numbers.percent(standing.repeats()),
                        Numbers.percent(standing.spread()),
                        limit(aim, standing),
                        standing.within() + " of " + standing.runs(),
                        standing.reached() ? "reached" : "missed");
            }
        }
        return table;
    }

    private static String limit(Aim aim, Aim.Standing standing) {
        String percent = Numbers.percent(standing.limit());
        if (aim.absoluteNs() == 0) {
            return percent;
        }
        String ms = aim.absoluteNs() / 1_000_000 + " ms";
        return percent + " or " + ms
                + (aim.smallNs() == Long.MAX_VALUE ? "" : " under " + aim.smallNs() / 1_000_000 + " ms");
    }

    private static String figure(Metric metric, double inBaseUnits) {
        return Numbers.fixed(Numbers.shown(metric, inBaseUnits), metric.kind() == Metric.Kind.SPAN ? 3 : 0);
    }
}
