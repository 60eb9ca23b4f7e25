package faultline.fit;

import faultline.model.Profile;
import faultline.model.Run;
import faultline.run.Comparison;
import faultline.run.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Says how far a profile is off some runs: the weighted sum of the metrics' mean absolute percentage errors. */
final class Objective {
    private final ExecutorService executor;
    private final FitOptions options;

    Objective(ExecutorService executor, FitOptions options) {
        this.executor = executor;
        this.options = options;
    }

    /**
     * Returns the objective in percent.
     *
     * @param runs what was measured
     * @param counts how often each run counts, shape [runs]
     */
    double of(Profile profile, List<Run> runs, int[] counts) {
        List<Comparison.@Nullable Row> rows = simulate(profile, runs, counts);
        double sum = 0;
        for (Map.Entry<Metric, Double> weight : options.weights().entrySet()) {
            sum += weight.getValue() * mape(weight.getKey(), counts, rows);
        }
        return sum;
    }

    private static double mape(Metric metric, int[] counts, List<Comparison.@Nullable Row> rows) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < counts.length; i++) {
            Comparison.Row row = rows.get(i);
            OptionalDouble error = row == null ? OptionalDouble.empty() : row.errorPercent(metric);
            if (error.isPresent()) {
                sum += counts[i] * Math.abs(error.getAsDouble());
                n += counts[i];
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    /** Simulates the runs that count, in parallel; the order of the results is that of the runs. */
    private List<Comparison.@Nullable Row> simulate(Profile profile, List<Run> runs, int[] counts) {
        List<Callable<Comparison.@Nullable Row>> tasks = new ArrayList<>(runs.size());
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            boolean wanted = counts[i] > 0;
            tasks.add(() ->
                    wanted ? Comparison.row(run, profile, options.simulationSeed(), options.replications()) : null);
        }
        try {
            List<Comparison.@Nullable Row> rows = new ArrayList<>(runs.size());
            for (Future<Comparison.@Nullable Row> future : executor.invokeAll(tasks)) {
                rows.add(future.get());
            }
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the fit was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a simulation failed in the fit", e.getCause());
        }
    }
}
