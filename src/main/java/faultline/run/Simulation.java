package faultline.run;

import faultline.migration.Migration;
import faultline.migration.Scratch;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.stats.Result;
import faultline.unit.Span;
import org.jspecify.annotations.Nullable;

/**
 * A scenario on the hosts of a profile, ready to be simulated with any seed.
 *
 * <p>The same scenario, profile and seed give the same result, on any machine.
 */
public record Simulation(Scenario scenario, Profile profile) {
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    /** Simulates the migration once. */
    public Result run(long seed) {
        return run(seed, null);
    }

    /**
     * Simulates the migration once.
     *
     * @param sampleEvery distance of the timeline's samples, or null for no timeline
     */
    public Result run(long seed, @Nullable Span sampleEvery) {
        return new Migration(scenario, profile, seed, sampleEvery, SCRATCH.get()).run();
    }

    /**
     * Simulates the migration with the seeds {@code firstSeed}, {@code firstSeed} + 1, ….
     *
     * @return the results in the order of their seeds, shape [replications]
     */
    public java.util.List<Result> replicate(long firstSeed, int replications) {
        java.util.List<Result> results = new java.util.ArrayList<>(replications);
        for (int i = 0; i < replications; i++) {
            results.add(run(firstSeed + i));
        }
        return results;
    }
}
