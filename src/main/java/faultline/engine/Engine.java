package faultline.engine;

import faultline.unit.Horizon;
import java.util.Arrays;

/**
 * Discrete-event engine: a clock in nanoseconds and a queue of events in the order (time, phase, rank, sequence).
 *
 * <p>Nothing is allocated for an event: what is known of it stands in parallel primitive arrays. An event is known by
 * its handle, which stays good until the event has run or is cancelled. The rank orders actors of one kind (vCPU 0
 * before vCPU 1) that act on the same nanosecond in the same phase, so that the order does not depend on when each of
 * them happened to be scheduled.
 */
public final class Engine {
    /** A handle that no event has. */
    public static final int NONE = -1;

    private static final int RANK_BITS = 16;
    private static final int SEQUENCE_BITS = 44;
    private static final Handler[] NO_HANDLERS = new Handler[0];

    private final EventQueue queue = new EventQueue();
    private long nowNs;
    private long sequence;
    private long executed;
    private boolean stopped;

    private int free = NONE;
    private int[] nextFree = {};
    private long[] argument = {};
    private Handler[] handlers = NO_HANDLERS;

    /** Makes an engine at time 0 with an empty queue. */
    public Engine() {
        grow(16);
    }

    /** Returns the time of the event that runs now, in ns since the start. */
    public long nowNs() {
        return nowNs;
    }

    /** Returns how many events have run. */
    public long executed() {
        return executed;
    }

    /** Returns how many events wait. */
    public int pending() {
        return queue.size();
    }

    /** Schedules an event of rank 0 at {@code atNs} and returns its handle. */
    public int at(long atNs, Phase phase, Handler handler, long arg) {
        return at(atNs, phase, 0, handler, arg);
    }

    /** Schedules an event of rank 0, {@code spanNs} from now, and returns its handle. */
    public int after(long spanNs, Phase phase, Handler handler, long arg) {
        return at(nowNs + spanNs, phase, 0, handler, arg);
    }

    /**
     * Schedules an event.
     *
     * @param atNs when, in ns since the start, not before now
     * @param rank place among events of the same time and phase, 0 ≤ rank &lt; 65536
     * @return the event's handle, good until it has run or is cancelled
     */
    public int at(long atNs, Phase phase, int rank, Handler handler, long arg) {
        assert atNs >= nowNs : "event at " + atNs + " ns lies before now, " + nowNs + " ns";
        assert rank >= 0 && rank < 1 << RANK_BITS : "rank " + rank;
        if (free == NONE) {
            grow(handlers.length * 2);
        }
        int event = free;
        free = nextFree[event];
        argument[event] = arg;
        if (handlers[event] != handler) { // Mostly it is the last one's: a reference costs the collector's barrier.
            handlers[event] = handler;
        }
        queue.add(event, atNs, orderOf(phase, rank));
        return event;
    }

    /** Takes a waiting event out of the queue. */
    public void cancel(int event) {
        queue.remove(event);
        release(event);
    }

    /** Moves a waiting event to another time; among equals it then stands as if scheduled now. */
    public void reschedule(int event, long atNs) {
        assert atNs >= nowNs : "event at " + atNs + " ns lies before now, " + nowNs + " ns";
        queue.remove(event);
        long phaseAndRank = queue.order(event) >>> SEQUENCE_BITS;
        queue.add(event, atNs, (phaseAndRank << SEQUENCE_BITS) | nextSequence());
    }

    /**
     * Runs events until none is left or {@link #stop} is called.
     *
     * @throws Horizon.ReachedException if an event lies behind the end of simulated time
     */
    public void run() {
        stopped = false;
        while (queue.size() > 0 && !stopped) {
            long time = queue.firstTime();
            assert time >= nowNs : "clock would go back from " + nowNs + " to " + time;
            if (time > Horizon.NS) {
                throw Horizon.reached();
            }
            nowNs = time;
            int event = queue.removeFirst();
            Handler handler = handlers[event];
            long arg = argument[event];
            release(event);
            executed++;
            handler.handle(this, arg);
        }
    }

    /** Lets {@link #run} return after the event that runs now. */
    public void stop() {
        stopped = true;
    }

    @SuppressWarnings("EnumOrdinal") // The order of declaration is the order of execution: that is what Phase says.
    private long orderOf(Phase phase, int rank) {
        return ((((long) phase.ordinal() << RANK_BITS) | rank) << SEQUENCE_BITS) | nextSequence();
    }

    private long nextSequence() {
        long next = sequence++;
        assert next < 1L << SEQUENCE_BITS : "sequence numbers are used up";
        return next;
    }

    private void release(int event) {
        nextFree[event] = free;
        free = event;
    }

    private void grow(int capacity) {
        int old = handlers.length;
        nextFree = Arrays.copyOf(nextFree, capacity);
        argument = Arrays.copyOf(argument, capacity);
        handlers = Arrays.copyOf(handlers, capacity);
        queue.grow(capacity);
        for (int event = capacity - 1; event >= old; event--) {
            release(event);
        }
    }
}
