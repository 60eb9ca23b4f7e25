package faultline.bench;

import ch.qos.logback.classic.Level;
import faultline.bench.EngineBenchmark.Hold;
import java.util.concurrent.TimeUnit;
import org.cloudsimplus.core.CloudSimEntity;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.core.events.SimEvent;
import org.cloudsimplus.util.Log;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The same hold model on the engine of CloudSim Plus: one entity that sends to itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class CloudSimBenchmark {
    private static final double FOREVER = 1e12;
    private static final long OVER_MAX = EngineBenchmark.EVENTS / 100;

    private CloudSimPlus simulation = new CloudSimPlus();
    private Hold hold = new Hold();
    private long ran;
    private long wanted;

    /** Starts the simulation with its first events. */
    @Setup
    public void fill(Hold drawn) {
        Log.setLevel(Level.OFF);
        hold = drawn;
        simulation = new CloudSimPlus();
        new Sender(simulation);
        simulation.startSync();
    }

    /** The simulator's own loop, which has no end, one turn after the other. */
    @Benchmark
    @OperationsPerInvocation(EngineBenchmark.EVENTS)
    public double cloudSimPlus() {
        for (wanted += EngineBenchmark.EVENTS; ran < wanted; ) {
            simulation.runFor(FOREVER);
        }
        return simulation.clock();
    }

    /** Checks that a turn runs an event, not many: those would count as one. */
    @TearDown
    public void check() {
        if (ran > wanted + OVER_MAX) {
            throw new IllegalStateException(ran + " events ran, not " + wanted);
        }
    }

    private final class Sender extends CloudSimEntity {
        Sender(CloudSimPlus on) {
            super(on);
        }

        @Override
        protected void startInternal() {
            for (int i = 0; i < hold.pending; i++) {
                schedule(hold.step(), 1);
            }
        }

        @Override
        public void processEvent(SimEvent event) {
            ran++;
            schedule(hold.step(), 1);
        }
    }
}
