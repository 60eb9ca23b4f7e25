package faultline.migration;

import java.util.Arrays;

/**
 * Runs of units that are on their way: a queue in parallel arrays, oldest first.
 *
 * <p>A run is a range of consecutive units that leave at equal distances, so that each unit's departure is computed.
 */
final class Flights {
    private int head;
    private int size;
    private long[] first = new long[64];
    private long[] count = new long[64];
    private long[] startPs = new long[64];
    private long[] servicePs = new long[64];

    int size() {
        return size;
    }

    void clear() {
        head = 0;
        size = 0;
    }

    void add(long firstUnit, long units, long start, long service) {
        if (size > 0 && extend(firstUnit, units, start, service)) {
            return;
        }
        if (size == first.length) {
            grow();
        }
        int slot = (head + size++) & (first.length - 1);
        first[slot] = firstUnit;
        count[slot] = units;
        startPs[slot] = start;
        servicePs[slot] = service;
    }

    /** Makes the newest run longer, if these units go on where it ends. */
    private boolean extend(long firstUnit, long units, long start, long service) {
        int last = (head + size - 1) & (first.length - 1);
        if (first[last] + count[last] != firstUnit
                || servicePs[last] != service
                || startPs[last] + count[last] * service != start) {
            return false;
        }
        count[last] += units;
        return true;
    }

    /** Returns the first unit of the oldest run. */
    long headFirst() {
        return first[head];
    }

    /** Returns how many units of the oldest run have left by {@code ps}. */
    long headDeparted(long ps) {
        long since = ps - startPs[head];
        long service = servicePs[head];
        if (since < service) {
            return 0;
        }
        return since >= count[head] * service ? count[head] : since / service; // A division is what costs here.
    }

    /** Takes {@code units} units off the front of the oldest run; drops it when none is left. */
    void shorten(long units) {
        if (units == count[head]) {
            head = (head + 1) & (first.length - 1);
            size--;
            return;
        }
        first[head] += units;
        count[head] -= units;
        startPs[head] += units * servicePs[head];
    }

    /** Returns whether {@code unit} is on its way here. */
    boolean has(long unit) {
        for (int i = 0; i < size; i++) {
            int slot = (head + i) & (first.length - 1);
            if (unit >= first[slot] && unit < first[slot] + count[slot]) {
                return true;
            }
        }
        return false;
    }

    /** Returns when {@code unit}, which is on its way, leaves the wire, in ps. */
    long departurePs(long unit) {
        for (int i = size - 1; i >= 0; i--) {
            int slot = (head + i) & (first.length - 1);
            long index = unit - first[slot];
            if (index >= 0 && index < count[slot]) {
                return startPs[slot] + (index + 1) * servicePs[slot];
            }
        }
        throw new AssertionError("unit " + unit + " is not on its way");
    }

    private void grow() {
        first = unrolled(first);
        count = unrolled(count);
        startPs = unrolled(startPs);
        servicePs = unrolled(servicePs);
        head = 0;
    }

    private long[] unrolled(long[] ring) {
        long[] longer = Arrays.copyOf(ring, ring.length * 2);
        for (int i = 0; i < size; i++) {
            longer[i] = ring[(head + i) & (ring.length - 1)];
        }
        return longer;
    }
}
