package faultline.fit;

import faultline.model.Run;
import faultline.run.Comparison;
import faultline.run.LeftOut;
import faultline.run.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often intervals for left-out runs held what was measured.
 *
 * <p>An interval is made of what is known without the run's group only: the fit without it, the bootstrap refits that
 * had not drawn the run, and the scores of the cells outside of the group.
 *
 * @param checks one for each figure that was measured
 */
public record Coverage(List<Check> checks) {
    /** One figure beside its interval, in base units. */
    public record Check(Run run, Metric metric, long measured, double predicted, double low, double high) {
        /** Returns whether the interval holds the figure. */
        public boolean hit() {
            return measured >= low && measured <= high;
        }
    }

    /**
     * Checks the intervals of runs that were left out in groups.
     *
     * @param groups indices of the runs in each group
     * @param rows predictions for the runs by fits without their groups, by index
     * @param cells predictions for the runs by fits without their cells, by index
     */
    static Coverage of(
            List<List<Integer>> groups, List<Comparison.Row> rows, List<Comparison.Row> cells, Bootstrap bootstrap) {
        List<Check> checks = new ArrayList<>();
        for (List<Integer> group : groups) {
            for (Metric metric : Metric.values()) {
                double[] scores = new double[cells.size()];
                int n = 0;
                for (int i = 0; i < scores.length; i++) {
                    double score = group.contains(i) ? Double.NaN : bootstrap.score(cells.get(i), metric, i);
                    if (!Double.isNaN(score)) {
                        scores[n++] = score;
                    }
                }
                if (n > 0) {
                    double widening = Conformal.widening(java.util.Arrays.copyOf(scores, n), Bootstrap.LEVEL);
                    group.forEach(i -> check(rows.get(i), metric, bootstrap.spread(i, metric), widening, checks));
                }
            }
        }
        return new Coverage(List.copyOf(checks));
    }

    private static void check(
            Comparison.Row row, Metric metric, Bootstrap.Spread spread, double widening, List<Check> checks) {
        Long measured = metric.measured(row.run().measured());
        double predicted = row.predicted(metric);
        if (measured != null && !Double.isNaN(Bootstrap.residual(row, metric))) {
            double low = predicted * Math.exp(Math.min(0, spread.low() - widening));
            double high = predicted * Math.exp(Math.max(0, spread.high() + widening));
            checks.add(new Check(row.run(), metric, measured, predicted, low, high));
        }
    }

    /** Returns the share of hits in percent, NaN where nothing was checked. */
    public double percent() {
        return percent(checks);
    }

    /** Returns the shares of hits in percent, by metric. */
    public Map<Metric, Double> percentByMetric() {
        Map<Metric, Double> percent = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            List<Check> own =
                    checks.stream().filter(check -> check.metric() == metric).toList();
            if (!own.isEmpty()) {
                percent.put(metric, percent(own));
            }
        }
        return percent;
    }

    private static double percent(List<Check> checks) {
        return checks.isEmpty()
                ? Double.NaN
                : 100.0 * checks.stream().filter(Check::hit).count() / checks.size();
    }

    /** Returns the figures by themselves, run by run. */
    public LeftOut figures() {
        List<LeftOut.Figure> figures = new ArrayList<>();
        for (Check check : checks) {
            figures.add(new LeftOut.Figure(
                    check.run().id(),
                    check.metric(),
                    check.measured(),
                    Math.round(check.predicted()),
                    Math.round(check.low()),
                    Math.round(check.high())));
        }
        return new LeftOut(figures);
    }

    /** Returns the shares as a profile's fit report keeps them. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        percentByMetric().forEach((metric, percent) -> map.put(metric.key(), Math.round(percent * 10) / 10.0));
        map.put("all", Math.round(percent() * 10) / 10.0);
        map.put("figures", (long) checks.size());
        return map;
    }
}
