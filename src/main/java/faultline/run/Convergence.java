package faultline.run;

import faultline.model.BandwidthLimits;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.PostcopyOptions;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Vm;
import faultline.unit.Bytes;
import java.util.function.LongPredicate;

/**
 * The rate of writes at which pre-copy stops converging: uniform writes over the load's memory, found by bisection.
 *
 * @param pagesPerSecond the largest rate, to 5 %, that converged; 0 where none did
 * @param memory that the writes fall on
 * @param unbounded whether every rate that was tried converged
 */
public record Convergence(long pagesPerSecond, Bytes memory, boolean unbounded) {
    private static final long RATE_MAX = 10_000_000;
    private static final double PRECISION = 1.05;

    /** Searches with one seed, so that the simulations differ in the rate only. */
    public static Convergence search(Scenario scenario, Profile profile, long seed) {
        Bytes memory = memory(scenario);
        LongPredicate converges = rate -> converges(scenario, profile, seed, memory, rate);
        double linkPages = scenario.link().bandwidth().bitsPerSecond() / (8.0 * Vm.PAGE);
        double low = Math.max(1, linkPages / 8); // Passes shrink while writes are slower than the link: begin there.
        double high = Math.min(RATE_MAX, linkPages * 4);
        if (!converges.test(Math.round(low))) {
            high = low;
            low = 1;
            if (!converges.test(1)) {
                return new Convergence(0, memory, false);
            }
        } else if (converges.test(Math.round(high))) {
            low = high;
            high = RATE_MAX;
            if (converges.test(RATE_MAX)) {
                return new Convergence(RATE_MAX, memory, true);
            }
        }
        while (high / low > PRECISION) {
            double middle = Math.sqrt(low * high);
            if (converges.test(Math.round(middle))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Convergence(Math.round(low), memory, false);
    }

    /** Returns the rate in bytes of whole pages. */
    public long bytesPerSecond() {
        return pagesPerSecond * Vm.PAGE;
    }

    private static boolean converges(Scenario scenario, Profile profile, long seed, Bytes memory, long rate) {
        MigrationSpec spec = scenario.migration();
        MigrationSpec precopy = new MigrationSpec(
                Strategy.PRE_COPY,
                new Switchover.Immediately(),
                spec.storage(),
                spec.transport(),
                new BandwidthLimits(spec.bandwidth(), null),
                spec.downtimeLimit(),
                spec.maxPasses(),
                spec.precopy(),
                PostcopyOptions.NONE);
        Scenario written = new Scenario(
                scenario.id(),
                scenario.origin(),
                scenario.vm(),
                new Load.Uniform(memory, rate, 1),
                scenario.diskWrites(),
                scenario.link(),
                precopy,
                scenario.profile());
        return new Simulation(written, profile).run(seed).converged();
    }

    private static Bytes memory(Scenario scenario) {
        Load load = scenario.load();
        if (load instanceof Load.Stress stress) {
            return stress.memory();
        }
        if (load instanceof Load.Uniform uniform) {
            return uniform.memory();
        }
        return load instanceof Load.Zipf zipf ? zipf.memory() : scenario.vm().memory();
    }
}
