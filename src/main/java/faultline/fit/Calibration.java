package faultline.fit;

import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Run;
import faultline.model.Setting;
import faultline.run.Comparison;
import faultline.run.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.jspecify.annotations.Nullable;

/**
 * Fits a profile's free parameters to measured runs by running the simulator, and says how far the fit can be trusted.
 *
 * <p>Errors with something left out are those of profiles that were fitted without it, from the base profile and never
 * from the full fit. Intervals are percentiles of refits to runs drawn with replacement.
 */
public final class Calibration implements AutoCloseable {
    private static final double BOOTSTRAP_SIGMA = 0.03;
    private static final double POLISH_SIGMA = 0.05;

    private final List<Run> runs;
    private final FitOptions options;
    private final FreeParameters free;
    private final Optimizer optimizer;
    private final ExecutorService executor;
    private final Listener listener;

    /** Hears how far the calibration has come. */
    public interface Listener {
        /** A stage begins that takes at most {@code evaluations} evaluations. */
        void stage(String name, long evaluations);

        /** One more evaluation is done; {@code best} is the search's least objective so far, in percent. */
        void evaluated(double best);
    }

    /** Prepares a calibration on two or more threads as the machine has them. */
    public Calibration(List<Run> runs, Profile base, FitOptions options, Listener listener) {
        this.runs = runs.stream().filter(run -> hasFigures(run, options)).toList();
        this.options = options;
        this.listener = listener;
        executor = Executors.newFixedThreadPool(
                Math.max(1, Runtime.getRuntime().availableProcessors()), Calibration::daemon);
        free = FreeParameters.of(base);
        optimizer = new Optimizer(new Objective(executor, options), free, listener::evaluated);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fit");
        thread.setDaemon(true);
        return thread;
    }

    private static boolean hasFigures(Run run, FitOptions options) {
        return options.weights().keySet().stream().anyMatch(metric -> metric.measured(run.measured()) != null);
    }

    /**
     * What a calibration came to.
     *
     * @param profile the base profile with the fitted values and their intervals
     * @param objective the weighted error at the optimum, in percent
     * @param freeParameters how many parameters were free
     * @param figures how many measured figures they were fitted to
     * @param inSample the runs that were fitted beside their predictions
     * @param leftOut errors of predictions for what the fit had not seen, by what was left out
     * @param coverage how often intervals for what was left out held it, by what was left out
     * @param uncertainty what predictions need to know of it; null without cross-validation or bootstrap
     */
    public record Outcome(
            Profile profile,
            double objective,
            int freeParameters,
            int figures,
            Comparison inSample,
            Map<Groups, Errors> leftOut,
            Map<Groups, Coverage> coverage,
            @Nullable Uncertainty uncertainty) {
        /** Returns the errors on the runs that were fitted. */
        public Errors inSampleErrors() {
            return Errors.of(inSample.rows());
        }
    }

    /** Fits, cross-validates and bootstraps as the options say. */
    public Outcome run() {
        int[] all = new int[runs.size()];
        Arrays.fill(all, 1);
        listener.stage("fit", (options.starts() + 1L) * options.evaluations());
        Optimizer.Found best =
                polished(optimizer.search(runs, all, options.seed(), options.starts(), options.evaluations()), all);
        Map<Groups, List<Comparison.Row>> unseen = new EnumMap<>(Groups.class);
        if (options.crossValidate()) {
            for (Groups groups : Groups.values()) {
                leaveOut(groups, unseen);
            }
        }
        Bootstrap bootstrap = options.resamples() == 0 ? null : bootstrap(best.profile());
        Profile fitted = bootstrap == null ? best.profile() : withIntervals(best.profile(), bootstrap);
        Map<Groups, Errors> leftOut = new EnumMap<>(Groups.class);
        unseen.forEach((groups, rows) -> leftOut.put(groups, Errors.of(rows)));
        return new Outcome(
                fitted,
                best.objective(),
                free.count(),
                figures(),
                Comparison.of(runs, fitted, options.simulationSeed(), options.replications()),
                leftOut,
                coverage(unseen, bootstrap),
                uncertainty(unseen.get(Groups.CELL), bootstrap));
    }

    private Map<Groups, Coverage> coverage(Map<Groups, List<Comparison.Row>> unseen, @Nullable Bootstrap bootstrap) {
        Map<Groups, Coverage> coverage = new EnumMap<>(Groups.class);
        List<Comparison.Row> cells = unseen.get(Groups.CELL);
        if (bootstrap != null && cells != null) {
            unseen.forEach(
                    (groups, rows) -> coverage.put(groups, Coverage.of(groups.of(runs), rows, cells, bootstrap)));
        }
        return coverage;
    }

    private @Nullable Uncertainty uncertainty(@Nullable List<Comparison.Row> cells, @Nullable Bootstrap bootstrap) {
        if (cells == null || bootstrap == null) {
            return null;
        }
        List<long[]> vectors = bootstrap.vectors();
        return new Uncertainty(
                free.parameters(),
                vectors.subList(0, Math.min(Uncertainty.DRAWS_MAX, vectors.size())),
                Bootstrap.residuals(cells),
                bootstrap.scores(cells, runs),
                Domain.of(runs));
    }

    /** Searches once more, near what the starts have found. */
    private Optimizer.Found polished(Optimizer.Found found, int[] counts) {
        RandomGenerator random = new Well19937c(options.seed());
        return optimizer.from(free.pointOf(found.profile()), POLISH_SIGMA, runs, counts, random, options.evaluations());
    }

    /** Returns the objective of {@code profile} on all runs, in percent. */
    public double objectiveOf(Profile profile) {
        int[] all = new int[runs.size()];
        Arrays.fill(all, 1);
        return new Objective(executor, options).of(profile, runs, all);
    }

    /** Searches near {@code profile}'s values and returns the least objective found, in percent. */
    public double improve(Profile profile, double sigma, int evaluations) {
        int[] all = new int[runs.size()];
        Arrays.fill(all, 1);
        RandomGenerator random = new Well19937c(options.seed());
        return optimizer
                .from(free.pointOf(profile), sigma, runs, all, random, evaluations)
                .objective();
    }

    private int figures() {
        int figures = 0;
        for (Run run : runs) {
            for (Metric metric : options.weights().keySet()) {
                figures += metric.measured(run.measured()) == null ? 0 : 1;
            }
        }
        return figures;
    }

    private void leaveOut(Groups groups, Map<Groups, List<Comparison.Row>> unseen) {
        List<List<Integer>> parts = groups.of(runs);
        if (parts.size() < 2) {
            return;
        }
        listener.stage(groups.key(), (long) parts.size() * options.evaluations());
        Map<Integer, Comparison.Row> rows = new TreeMap<>();
        for (List<Integer> part : parts) {
            int[] counts = new int[runs.size()];
            Arrays.fill(counts, 1);
            part.forEach(i -> counts[i] = 0);
            Profile without = optimizer
                    .search(runs, counts, options.seed(), 1, options.evaluations())
                    .profile();
            List<Run> left = part.stream().map(runs::get).toList();
            Comparison comparison = Comparison.of(left, without, options.simulationSeed(), options.replications());
            for (int i = 0; i < part.size(); i++) {
                rows.put(part.get(i), comparison.rows().get(i));
            }
        }
        unseen.put(groups, List.copyOf(rows.values()));
    }

    private Bootstrap bootstrap(Profile fitted) {
        int evaluations = Math.max(1, options.evaluations() / 5);
        listener.stage("bootstrap", (long) options.resamples() * evaluations);
        RandomGenerator random = new Well19937c(options.seed() + 1);
        double[] centre = free.pointOf(fitted);
        Bootstrap bootstrap = new Bootstrap(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int resample = 0; resample < options.resamples(); resample++) {
            int[] counts = new int[runs.size()];
            for (int i = 0; i < counts.length; i++) {
                counts[random.nextInt(counts.length)]++;
            }
            Profile refit = optimizer
                    .from(centre, BOOTSTRAP_SIGMA, runs, counts, random, evaluations)
                    .profile();
            bootstrap
                    .vectors()
                    .add(free.parameters().stream().mapToLong(refit::get).toArray());
            bootstrap.counts().add(counts);
            bootstrap.predictions().add(Comparison.of(runs, refit, options.simulationSeed(), options.replications()));
        }
        return bootstrap;
    }

    private Profile withIntervals(Profile fitted, Bootstrap bootstrap) {
        Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);
        settings.putAll(fitted.settings());
        for (int i = 0; i < free.count(); i++) {
            int index = i;
            double[] sorted = bootstrap.vectors().stream()
                    .mapToDouble(vector -> vector[index])
                    .sorted()
                    .toArray();
            long low = Math.round(Conformal.percentile(sorted, (1 - Bootstrap.LEVEL) / 2));
            long high = Math.round(Conformal.percentile(sorted, (1 + Bootstrap.LEVEL) / 2));
            settings.computeIfPresent(
                    free.parameters().get(i),
                    (p, setting) -> new Setting(
                            setting.value(), setting.from(), setting.bounds(), new Setting.Range(low, high)));
        }
        return new Profile(fitted.name(), fitted.origin(), fitted.behaviour(), settings);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
