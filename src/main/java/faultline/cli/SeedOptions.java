package faultline.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options {@code --seed} and {@code --replications}. */
final class SeedOptions {
    private static final int REPLICATIONS_MAX = 100_000;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed (default: 1).")
    private long seed;

    @Option(
            names = "--replications",
            paramLabel = "N",
            defaultValue = "1",
            description = "Simulate so often, with the seeds SEED, SEED + 1, ... (default: 1).")
    private int replications;

    SeedOptions() {}

    long seed() {
        return seed;
    }

    int replications() {
        return Numbers.check(spec, "--replications", replications, 1, REPLICATIONS_MAX);
    }
}
