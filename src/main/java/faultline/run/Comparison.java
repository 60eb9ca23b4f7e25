package faultline.run;

import faultline.model.Profile;
import faultline.model.Run;
import faultline.stats.Result;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measured runs beside what a profile predicts for them, without any fitting.
 *
 * @param rows one for each run that did not fail, in the order of the runs
 * @param failed how many runs failed and were left out
 */
public record Comparison(List<Row> rows, int failed) {
    /** A comparison that left no run out. */
    public Comparison(List<Row> rows) {
        this(rows, 0);
    }

    /**
     * One run and its prediction.
     *
     * @param predicted every metric in its base unit, the mean over the replications
     */
    public record Row(Run run, Map<Metric, Double> predicted) {
        /** Returns the metric as predicted, in its base unit. */
        public double predicted(Metric metric) {
            return predicted.getOrDefault(metric, Double.NaN);
        }

        /** Returns (predicted − measured) / measured in percent; empty where nothing, or 0, was measured. */
        public OptionalDouble errorPercent(Metric metric) {
            return Comparison.errorPercent(metric.measured(run.measured()), predicted(metric));
        }
    }

    /**
     * How far one metric's predictions are off, in percent of what was measured.
     *
     * @param n runs that have an error
     * @param mape mean of the absolute errors
     * @param median median of the absolute errors
     * @param worst the largest absolute error
     * @param worstRun the run that has it
     */
    public record Summary(int n, double mape, double median, double worst, String worstRun) {}

    /** Simulates every run with the seeds {@code seed}, {@code seed} + 1, … and sets the means beside the measured. */
    public static Comparison of(List<Run> runs, Profile profile, long seed, int replications) {
        List<Row> rows = runs.stream()
                .parallel() // Each simulation is a world of its own: the order of execution moves no result.
                .filter(run -> run.failed() == null)
                .map(run -> row(run, profile, seed, replications))
                .toList();
        return new Comparison(rows, runs.size() - rows.size());
    }

    /** Simulates one run with the seeds {@code seed}, {@code seed} + 1, … and sets the means beside the measured. */
    public static Row row(Run run, Profile profile, long seed, int replications) {
        return new Row(run, predict(new Simulation(run.scenario(), profile), seed, replications));
    }

    private static Map<Metric, Double> predict(Simulation simulation, long seed, int replications) {
        Map<Metric, Double> sums = new EnumMap<>(Metric.class);
        for (int i = 0; i < replications; i++) {
            Result result = simulation.run(seed + i);
            for (Metric metric : Metric.values()) {
                sums.merge(metric, (double) metric.predicted(result), Double::sum);
            }
        }
        sums.replaceAll((metric, sum) -> sum / replications);
        return sums;
    }

    /** Returns the metric's errors summed up, or null where no run has one. */
    public @Nullable Summary summary(Metric metric) {
        return summary(rows, row -> row.errorPercent(metric).orElse(Double.NaN));
    }

    /**
     * Sums up errors in percent over rows.
     *
     * @param error a row's error, NaN where it has none
     * @return null where no row has one
     */
    public static @Nullable Summary summary(List<Row> rows, ToDoubleFunction<Row> error) {
        double[] sizes = new double[rows.size()];
        int n = 0;
        double worst = -1;
        String worstRun = "";
        for (Row row : rows) {
            double size = Math.abs(error.applyAsDouble(row));
            if (Double.isNaN(size)) {
                continue;
            }
            sizes[n++] = size;
            if (size > worst) {
                worst = size;
                worstRun = row.run().id();
            }
        }
        if (n == 0) {
            return null;
        }
        double[] sorted = Arrays.copyOf(sizes, n);
        Arrays.sort(sorted);
        double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        return new Summary(n, Arrays.stream(sizes, 0, n).sum() / n, median, worst, worstRun);
    }

    /** Returns (predicted − measured) / measured in percent; empty where nothing, or 0, was measured. */
    public static OptionalDouble errorPercent(@Nullable Long measured, double predicted) {
        return measured == null || measured == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((predicted - measured) * 100 / measured);
    }
}
