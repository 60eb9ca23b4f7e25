package faultline.fit;

import faultline.model.Run;
import faultline.run.Comparison;
import faultline.run.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Refits to runs drawn with replacement, and how far their predictions for each run lie apart.
 *
 * @param vectors free parameters of each refit, in base units, shape [resamples][parameters]
 * @param counts how often each refit drew each run, shape [resamples][runs]
 * @param predictions of each refit for all runs
 */
record Bootstrap(List<long[]> vectors, List<int[]> counts, List<Comparison> predictions) {
    static final double LEVEL = 0.90;

    /** With fewer refits that did not see a run, all refits say how far it may be off. */
    private static final int UNSEEN_MIN = 4;

    /** Ends of the interval of ln(prediction / middle of the predictions). */
    record Spread(double low, double high) {
        static final Spread NONE = new Spread(0, 0);
    }

    /** Returns the spread of the predictions for a run, of the refits that had not seen it. */
    Spread spread(int run, Metric metric) {
        List<Double> unseen = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < predictions.size(); i++) {
            double value = Math.log(predictions.get(i).rows().get(run).predicted(metric));
            all.add(value);
            if (counts.get(i)[run] == 0) {
                unseen.add(value);
            }
        }
        return spread(unseen.size() < UNSEEN_MIN ? all : unseen);
    }

    /** Returns the interval of some logarithms about their middle. */
    static Spread spread(List<Double> logs) {
        if (logs.isEmpty()) {
            return Spread.NONE;
        }
        double[] sorted = logs.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double middle = Conformal.percentile(sorted, 0.5);
        return new Spread(
                Conformal.percentile(sorted, (1 - LEVEL) / 2) - middle,
                Conformal.percentile(sorted, (1 + LEVEL) / 2) - middle);
    }

    /** Returns ln(measured / predicted) of runs that were predicted by fits without them, by metric. */
    static Map<Metric, double[]> residuals(List<Comparison.Row> rows) {
        return byMetric(rows, Bootstrap::residual);
    }

    /** Returns the scores of those residuals, by metric. */
    Map<Metric, double[]> scores(List<Comparison.Row> rows, List<Run> runs) {
        Map<Run, Integer> index = new HashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            index.put(runs.get(i), i);
        }
        return byMetric(rows, (row, metric) -> score(row, metric, index.getOrDefault(row.run(), 0)));
    }

    /** Returns how far a run's residual lies outside of its spread; NaN where nothing was measured. */
    double score(Comparison.Row row, Metric metric, int run) {
        Spread spread = spread(run, metric);
        return Conformal.score(residual(row, metric), spread.low(), spread.high());
    }

    /** Returns ln(measured / predicted), NaN where nothing was measured or one of them is 0. */
    static double residual(Comparison.Row row, Metric metric) {
        Long measured = metric.measured(row.run().measured());
        double predicted = row.predicted(metric);
        return measured == null || measured <= 0 || !(predicted > 0) ? Double.NaN : Math.log(measured / predicted);
    }

    private interface Figure {
        double of(Comparison.Row row, Metric metric);
    }

    private static Map<Metric, double[]> byMetric(List<Comparison.Row> rows, Figure figure) {
        Map<Metric, double[]> byMetric = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            double[] values = rows.stream()
                    .mapToDouble(row -> figure.of(row, metric))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            if (values.length > 0) {
                byMetric.put(metric, values);
            }
        }
        return byMetric;
    }
}
