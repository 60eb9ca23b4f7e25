package faultline.fit;

import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.run.Metric;
import faultline.run.Simulation;
import faultline.stats.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Predicts a migration with what its profile's fit knows of its own errors.
 *
 * <p>The middle is the median of the replications at the fitted parameters. Replications and one simulation with each
 * bootstrap draw give the interval that the parameters allow; where the fit measured the metric, that interval is
 * widened as {@link Conformal} says.
 */
public final class Predictor {
    private final Profile profile;
    private final @Nullable Uncertainty uncertainty;

    /** Makes a predictor; the profile's fit report says how far it is off, if it does. */
    public Predictor(Profile profile) {
        this.profile = profile;
        uncertainty = Uncertainty.of(profile);
    }

    /** Returns what the fit knows of its errors, or null. */
    public @Nullable Uncertainty uncertainty() {
        return uncertainty;
    }

    /**
     * Simulates with the seeds {@code seed}, {@code seed} + 1, … and with the bootstrap draws.
     *
     * @param drawsMax most draws to simulate, evenly from all of them
     */
    public Prediction predict(Scenario scenario, long seed, int replications, int drawsMax) {
        int known = uncertainty == null ? 0 : uncertainty.draws().size();
        int draws = Math.min(known, drawsMax);
        List<Result> results = IntStream.range(0, replications + draws)
                .parallel() // Each simulation is a world of its own: the order of execution moves no result.
                .mapToObj(i -> i < replications
                        ? new Simulation(scenario, profile).run(seed + i)
                        : new Simulation(scenario, drawn((i - replications) * known / draws)).run(seed + i))
                .toList();
        Map<Metric, Prediction.Estimate> estimates = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            double[] values = results.stream().mapToDouble(metric::predicted).toArray();
            estimates.put(metric, estimate(metric, values, replications));
        }
        List<String> outside =
                uncertainty == null ? List.of() : uncertainty.domain().outside(scenario);
        long converged =
                results.stream().limit(replications).filter(Result::converged).count();
        return new Prediction(scenario, estimates, replications, draws, (int) converged, outside);
    }

    private Profile drawn(int draw) {
        assert uncertainty != null : "draws come from what the fit knows";
        return uncertainty.at(profile, draw);
    }

    private Prediction.Estimate estimate(Metric metric, double[] values, int replications) {
        double[] fitted = Arrays.copyOf(values, replications);
        Arrays.sort(fitted);
        double middle = Conformal.percentile(fitted, 0.5);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = Math.min(middle, Conformal.percentile(sorted, (1 - Bootstrap.LEVEL) / 2));
        double high = Math.max(middle, Conformal.percentile(sorted, (1 + Bootstrap.LEVEL) / 2));
        double[] residuals = figures(metric, uncertainty == null ? null : uncertainty.residuals());
        double[] scores = figures(metric, uncertainty == null ? null : uncertainty.scores());
        if (scores.length == 0 || !(sorted[0] > 0)) {
            boolean drawn = values.length > replications;
            Prediction.Basis basis = drawn ? Prediction.Basis.PARAMETERS : Prediction.Basis.REPLICATIONS;
            return new Prediction.Estimate(middle, low, high, basis, Math.max(0, spread(sorted)), new double[0]);
        }
        double widening = Conformal.widening(scores, Bootstrap.LEVEL);
        Bootstrap.Spread spread = Bootstrap.spread(logs(sorted));
        return new Prediction.Estimate(
                middle,
                middle * Math.exp(Math.min(0, spread.low() - widening)),
                middle * Math.exp(Math.max(0, spread.high() + widening)),
                Prediction.Basis.CONFORMAL,
                spread(sorted),
                residuals);
    }

    /** Returns what held-out cells say of a metric; where the source's clock stops at the resume, both downtimes are one. */
    private double[] figures(Metric metric, @Nullable Map<Metric, double[]> byMetric) {
        double[] figures = byMetric == null ? null : byMetric.get(metric);
        if (byMetric != null && figures == null && metric == Metric.GUEST_DOWNTIME) {
            boolean same = profile.behaviour().downtimeEnd() == Profile.DowntimeEnd.RESUMED;
            figures = same ? byMetric.get(Metric.DOWNTIME) : null;
        }
        return figures == null ? new double[0] : figures;
    }

    private static List<Double> logs(double[] values) {
        List<Double> logs = new ArrayList<>();
        for (double value : values) {
            logs.add(Math.log(value));
        }
        return logs;
    }

    /** Returns the standard deviation of the logarithms, 0 where one has none. */
    private static double spread(double[] sorted) {
        if (!(sorted[0] > 0) || sorted.length < 2) {
            return 0;
        }
        List<Double> logs = logs(sorted);
        double mean = logs.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double squares =
                logs.stream().mapToDouble(log -> (log - mean) * (log - mean)).sum();
        return Math.sqrt(squares / (logs.size() - 1));
    }
}
