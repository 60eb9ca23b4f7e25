package faultline.bench;

import java.io.File;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long does a whole process take, from its start to its end? To be run in the project's folder. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 20)
@Fork(1)
public class StartBenchmark {
    /** The command, its words parted by blanks. */
    @Param({
        "./faultline predict --flavour xl --link coleraine-halifax --load stress:75%",
        "./faultline --version",
        "java -Xshare:auto -version",
        "virsh --version"
    })
    public String command = "";

    /** Runs it once. */
    @Benchmark
    public int run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command.split(" ")))
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(command + ": exit code " + code);
        }
        return code;
    }
}
