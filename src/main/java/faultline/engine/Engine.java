package faultline.engine;

import faultline.unit.Horizon;
import java.util.Arrays;

/**
 * Discrete-event engine: a clock in nanoseconds and a queue of events in the order (time, phase, rank, sequence).
 *
 * <p>The queue is a 4-ary heap in parallel primitive arrays; nothing is allocated for an event. An event is known by
 * its handle, which stays good until the event has run or is cancelled. The rank orders actors of one kind (vCPU 0
 * before vCPU 1) that act on the same nanosecond in the same phase, so that the order does not depend on when each of
 * them happened to be scheduled.
 */
public final class Engine {
    /** A handle that no event has. */
    public static final int NONE = -1;

    private static final int ARITY_SHIFT = 2;
    private static final int RANK_BITS = 16;
    private static final Handler[] NO_HANDLERS = new Handler[0];

    private long nowNs;
    private long sequence;
    private long executed;
    private boolean stopped;

    private int size;
    private int[] heap;
    private long[] heapTime;

    private int free = NONE;
    private int[] position;
    private long[] order;
    private long[] argument;
    private Handler[] handlers;

    /** Makes an engine at time 0 with an empty queue. */
    public Engine() {
        heap = new int[0];
        heapTime = new long[0];
        position = new int[0];
        order = new long[0];
        argument = new long[0];
        handlers = NO_HANDLERS;
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
        return size;
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
        free = position[event];
        order[event] = orderOf(phase, rank);
        argument[event] = arg;
        handlers[event] = handler;
        siftUp(size++, event, atNs);
        return event;
    }

    /** Takes a waiting event out of the queue. */
    public void cancel(int event) {
        int hole = position[event];
        assert hole >= 0 && hole < size && heap[hole] == event : "event " + event + " does not wait";
        int last = --size;
        int moved = heap[last];
        if (hole < last) {
            place(hole, moved, heapTime[last]);
        }
        release(event);
    }

    /** Moves a waiting event to another time; among equals it then stands as if scheduled now. */
    public void reschedule(int event, long atNs) {
        assert atNs >= nowNs : "event at " + atNs + " ns lies before now, " + nowNs + " ns";
        int hole = position[event];
        assert hole >= 0 && hole < size && heap[hole] == event : "event " + event + " does not wait";
        long phaseAndRank = order[event] >>> SEQUENCE_BITS;
        order[event] = (phaseAndRank << SEQUENCE_BITS) | nextSequence();
        place(hole, event, atNs);
    }

    /**
     * Runs events until none is left or {@link #stop} is called.
     *
     * @throws Horizon.ReachedException if an event lies behind the end of simulated time
     */
    public void run() {
        stopped = false;
        while (size > 0 && !stopped) {
            int event = heap[0];
            long time = heapTime[0];
            assert time >= nowNs : "clock would go back from " + nowNs + " to " + time;
            if (time > Horizon.NS) {
                throw Horizon.reached();
            }
            nowNs = time;
            Handler handler = handlers[event];
            long arg = argument[event];
            int last = --size;
            if (last > 0) {
                siftDown(0, heap[last], heapTime[last]);
            }
            release(event);
            executed++;
            handler.handle(this, arg);
        }
    }

    /** Lets {@link #run} return after the event that runs now. */
    public void stop() {
        stopped = true;
    }

    private static final int SEQUENCE_BITS = 44;

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
        position[event] = free;
        free = event;
    }

    private void place(int hole, int event, long time) {
        int parent = (hole - 1) >> ARITY_SHIFT;
        if (hole > 0 && before(time, order[event], heapTime[parent], order[heap[parent]])) {
            siftUp(hole, event, time);
        } else {
            siftDown(hole, event, time);
        }
    }

    private void siftUp(int start, int event, long time) {
        long eventOrder = order[event];
        int hole = start;
        while (hole > 0) {
            int parent = (hole - 1) >> ARITY_SHIFT;
            if (!before(time, eventOrder, heapTime[parent], order[heap[parent]])) {
                break;
            }
            put(hole, heap[parent], heapTime[parent]);
            hole = parent;
        }
        put(hole, event, time);
    }

    private void siftDown(int start, int event, long time) {
        long eventOrder = order[event];
        int hole = start;
        while (true) {
            int first = (hole << ARITY_SHIFT) + 1;
            if (first >= size) {
                break;
            }
            int best = first;
            int end = Math.min(first + 4, size);
            for (int child = first + 1; child < end; child++) {
                if (before(heapTime[child], order[heap[child]], heapTime[best], order[heap[best]])) {
                    best = child;
                }
            }
            if (!before(heapTime[best], order[heap[best]], time, eventOrder)) {
                break;
            }
            put(hole, heap[best], heapTime[best]);
            hole = best;
        }
        put(hole, event, time);
    }

    private void put(int hole, int event, long time) {
        heap[hole] = event;
        heapTime[hole] = time;
        position[event] = hole;
    }

    private static boolean before(long time, long eventOrder, long otherTime, long otherOrder) {
        return time < otherTime || (time == otherTime && eventOrder < otherOrder);
    }

    private void grow(int capacity) {
        int old = handlers.length;
        heap = Arrays.copyOf(heap, capacity);
        heapTime = Arrays.copyOf(heapTime, capacity);
        position = Arrays.copyOf(position, capacity);
        order = Arrays.copyOf(order, capacity);
        argument = Arrays.copyOf(argument, capacity);
        handlers = Arrays.copyOf(handlers, capacity);
        for (int event = capacity - 1; event >= old; event--) {
            release(event);
        }
    }
}
