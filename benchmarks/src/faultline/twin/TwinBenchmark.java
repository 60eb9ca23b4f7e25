package faultline.twin;

import faultline.bench.Cases;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The baseline of {@code MigrationBenchmark}: the naive twin, with an event for each page. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0) // It runs for minutes, in which the compiler's seconds are lost.
@Measurement(iterations = 1)
@Fork(1)
public class TwinBenchmark {
    /** Which migration, as {@link Cases#xl} knows it. */
    @Param("halifax-xl-loaded")
    public String scenario = "";

    /** Simulates once. */
    @Benchmark
    public Result twin() {
        Simulation simulation = Cases.xl(scenario);
        return new NaiveTwin(simulation.scenario(), simulation.profile(), 1).run();
    }
}
