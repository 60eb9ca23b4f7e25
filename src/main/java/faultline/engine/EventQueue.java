package faultline.engine;

import java.util.Arrays;

/**
 * The events that wait, by (time, order): the earliest in a sorted array, the others in a {@link TimeWheel} behind it.
 *
 * <p>The front holds every event up to a limit in time. When it is empty it takes the wheel's first slot, when it grows
 * long it gives its later half to the wheel. The few events of a migration never leave it.
 */
final class EventQueue {
    /** Most events of a slot that are sorted at once, unless all fall on one nanosecond. */
    private static final int SORTED = 16;

    private static final int LONG = 64;

    /** Time of an event that was taken out of the wheel: the front is where it will not be found. */
    private static final long NEVER = -1;

    private long[] times = new long[0];
    private long[] orders = new long[0];
    private int size;

    /** The latest time that belongs to the front. */
    private long limit = Long.MAX_VALUE;

    /** Time of the event that was taken out last. */
    private long reachedNs;

    private int head;
    private int tail;
    private int tooLong = LONG;
    private long[] frontTimes = new long[SORTED];
    private int[] front = new int[SORTED];
    private final TimeWheel wheel = new TimeWheel();

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
        if (head == tail) {
            refill();
        }
        return frontTimes[head];
    }

    /** Takes out the earliest event, after {@link #firstTime}. */
    int removeFirst() {
        size--;
        reachedNs = frontTimes[head];
        return front[head++];
    }

    void add(int event, long time, long order) {
        size++;
        times[event] = time;
        orders[event] = order;
        if (time <= limit) {
            insert(event, time, order);
        } else {
            wheel.add(event, time);
        }
    }

    void remove(int event) {
        size--;
        if (times[event] > limit) {
            wheel.remove(event, times[event]);
            times[event] = NEVER;
            return;
        }
        int place = head;
        while (place < tail && front[place] != event) {
            place++;
        }
        assert place < tail : "event " + event + " does not wait";
        tail--;
        System.arraycopy(frontTimes, place + 1, frontTimes, place, tail - place);
        System.arraycopy(front, place + 1, front, place, tail - place);
    }

    private void insert(int event, long time, long order) {
        if (tail == front.length) {
            makeRoom();
        }
        int place = tail++;
        for (; place > head; place--) {
            long before = frontTimes[place - 1];
            if (before <= time && (before < time || orders[front[place - 1]] < order)) {
                break;
            }
            frontTimes[place] = before;
            front[place] = front[place - 1];
        }
        frontTimes[place] = time;
        front[place] = event;
        if (tail - head > tooLong) {
            shorten();
        }
    }

    private void makeRoom() {
        int length = tail - head;
        boolean longer = length > front.length / 2;
        long[] toTimes = longer ? new long[front.length * 2] : frontTimes;
        int[] to = longer ? new int[front.length * 2] : front;
        System.arraycopy(frontTimes, head, toTimes, 0, length);
        System.arraycopy(front, head, to, 0, length);
        frontTimes = toTimes;
        front = to;
        head = 0;
        tail = length;
    }

    /** Gives the later half to the wheel; equal times stay together. */
    private void shorten() {
        int cut = (head + tail) / 2;
        long time = frontTimes[cut];
        if (frontTimes[tail - 1] > time) {
            while (frontTimes[cut] == time) {
                cut++;
            }
        } else {
            if (time == reachedNs) {
                tooLong *= 2; // All on this very nanosecond.
                return;
            }
            while (cut > head && frontTimes[cut - 1] == time) {
                cut--;
            }
        }
        limit = frontTimes[cut] - 1;
        for (int place = cut; place < tail; place++) {
            wheel.add(front[place], frontTimes[place]);
        }
        tail = cut;
        tooLong = LONG;
    }

    /** Takes the wheel's first slot into the front, in order. */
    private void refill() {
        head = 0;
        tail = 0;
        tooLong = LONG;
        while (tail == 0) {
            int slot = wheel.first();
            int event = wheel.take(slot);
            if (TimeWheel.isInstant(slot) || !wheel.isLonger(event, SORTED)) {
                limit = wheel.endOf(slot);
                fill(event);
            } else {
                wheel.spread(event, times);
            }
        }
    }

    private void fill(int first) {
        for (int event = first; event != Engine.NONE; event = wheel.after(event)) {
            if (tail == front.length) {
                makeRoom();
            }
            frontTimes[tail] = times[event];
            front[tail++] = event;
        }
        sort();
    }

    /** Sorts the front by the gaps of Knuth: a single one where the events are few. */
    private void sort() {
        int gap = 1;
        while (gap <= (tail - SORTED) / 9) {
            gap = 3 * gap + 1;
        }
        for (; gap > 0; gap /= 3) {
            for (int i = gap; i < tail; i++) {
                long time = frontTimes[i];
                int event = front[i];
                int place = i;
                for (; place >= gap && isBefore(time, event, place - gap); place -= gap) {
                    frontTimes[place] = frontTimes[place - gap];
                    front[place] = front[place - gap];
                }
                frontTimes[place] = time;
                front[place] = event;
            }
        }
    }

    private boolean isBefore(long time, int event, int place) {
        long other = frontTimes[place];
        return time < other || (time == other && orders[event] < orders[front[place]]);
    }
}
