package faultline.engine;

import java.util.Arrays;

/**
 * The events that wait, by (time, order): the earliest in a short list without order, the others in a {@link TimeWheel}
 * behind it.
 *
 * <p>The front holds every event up to a limit in time. Its earliest is searched for among all of them, by arithmetic
 * without branches: that costs less than to keep a few events in order, which costs a branch that nobody can predict.
 * When it is empty it takes the wheel's first slot, when it grows long it gives its later half to the wheel. The few
 * events of a migration hardly ever leave it.
 */
final class EventQueue {
    /** Most events of a slot that the front takes at once, unless all fall on one nanosecond. */
    private static final int FEW = 16;

    private static final int LONG = 32;

    /** How many keys are compared side by side. */
    private static final int LANES = 4;

    /** A key is the time since the base, and below it the place in the front. */
    private static final int PLACE_BITS = 20;

    private static final int PLACE = (1 << PLACE_BITS) - 1;

    /** The front reaches at most 2 to this of nanoseconds (18 minutes) beyond its base. */
    private static final int SPAN_BITS = 40;

    /** Time of an event that was taken out of the wheel: the front is where it will not be found. */
    private static final long NEVER = -1;

    private long[] times = new long[0];
    private long[] orders = new long[0];
    private int size;

    /** The earliest time that may belong to the front. */
    private long baseNs;

    /** The latest one. */
    private long limitNs = (1L << SPAN_BITS) - 1;

    private int length;
    private int tooLong = LONG;

    /** Place of the earliest event of the front, or of any that shares its time. */
    private int first;

    /** As many as are in the front, then {@code Long.MAX_VALUE}. */
    private long[] keys = filled(new long[FEW], 0);

    private int[] events = new int[FEW];
    private final TimeWheel wheel = new TimeWheel();

    private static long[] filled(long[] keys, int from) {
        Arrays.fill(keys, from, keys.length, Long.MAX_VALUE);
        return keys;
    }

    void grow(int capacity) {
        times = Arrays.copyOf(times, capacity);
        orders = Arrays.copyOf(orders, capacity);
        wheel.grow(capacity);
    }

    int size() {
        return size;
    }

    long order(int event) {
        return orders[event];
    }

    /** Returns the time of the earliest event; there must be one. */
    long firstTime() {
        if (length == 0) {
            refill();
        }
        return times[events[first]];
    }

    /** Takes out the earliest event, after {@link #firstTime}. */
    int removeFirst() {
        size--;
        long key = keys[first];
        int event = events[first];
        drop(first);
        first = earliest();
        if ((keys[first] ^ key) >>> PLACE_BITS == 0) {
            return firstOfInstant(event);
        }
        return event;
    }

    void add(int event, long time, long order) {
        size++;
        times[event] = time;
        orders[event] = order;
        if (time > limitNs) {
            wheel.add(event, time);
            return;
        }
        append(event, time);
        int place = length - 1;
        if (keys[place] < keys[first]) {
            first = place;
        }
        if (length > tooLong) {
            shorten();
        }
    }

    void remove(int event) {
        size--;
        if (times[event] > limitNs) {
            wheel.remove(event, times[event]);
            times[event] = NEVER;
            return;
        }
        int place = 0;
        while (place < length && events[place] != event) {
            place++;
        }
        assert place < length : "event " + event + " does not wait";
        drop(place);
        first = earliest();
    }

    private void append(int event, long time) {
        if (length == keys.length) {
            keys = filled(Arrays.copyOf(keys, length * 2), length);
            events = Arrays.copyOf(events, length * 2);
            assert length <= PLACE : "too many events of one nanosecond";
        }
        keys[length] = ((time - baseNs) << PLACE_BITS) | length;
        events[length++] = event;
    }

    private void drop(int place) {
        int last = --length;
        keys[place] = (keys[last] & ~PLACE) | place;
        keys[last] = Long.MAX_VALUE;
        events[place] = events[last];
    }

    /** Returns the place of the least key; 0 if the front is empty. */
    private int earliest() {
        long least0 = keys[0];
        long least1 = keys[1];
        long least2 = keys[2];
        long least3 = keys[3];
        for (int i = LANES; i < length; i += LANES) {
            least0 = lesser(least0, keys[i]);
            least1 = lesser(least1, keys[i + 1]);
            least2 = lesser(least2, keys[i + 2]);
            least3 = lesser(least3, keys[i + 3]);
        }
        return length == 0 ? 0 : (int) lesser(lesser(least0, least1), lesser(least2, least3)) & PLACE;
    }

    /** Returns the lesser of two numbers that are not negative. */
    private static long lesser(long a, long b) {
        long difference = a - b;
        return b + (difference & (difference >> (Long.SIZE - 1)));
    }

    /** Puts {@code taken} back if others of its time come before it; returns the first of them all. */
    private int firstOfInstant(int taken) {
        long time = times[taken];
        int event = taken;
        for (int place = 0; place < length; place++) {
            int other = events[place];
            if (times[other] == time && orders[other] < orders[event]) {
                events[place] = event;
                event = other;
            }
        }
        return event;
    }

    /** Gives the later half to the wheel; equal times stay together. */
    private void shorten() {
        long[] sorted = Arrays.copyOf(keys, length);
        Arrays.sort(sorted);
        int cut = length / 2;
        while (cut < length && sorted[cut] >>> PLACE_BITS == sorted[0] >>> PLACE_BITS) {
            cut++;
        }
        if (cut == length) {
            tooLong *= 2; // All on one nanosecond.
            return;
        }
        limitNs = baseNs + (sorted[cut] >>> PLACE_BITS) - 1;
        for (int place = length - 1; place >= 0; place--) {
            int event = events[place];
            if (times[event] > limitNs) {
                wheel.add(event, times[event]);
                drop(place);
            }
        }
        first = earliest();
        tooLong = LONG;
    }

    /** Takes the wheel's first slot into the front. */
    private void refill() {
        tooLong = LONG;
        while (length == 0) {
            int slot = wheel.first();
            int head = wheel.take(slot);
            boolean few = TimeWheel.spanBits(slot) <= SPAN_BITS && !wheel.isLonger(head, FEW);
            if (few || TimeWheel.spanBits(slot) == 0) {
                baseNs = wheel.origin();
                limitNs = wheel.endOf(slot);
                for (int event = head; event != Engine.NONE; event = wheel.after(event)) {
                    append(event, times[event]);
                }
            } else {
                wheel.spread(head, times);
            }
        }
        first = earliest();
    }
}
