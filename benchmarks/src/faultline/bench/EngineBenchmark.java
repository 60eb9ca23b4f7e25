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

/** How many events a second does the engine run, beside java.util.PriorityQueue and other simulators? */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(2)
public class EngineBenchmark {
    /** Events of one measured call. */
    static final int EVENTS = 100_000;

    /** The hold model: each event that runs schedules one, exponential steps with a mean of a millisecond, drawn before. */
    @State(Scope.Benchmark)
    public static class Hold {
        private static final int STEPS = 1 << 16;
        private static final double NS_PER_S = 1e9;

        /** The engine's time ends after 90 days: with a mean of a second a run would come to that. */
        private static final double MEAN_NS = 1e6;

        /** Events that wait at any time. */
        @Param({"16", "1000", "100000"})
        public int pending;

        private final double[] seconds = new double[STEPS];
        private final long[] nanoseconds = new long[STEPS];
        private int next;

        /** Draws the steps. */
        @Setup
        public void draw() {
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < STEPS; i++) {
                nanoseconds[i] = (long) (-MEAN_NS * Math.log(1 - random.nextDouble()));
                seconds[i] = nanoseconds[i] / NS_PER_S;
            }
        }

        long stepNs() {
            return nanoseconds[next++ & (STEPS - 1)];
        }

        double step() {
            return seconds[next++ & (STEPS - 1)];
        }
    }

    /** The engine with its events. */
    @State(Scope.Benchmark)
    public static class Filled {
        private final Engine engine = new Engine();
        private final Handler handler = this::onEvent;
        private Hold hold = new Hold();
        private int left;

        /** Schedules the first events. */
        @Setup
        public void fill(Hold drawn) {
            hold = drawn;
            for (int i = 0; i < hold.pending; i++) {
                engine.at(hold.stepNs(), Phase.CONTROL, handler, i);
            }
        }

        private void onEvent(Engine e, long arg) {
            e.at(e.nowNs() + hold.stepNs(), Phase.CONTROL, handler, arg);
            if (--left == 0) {
                e.stop();
            }
        }
    }

    /** The baseline's queue with its events. */
    @State(Scope.Benchmark)
    public static class FilledQueue {
        private final PriorityQueue<Event> queue = new PriorityQueue<>();
        private long sequence;

        /** Adds the first events. */
        @Setup
        public void fill(Hold hold) {
            for (int i = 0; i < hold.pending; i++) {
                queue.add(new Event(hold.stepNs(), sequence++));
            }
        }
    }

    /** The project's engine: time, phase, rank, sequence; no allocation. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long engine(Filled filled) {
        filled.left = EVENTS;
        filled.engine.run();
        return filled.engine.nowNs();
    }

    /** The baseline: one object an event, time and sequence only, no handler. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long priorityQueue(FilledQueue filled, Hold hold) {
        long now = 0;
        for (int i = 0; i < EVENTS; i++) {
            now = filled.queue.remove().timeNs();
            filled.queue.add(new Event(now + hold.stepNs(), filled.sequence++));
        }
        return now;
    }

    private record Event(long timeNs, long order) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(timeNs, other.timeNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
