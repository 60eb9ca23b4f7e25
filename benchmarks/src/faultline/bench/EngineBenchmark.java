package faultline.bench;

import faultline.engine.Engine;
import faultline.engine.Handler;
import faultline.engine.Phase;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many events a second does the engine run, beside java.util.PriorityQueue with a minimal loop? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBenchmark {
    private static final int EVENTS = 100_000;
    private static final int STEPS = 1 << 16;

    /** Events that wait at any time (the hold model: each event that runs schedules one). */
    @Param({"16", "1000", "100000"})
    public int pending;

    private final long[] steps = new long[STEPS];
    private final Handler hold = this::onEvent;
    private Engine engine = new Engine();
    private PriorityQueue<Event> queue = new PriorityQueue<>();
    private long sequence;
    private int step;
    private int left;

    /** Fills both queues; the steps are exponential with a mean of a microsecond. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < STEPS; i++) {
            steps[i] = (long) (-1000 * Math.log(1 - random.nextDouble()));
        }
        engine = new Engine();
        queue = new PriorityQueue<>();
        for (int i = 0; i < pending; i++) {
            long at = steps[i & (STEPS - 1)];
            engine.at(at, Phase.CONTROL, hold, i);
            queue.add(new Event(at, sequence++));
        }
    }

    /** The project's engine: time, phase, rank, sequence; no allocation. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long engine() {
        left = EVENTS;
        engine.run();
        return engine.nowNs();
    }

    /** The baseline: one object an event, time and sequence only. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long priorityQueue() {
        long now = 0;
        for (int i = 0; i < EVENTS; i++) {
            Event event = queue.remove();
            now = event.timeNs();
            queue.add(new Event(now + nextStep(), sequence++));
        }
        return now;
    }

    private void onEvent(Engine e, long arg) {
        e.at(e.nowNs() + nextStep(), Phase.CONTROL, hold, arg);
        if (--left == 0) {
            e.stop();
        }
    }

    private long nextStep() {
        return steps[step++ & (STEPS - 1)];
    }

    private record Event(long timeNs, long order) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(timeNs, other.timeNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
