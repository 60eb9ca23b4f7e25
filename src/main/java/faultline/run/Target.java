package faultline.run;

import faultline.stats.Result;
import java.util.List;

/**
 * A figure that others have published, and the scenario that the model predicts it with.
 *
 * @param name what was measured, in a few words
 * @param scenario name under models/scenarios; it names its profile
 * @param low published figure, or the lower end of what was published
 * @param high the upper end
 */
public record Target(String name, String scenario, Figure figure, double low, double high) {
    /** A prediction that is off by a larger factor than this fails. */
    public static final double FACTOR_MAX = 1.5;

    /** What is compared. */
    public enum Figure {
        /** Mean wait for a page. */
        LATENCY("ms"),
        /** Downtime as the source reports it. */
        DOWNTIME("ms"),
        /** Zero pages that a pass goes over. */
        SCAN("Mpages/s"),
        /** Bytes over the time from the first byte to the last page. */
        GOODPUT("Gbit/s");

        private final String unit;

        Figure(String unit) {
            this.unit = unit;
        }

        /** Returns the unit in which it is published. */
        public String unit() {
            return unit;
        }

        /** Returns the figure of a simulation. */
        public double of(Result result) {
            return switch (this) {
                case LATENCY -> result.faultLatency().getMean() / 1e6;
                case DOWNTIME -> result.downtimeNs() / 1e6;
                case SCAN -> result.zeroPages() * 1e3 / result.precopyNs();
                case GOODPUT -> result.transferredBytes() * 8.0 / (result.totalNs() - result.setupNs());
            };
        }
    }

    /** The published figures that the model is held against. */
    public static final List<Target> ALL = List.of(
            latency("10 GbE, 1 thread, plain", "target-10g-1-plain", 10.68),
            latency("10 GbE, 1 thread, preempt", "target-10g-1-preempt", 0.57),
            latency("10 GbE, 1 thread, fully preempted", "target-10g-1-full", 0.229),
            latency("10 GbE, 16 threads, plain", "target-10g-16-plain", 2.244),
            latency("10 GbE, 16 threads, preempt", "target-10g-16-preempt", 1.064),
            latency("10 GbE, 2 MiB pages, plain", "target-10g-huge-plain", 10.58),
            latency("10 GbE, 2 MiB pages, preempt", "target-10g-huge-preempt", 4.96),
            latency("1 GbE, plain", "target-1g-plain", 16.075),
            new Target("1 GbE, downtime", "target-1g-plain", Figure.DOWNTIME, 16, 16),
            new Target("idle 1 TB, search for zero pages", "target-1tb-idle", Figure.SCAN, 3.3, 3.7),
            new Target("one stream, 3 Gbit/s at 52.5 ms", "target-long-fat", Figure.GOODPUT, 0.48, 0.96));

    private static Target latency(String name, String scenario, double ms) {
        return new Target(name, scenario, Figure.LATENCY, ms, ms);
    }

    /** Returns by which factor a prediction lies beside what was published: above 1 too high, below too low, 1 within. */
    public double factor(double predicted) {
        return predicted < low ? predicted / low : predicted > high ? predicted / high : 1;
    }

    /** Returns whether a prediction is near enough. */
    public boolean met(double predicted) {
        double factor = factor(predicted);
        return factor <= FACTOR_MAX && factor >= 1 / FACTOR_MAX;
    }
}
