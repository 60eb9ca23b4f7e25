package faultline.engine;

import java.util.Arrays;

/**
 * Events behind the sorted front of an {@link EventQueue}: a radix heap, or a timing wheel of wheels, 256 slots each.
 *
 * <p>An event stands in the wheel of the highest byte in which its time differs from the origin, in the slot that this
 * byte names; nothing in a slot is in order. The origin only moves on, to where the first slot starts when that is
 * emptied: no event that stays is in the wrong slot then, and each is moved at most once for a byte of its time.
 */
final class TimeWheel {
    private static final int NONE = Engine.NONE;
    private static final int BITS = 8;
    private static final int SLOTS = 1 << BITS;
    private static final int WHEELS = Long.SIZE / BITS;
    private static final int WORDS = SLOTS / Long.SIZE;
    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};

    private int[] heads = NO_INTS;
    private long[] occupied = NO_LONGS;
    private int wheels;
    private long origin;
    private int capacity;
    private int[] next = NO_INTS;
    private int[] previous = NO_INTS;

    /** Makes place for events 0 to {@code events} − 1, now or when the first is added. */
    void grow(int events) {
        capacity = events;
        if (heads.length > 0) {
            next = Arrays.copyOf(next, events);
            previous = Arrays.copyOf(previous, events);
        }
    }

    private void open() {
        heads = new int[WHEELS * SLOTS];
        Arrays.fill(heads, NONE);
        occupied = new long[WHEELS * WORDS];
        next = new int[capacity];
        previous = new int[capacity];
    }

    /** Adds an event whose time is not before the start of the slot that was taken last. */
    void add(int event, long time) {
        if (heads.length == 0) {
            open();
        }
        int slot = slotOf(time);
        int head = heads[slot];
        next[event] = head;
        previous[event] = NONE;
        if (head != NONE) {
            previous[head] = event;
        } else {
            occupied[slot / Long.SIZE] |= 1L << slot;
            wheels |= 1 << (slot >> BITS);
        }
        heads[slot] = event;
    }

    /** Takes out an event that was added. */
    void remove(int event, long time) {
        int before = previous[event];
        int after = next[event];
        if (after != NONE) {
            previous[after] = before;
        }
        if (before != NONE) {
            next[before] = after;
            return;
        }
        int slot = slotOf(time);
        assert heads[slot] == event : "event " + event + " does not wait";
        heads[slot] = after;
        if (after == NONE) {
            noteEmpty(slot);
        }
    }

    /** Returns the slot whose events are the earliest; there must be one. */
    int first() {
        int word = Integer.numberOfTrailingZeros(wheels) * WORDS;
        while (occupied[word] == 0) {
            word++;
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(occupied[word]);
    }

    /** Empties the first slot; returns its first event, from which {@link #after} leads to the others. */
    int take(int slot) {
        origin = startOf(slot);
        int head = heads[slot];
        heads[slot] = NONE;
        noteEmpty(slot);
        return head;
    }

    /** Returns the event behind {@code event} in its slot, or {@link Engine#NONE}. */
    int after(int event) {
        return next[event];
    }

    /** Returns whether there are more than {@code count} events from {@code first} on. */
    boolean isLonger(int first, int count) {
        int event = first;
        for (int i = 0; i < count && event != NONE; i++) {
            event = next[event];
        }
        return event != NONE;
    }

    /** Adds again, nearer to their times, the events from {@code first} on, which were taken last. */
    void spread(int first, long[] times) {
        int event = first;
        while (event != NONE) {
            int after = next[event];
            add(event, times[event]);
            event = after;
        }
    }

    private long startOf(int slot) {
        int shift = (slot >> BITS) * BITS;
        long above = ~((SLOTS - 1L) << shift) & (-1L << shift);
        return (origin & above) | ((slot & (SLOTS - 1L)) << shift);
    }

    /** Returns the latest time that belongs to {@code slot}, which was taken last. */
    long endOf(int slot) {
        return origin | ((1L << spanBits(slot)) - 1);
    }

    /** Returns to what power of 2 the times of {@code slot} reach: 0 if all its events have one time. */
    static int spanBits(int slot) {
        return (slot >> BITS) * BITS;
    }

    /** Returns the time at which the slot starts that was taken last. */
    long origin() {
        return origin;
    }

    private int slotOf(long time) {
        int wheel = (Long.SIZE - 1 - Long.numberOfLeadingZeros((time ^ origin) | 1)) / BITS;
        return (wheel << BITS) | ((int) (time >>> (wheel * BITS)) & (SLOTS - 1));
    }

    private void noteEmpty(int slot) {
        occupied[slot / Long.SIZE] &= ~(1L << slot);
        int first = (slot >> BITS) * WORDS;
        if ((occupied[first] | occupied[first + 1] | occupied[first + 2] | occupied[first + 3]) == 0) {
            wheels &= ~(1 << (slot >> BITS));
        }
    }
}
