package faultline.driver.testbed;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One direction of the wire: frames leave a bottleneck of the wire's rate in order, and arrive its delay later.
 *
 * <p>One thread reads and stamps each frame with the time it is due, another one waits for that time and hands it on.
 * The two share a ring; nothing is allocated for a frame.
 */
final class WireDirection {
    private static final int SLOTS = 4096;
    private static final int FRAME_BYTES = 16_384;
    private static final long SPIN_NS = 40_000;

    private final Tap from;
    private final Tap to;
    private final Memory frames = new Memory((long) SLOTS * FRAME_BYTES);
    private final int[] sizes = new int[SLOTS];
    private final long[] dueNs = new long[SLOTS];
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();
    private volatile Wire wire;
    private volatile boolean cut;
    private final AtomicLong carried = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private long departNs = System.nanoTime();
    private volatile @Nullable Thread writer;

    WireDirection(Tap from, Tap to, Wire wire) {
        this.from = from;
        this.to = to;
        this.wire = wire;
    }

    void start(String name) {
        Thread out = new Thread(this::hand, name + "-out");
        writer = out;
        out.start();
        new Thread(this::take, name + "-in").start();
    }

    void set(Wire changed) {
        wire = changed;
    }

    /** A cut wire loses every frame that enters it. */
    void setCut(boolean isCut) {
        cut = isCut;
    }

    String counters() {
        return carried.get() + " frames carried, " + dropped.get() + " dropped";
    }

    private void take() {
        while (true) {
            Pointer slot = frames.share((tail.get() % SLOTS) * FRAME_BYTES);
            int size = from.read(slot, FRAME_BYTES);
            if (size <= 0) {
                LockSupport.parkNanos(1_000_000);
            } else if (!cut) {
                stamp(size);
            }
        }
    }

    private void stamp(int size) {
        Wire now = wire;
        long nowNs = System.nanoTime();
        long bits = now.rate().bitsPerSecond();
        long startNs = Math.max(nowNs, departNs);
        long waitingBytes = (long) ((startNs - nowNs) / 8e9 * bits);
        if (waitingBytes > now.queue().count() || tail.get() - head.get() >= SLOTS - 1) {
            dropped.setRelease(dropped.get() + 1);
            return;
        }
        departNs = startNs + size * 8_000_000_000L / bits;
        int at = (int) (tail.get() % SLOTS);
        sizes[at] = size;
        dueNs[at] = departNs + now.delay().ns();
        tail.setRelease(tail.get() + 1);
        LockSupport.unpark(writer);
    }

    private void hand() {
        while (true) {
            while (head.get() == tail.get()) {
                LockSupport.park(this);
            }
            int at = (int) (head.get() % SLOTS);
            waitUntil(dueNs[at]);
            to.write(frames.share((long) at * FRAME_BYTES), sizes[at]);
            carried.setRelease(carried.get() + 1);
            head.setRelease(head.get() + 1);
        }
    }

    /** Sleeps till the frame is due; the last 40 µs, which is what the kernel's timer is late by, it hands on early. */
    private static void waitUntil(long due) {
        long left = due - System.nanoTime();
        while (left > SPIN_NS) {
            LockSupport.parkNanos(left - SPIN_NS);
            left = due - System.nanoTime();
        }
    }
}
