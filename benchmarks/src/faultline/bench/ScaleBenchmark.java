package faultline.bench;

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

/** How do time and memory grow with the guest, up to 16 TiB in a heap of 2 GiB? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class ScaleBenchmark {
    /** Memory of the guest. */
    @Param({"1 GiB", "4 GiB", "16 GiB", "64 GiB", "256 GiB", "1 TiB", "4 TiB", "16 TiB"})
    public String guest = "";

    /** Whether 64 MiB of it are under stress, which bounds the faults; else it is idle. */
    @Param({"false", "true"})
    public boolean stressed;

    /** Simulates once. */
    @Benchmark
    public Result simulate() {
        return Cases.scale(guest, stressed).run(1);
    }
}
