package faultline.bench;

import faultline.bench.EngineBenchmark.Hold;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.BinaryTree;
import umontreal.ssj.simevents.eventlist.EventList;
import umontreal.ssj.simevents.eventlist.Henriksen;
import umontreal.ssj.simevents.eventlist.RedblackTree;
import umontreal.ssj.simevents.eventlist.SplayTree;

/** The same hold model on SSJ's simulator, with each of its event lists. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class SsjBenchmark {
    /** Event list. */
    @Param({"Henriksen", "BinaryTree", "SplayTree", "RedblackTree"})
    public String list = "";

    private Simulator simulator = new Simulator();
    private Hold hold = new Hold();
    private int left;

    /** Schedules the first events; its objects are used again, so that it allocates as little as it can. */
    @Setup
    public void fill(Hold drawn) {
        hold = drawn;
        EventList events = switch (list) {
            case "Henriksen" -> new Henriksen();
            case "BinaryTree" -> new BinaryTree();
            case "SplayTree" -> new SplayTree();
            default -> new RedblackTree();
        };
        simulator = new Simulator(events);
        simulator.init(events);
        for (int i = 0; i < hold.pending; i++) {
            new Next(simulator).schedule(hold.step());
        }
    }

    /** The simulator's own loop. */
    @Benchmark
    @OperationsPerInvocation(EngineBenchmark.EVENTS)
    public double ssj() {
        left = EngineBenchmark.EVENTS;
        simulator.start();
        return simulator.time();
    }

    /** Checks that as many events wait as should. */
    @TearDown
    public void check() {
        int waiting = 0;
        for (Event ignored : simulator.getEventList()) {
            waiting++;
        }
        if (waiting != hold.pending) {
            throw new IllegalStateException(waiting + " events wait, not " + hold.pending);
        }
    }

    private final class Next extends Event {
        Next(Simulator on) {
            super(on);
        }

        @Override
        public void actions() {
            schedule(hold.step());
            if (--left == 0) {
                simulator.stop();
            }
        }
    }
}
