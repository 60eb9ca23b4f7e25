package faultline.fit;

import java.util.Arrays;

/**
 * Intervals that hold as often as they say, from how far earlier ones were off (conformalized quantile regression,
 * Romano, Patterson and Candès 2019), on the logarithmic scale.
 *
 * <p>The score of a measurement is how far it lies outside its own interval, negative inside. A new interval is widened
 * by the k-th least score of n, k = ⌈level × (n + 1)⌉: it then misses with a chance of at most 1 − level as long as the
 * new measurement is exchangeable with the old ones.
 */
final class Conformal {
    private Conformal() {}

    /** Returns how far {@code value} lies outside of low to high; negative inside. */
    static double score(double value, double low, double high) {
        return Math.max(low - value, value - high);
    }

    /** Returns by how much an interval is to be widened; with too few scores for the level, the largest. */
    static double widening(double[] scores, double level) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(level * (sorted.length + 1) - 1e-9);
        return sorted[Math.min(sorted.length, rank) - 1];
    }

    /** Returns the least number of scores that can carry a level. */
    static int needed(double level) {
        return (int) Math.ceil(level / (1 - level) - 1e-9);
    }

    /** Returns the value below which a share of the sorted values lies, linear between them. */
    static double percentile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
