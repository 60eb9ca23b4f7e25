package faultline.fit;

import faultline.model.Profile;
import faultline.model.Run;
import faultline.run.Metric;
import faultline.run.Simulation;
import faultline.stats.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        List<@Nullable Result> results = simulate(profile, runs, counts);
        double sum = 0;
        for (Map.Entry<Metric, Double> weight : options.weights().entrySet()) {
            sum += weight.getValue() * mape(weight.getKey(), runs, counts, results);
        }
        return sum;
    }

    private static double mape(Metric metric, List<Run> runs, int[] counts, List<@Nullable Result> results) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < runs.size(); i++) {
            Long measured = metric.measured(runs.get(i).measured());
            Result result = results.get(i);
            if (result != null && measured != null && measured > 0) {
                sum += counts[i] * Math.abs(metric.predicted(result) - measured) * 100.0 / measured;
                n += counts[i];
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    /** Simulates the runs that count, in parallel; the order of the results is that of the runs. */
    private List<@Nullable Result> simulate(Profile profile, List<Run> runs, int[] counts) {
        List<Callable<@Nullable Result>> tasks = new ArrayList<>(runs.size());
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            boolean wanted = counts[i] > 0;
            tasks.add(() -> wanted ? new Simulation(run.scenario(), profile).run(options.simulationSeed()) : null);
        }
        try {
            List<@Nullable Result> results = new ArrayList<>(runs.size());
            for (Future<@Nullable Result> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the fit was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a simulation failed in the fit", e.getCause());
        }
    }
}
