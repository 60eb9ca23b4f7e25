package faultline.run;

import faultline.model.BandwidthLimits;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.Parameter;
import faultline.model.PostcopyOptions;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Vm;
import faultline.net.LinkRates;
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
        // Simulations decide; the guess only says where to look first, for two of them are then most often enough.
        double low = Math.max(1, guess(scenario, profile, memory) / Math.sqrt(PRECISION));
        double high = Math.min(RATE_MAX, low * PRECISION);
        while (!converges.test(Math.round(low))) {
            if (low <= 1) {
                return new Convergence(0, memory, false);
            }
            high = low;
            low = Math.max(1, low / 2);
        }
        while (high / low <= PRECISION && converges.test(Math.round(high))) {
            if (high >= RATE_MAX) {
                return new Convergence(RATE_MAX, memory, true);
            }
            low = high;
            high = Math.min(RATE_MAX, high * 2);
        }
        return new Convergence(Math.round(bisect(converges, low, high)), memory, false);
    }

    private static double bisect(LongPredicate holds, double from, double to) {
        double low = from;
        double high = to;
        while (high / low > PRECISION * (1 + 1e-9)) {
            double middle = Math.sqrt(low * high);
            if (holds.test(Math.round(middle))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the rate by expected values: each pass sends what was written, at random, during the one before. */
    private static double guess(Scenario scenario, Profile profile, Bytes memory) {
        MigrationSpec spec = scenario.migration();
        LinkRates rates = LinkRates.of(scenario.link(), spec.transport(), profile);
        double limitNs =
                spec.bandwidth() == null ? 0 : Vm.PAGE * 8e9 / spec.bandwidth().bitsPerSecond();
        double wireNs = Math.max(rates.wirePs(Vm.PAGE) / 1e3, limitNs);
        double sourceNs = Math.max(profile.get(Parameter.SOURCE_PAGE), profile.get(Parameter.PRECOPY_PAGE));
        double pageNs = Math.max(wireNs, sourceNs);
        double pages = memory.count() / (double) Vm.PAGE;
        double rest = Math.min(pages, spec.downtimeLimit().ns() / wireNs);
        return bisect(rate -> shrinks(rate / 1e9, pages, rest, pageNs, spec.maxPasses()), 1, RATE_MAX);
    }

    private static boolean shrinks(double perNs, double pages, double rest, double pageNs, int passes) {
        double sent = pages - rest;
        for (int pass = 0; pass < passes && sent >= 1; pass++) {
            sent = (pages - rest) * -Math.expm1(-perNs * sent * pageNs / pages);
        }
        return sent < 1;
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
        Vm vm = scenario.vm();
        // One vCPU that writes as much as all of them did: the same law, and one dirty log to draw instead of many.
        Scenario written = new Scenario(
                scenario.id(),
                scenario.origin(),
                new Vm(1, vm.memory(), vm.disk(), vm.hostPage(), vm.guestPages()),
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
