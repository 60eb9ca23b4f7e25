package faultline.fit;

import faultline.run.Metric;
import java.util.Map;

/**
 * How a fit is made; with the same options, runs and base profile it comes out the same.
 *
 * @param seed of the optimizer and of the bootstrap
 * @param simulationSeed of the simulations
 * @param replications how many simulations of a run are averaged, with the seeds from {@code simulationSeed} on
 * @param starts how many times the optimizer starts: once from the base profile, then from drawn points
 * @param evaluations most evaluations of a start, and of a refit in cross-validation
 * @param crossValidate whether to refit with cells, flavours and links left out
 * @param resamples how often the runs are drawn anew for the bootstrap intervals; 0: no intervals
 * @param weights how much each metric's mean absolute percentage error counts; a metric without one does not
 */
public record FitOptions(
        long seed,
        long simulationSeed,
        int replications,
        int starts,
        int evaluations,
        boolean crossValidate,
        int resamples,
        Map<Metric, Double> weights) {
    /** Weights where none are given: the three figures that every study has. */
    public static final Map<Metric, Double> WEIGHTS_DEFAULT =
            Map.of(Metric.TOTAL_TIME, 1.0, Metric.DOWNTIME, 1.0, Metric.TRANSFERRED, 0.75);
}
