package faultline.fit;

import faultline.model.Scenario;
import faultline.run.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What a migration is predicted to come to.
 *
 * @param estimates of every metric
 * @param replications simulations at the fitted parameters
 * @param draws simulations with parameters of bootstrap refits
 * @param converged replications whose pre-copy converged
 * @param outside axes on which it extrapolates, a line for each
 */
public record Prediction(
        Scenario scenario,
        Map<Metric, Estimate> estimates,
        int replications,
        int draws,
        int converged,
        List<String> outside) {
    /** What an interval is made of. */
    public enum Basis {
        /** Parameters, replications, and the errors of predictions for cells that the fit had not seen. */
        CONFORMAL("conformal"),
        /** Parameters and replications: the fit measured nothing of the kind. */
        PARAMETERS("parameters"),
        /** Replications only: the profile does not say how far its parameters may be off. */
        REPLICATIONS("replications");

        private final String word;

        Basis(String word) {
            this.word = word;
        }

        /** Returns the word that output uses. */
        public String word() {
            return word;
        }
    }

    /**
     * One metric, in its base unit.
     *
     * @param middle median of the replications
     * @param low lower end of the 90 % interval
     * @param high upper end of the 90 % interval
     * @param logSpread standard deviation of the simulations' logarithms
     * @param residuals ln(measured / predicted) of cells that the fit had not seen; empty where there are none
     */
    public record Estimate(double middle, double low, double high, Basis basis, double logSpread, double[] residuals) {
        /**
         * Returns what a share of such migrations stays below: a log-normal of the simulations' spread and, where there
         * are residuals, a Student distribution of theirs, their mean included.
         */
        public double below(double share) {
            if (!(middle > 0)) {
                return high;
            }
            int n = residuals.length;
            if (n < 3) {
                double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(share);
                return Math.max(middle * Math.exp(z * logSpread), share > 0.95 ? high : 0);
            }
            double mean = Arrays.stream(residuals).average().orElse(0);
            double variance =
                    Arrays.stream(residuals).map(r -> (r - mean) * (r - mean)).sum() / (n - 1);
            double t = new TDistribution(null, n - 1.0).inverseCumulativeProbability(share);
            return middle * Math.exp(mean + t * Math.sqrt(variance * (1 + 1.0 / n) + logSpread * logSpread));
        }
    }

    /** Returns a metric's estimate. */
    public Estimate of(Metric metric) {
        Estimate estimate = estimates.get(metric);
        if (estimate == null) {
            throw new AssertionError("every metric is estimated");
        }
        return estimate;
    }
}
