package faultline.bench;

import faultline.json.Profiles;
import faultline.json.ScenarioTemplate;
import faultline.run.Axis;
import faultline.run.SweepJobs;
import faultline.run.SweepPlan;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
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

/** How long does a sweep of xl, loaded, over round-trip time and bandwidth take, and how does it scale with threads? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1) // The compiler's threads would take from the second what the first has for nothing.
@Measurement(iterations = 2)
@Fork(1)
public class SweepBenchmark {
    /** Values of each of the two axes. */
    @Param("100")
    public int values;

    /** Threads. */
    @Param({"1", "2"})
    public int threads;

    private SweepPlan plan = plan(2);
    private long sum;

    /** Makes the scenarios. */
    @Setup
    public void read() {
        plan = plan(values);
    }

    private static SweepPlan plan(int values) {
        List<Axis> axes = List.of(
                Axis.parse("link.rtt=1ms..200ms:log:" + values),
                Axis.parse("link.bandwidth=1Gbit/s..10Gbit/s:log:" + values));
        ScenarioTemplate template = ScenarioTemplate.read("halifax-xl-loaded");
        return SweepPlan.of("halifax-xl-loaded", template::with, axes, Profiles.read("ulstercloud"), 1, 1);
    }

    /** Simulates all of it. */
    @Benchmark
    public long sweep() throws IOException {
        new SweepJobs(plan, (job, result) -> sum += result.totalNs()).run(new BitSet(), threads);
        return sum;
    }
}
