package faultline.fit;

import faultline.model.Profile;
import faultline.model.Run;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/** Finds the free parameters that bring the objective down, by CMA-ES from several starts. */
final class Optimizer {
    private static final int POPULATION = 16;

    private final Objective objective;
    private final FreeParameters free;
    private final Progress progress;

    /** Hears of each evaluation. */
    interface Progress {
        /** One more evaluation is done; {@code best} is the least objective of this search so far, in percent. */
        void evaluated(double best);
    }

    Optimizer(Objective objective, FreeParameters free, Progress progress) {
        this.objective = objective;
        this.free = free;
        this.progress = progress;
    }

    /** A profile and its objective in percent. */
    record Found(Profile profile, double objective) {}

    /**
     * Searches from the base profile, then from {@code starts} − 1 drawn points; returns the best of all.
     *
     * @param counts how often each run counts, shape [runs]
     */
    Found search(List<Run> runs, int[] counts, long seed, int starts, int evaluations) {
        RandomGenerator random = new Well19937c(seed);
        Found best = null;
        for (int start = 0; start < starts; start++) {
            double[] from = free.pointOf(free.base());
            if (start > 0) {
                for (int i = 0; i < from.length; i++) {
                    from[i] = 0.1 + 0.8 * random.nextDouble();
                }
            }
            Found found = from(from, 0.2, runs, counts, random, evaluations);
            best = best == null || found.objective() < best.objective() ? found : best;
        }
        if (best == null) {
            throw new IllegalArgumentException("a search needs at least one start");
        }
        return best;
    }

    /** Searches near {@code from}; returns the best point that was evaluated, the start among them. */
    Found from(double[] from, double sigma, List<Run> runs, int[] counts, RandomGenerator random, int evaluations) {
        Best best = new Best();
        best.consider(from, objective.of(free.at(from), runs, counts));
        if (free.count() > 0 && evaluations > 1) {
            run(from, sigma, runs, counts, random, evaluations, best);
        }
        return new Found(free.at(best.point), best.value);
    }

    private void run(
            double[] from,
            double sigma,
            List<Run> runs,
            int[] counts,
            RandomGenerator random,
            int evaluations,
            Best best) {
        double[] upper = filled(from.length, 1);
        double[] inside = from.clone();
        for (int i = 0; i < inside.length; i++) {
            inside[i] = Math.max(1e-6, Math.min(1 - 1e-6, inside[i]));
        }
        CMAESOptimizer optimizer = new CMAESOptimizer(
                Integer.MAX_VALUE,
                0,
                true,
                10,
                1,
                random,
                false,
                (i, previous, current) -> stalled(previous, current, i));
        ObjectiveFunction function = new ObjectiveFunction(point -> {
            if (best.evaluations >= evaluations) {
                return best.value + 1; // The budget is spent: what is left of this generation is not simulated.
            }
            double value = objective.of(free.at(point), runs, counts);
            best.consider(point, value);
            progress.evaluated(best.value);
            return value;
        });
        try {
            optimizer.optimize(
                    new MaxEval(evaluations),
                    function,
                    GoalType.MINIMIZE,
                    new InitialGuess(inside),
                    new SimpleBounds(new double[from.length], upper),
                    new CMAESOptimizer.Sigma(filled(from.length, sigma)),
                    new CMAESOptimizer.PopulationSize(POPULATION));
        } catch (org.apache.commons.math3.exception.TooManyEvaluationsException e) {
            assert best.evaluations > 0 : "no evaluation was made"; // The budget is how a search usually ends.
        }
    }

    private static boolean stalled(PointValuePair previous, PointValuePair current, int iteration) {
        return iteration > 60 && Math.abs(previous.getValue() - current.getValue()) < 1e-9;
    }

    private static double[] filled(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }

    private static final class Best {
        double[] point = new double[0];
        double value = Double.POSITIVE_INFINITY;
        int evaluations;

        void consider(double[] candidate, double candidateValue) {
            evaluations++;
            if (candidateValue < value) {
                value = candidateValue;
                point = candidate.clone();
            }
        }
    }
}
