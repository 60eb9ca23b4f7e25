package faultline.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does the machine allow: memory bandwidth, and the latency of a load that misses the caches? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LimitBenchmark {
    private static final int WORDS = 1 << 26; // The bitmap of 16 TiB: 512 MiB.
    private static final int KIB = WORDS / 128;
    private static final int HOPS = 1 << 20;

    private final long[] words = new long[WORDS];
    private int at;

    /** Makes one cycle through a word of each cache line, in random order (Sattolo). */
    @Setup
    public void link() {
        int lines = WORDS / 8;
        int[] order = new int[lines];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < lines; i++) {
            order[i] = i;
        }
        for (int i = lines - 1; i > 0; i--) {
            int other = random.nextInt(i);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        for (int i = 0; i < lines; i++) {
            words[order[i] * 8] = order[(i + 1) % lines] * 8L;
        }
    }

    /** Time to read a KiB of 512 MiB, one after the other. */
    @Benchmark
    @OperationsPerInvocation(KIB)
    public long readKib() {
        long sum = 0;
        for (long word : words) {
            sum += word;
        }
        return sum;
    }

    /** Time of a load that depends on the one before and hits no cache line that is near. */
    @Benchmark
    @OperationsPerInvocation(HOPS)
    public int miss() {
        for (int i = 0; i < HOPS; i++) {
            at = (int) words[at];
        }
        return at;
    }
}
