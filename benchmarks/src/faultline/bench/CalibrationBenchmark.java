package faultline.bench;

import faultline.json.Profiles;
import faultline.json.Runs;
import faultline.model.Profile;
import faultline.model.Run;
import faultline.run.Simulation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many evaluations a second of the study's runs, as a calibration simulates them, and what does each allocate? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CalibrationBenchmark {
    private static final int RUNS = 20;

    private final List<Run> runs = Runs.study();
    private final Profile profile = Profiles.read("ulstercloud");

    /** Simulates every run of the study once; an evaluation is one of them. */
    @Benchmark
    @OperationsPerInvocation(RUNS)
    public long evaluate() {
        assert runs.size() == RUNS : "the study has " + RUNS + " runs";
        long sum = 0;
        for (Run run : runs) {
            sum += new Simulation(run.scenario(), profile).run(1).totalNs();
        }
        return sum;
    }
}
