package faultline.bench;

import faultline.json.Profiles;
import faultline.json.Scenarios;
import faultline.run.Simulation;
import faultline.stats.Result;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long does one migration take to simulate, from the scenario to the result? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MigrationBenchmark {
    /** Name of the scenario under models/scenarios. */
    @Param({"halifax-xl-loaded", "dublin-m-idle", "halifax-xl-precopy"})
    public String scenario = "";

    private Simulation simulation = load("halifax-xl-loaded");
    private long seed;

    /** Reads the scenario. */
    @Setup
    public void read() {
        simulation = load(scenario);
    }

    /** Simulates with another seed each time. */
    @Benchmark
    public Result simulate() {
        return simulation.run(++seed);
    }

    private static Simulation load(String name) {
        return new Simulation(Scenarios.read(name), Profiles.read("ulstercloud"));
    }
}
