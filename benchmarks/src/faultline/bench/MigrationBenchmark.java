package faultline.bench;

import faultline.run.Simulation;
import faultline.stats.Result;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** How many migrations a second, from the scenario to the result? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MigrationBenchmark {
    /** Which migration, as {@link Cases#xl} knows it. */
    @Param({"halifax-xl-loaded", "dublin-xl-loaded", "halifax-xl-hybrid", "halifax-xl-precopy"})
    public String scenario = "";

    private Simulation simulation = Cases.xl("halifax-xl-loaded");
    private long seed;

    /** What one migration comes to; each is printed for a second of the wall's clock. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Rates {
        /** Events that the engine ran. */
        public long events;

        /** Pages that were sent. */
        public long pages;

        /** Seconds of simulated time. */
        public double simulatedSeconds;

        void add(Result result) {
            events += result.events();
            pages += result.normalPages() + result.zeroPages();
            simulatedSeconds += result.totalNs() / 1e9;
        }
    }

    /** Reads the scenario. */
    @Setup
    public void read() {
        simulation = Cases.xl(scenario);
    }

    /** Simulates with another seed each time. */
    @Benchmark
    public Result simulate(Rates rates) {
        Result result = simulation.run(++seed);
        rates.add(result);
        return result;
    }
}
