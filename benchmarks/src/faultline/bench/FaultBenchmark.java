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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many page faults a second of a guest under stress, over a link of 0.1 ms? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 4, time = 3)
@Fork(1)
public class FaultBenchmark {
    /** Whether the push goes on from a requested page. */
    @Param({"false", "true"})
    public boolean follow;

    /** Memory of the guest; all but a sixteenth of it is under stress. */
    @Param("64 GiB")
    public String loaded = "";

    private long seed;

    /** Faults; printed for a second of the wall's clock. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Faults {
        /** Waits of a vCPU for a page. */
        public long faults;

        /** Those that sent a request. */
        public long requests;

        /** Events that the engine ran. */
        public long events;
    }

    /** Simulates with another seed each time. */
    @Benchmark
    public Result simulate(Faults counted) {
        Simulation simulation = Cases.faults(loaded, follow);
        Result result = simulation.run(++seed);
        counted.faults += result.faultLatency().getTotalCount();
        counted.requests += result.pageRequests();
        counted.events += result.events();
        return result;
    }
}
