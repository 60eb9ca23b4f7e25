package faultline.migration;

import faultline.unit.Rate;
import org.jspecify.annotations.Nullable;

/**
 * An operator's limit as QEMU keeps it: a budget of a tenth of the limit in each slice of 100 ms.
 *
 * <p>A slice begins with the first message that is committed when the one before it is over; when its budget is used up
 * the sender sleeps until its end. The message that uses it up may go beyond it, at no later slice's cost.
 */
final class Pace {
    /** Length of a slice. */
    static final long SLICE_NS = 100_000_000;

    private static final long SLICES_PER_SECOND = 10;

    private final long budgetBytes;
    private boolean begun;
    private long sliceNs;
    private long usedBytes;

    /** Makes a pace; without a limit nothing ever waits. */
    Pace(@Nullable Rate limit) {
        budgetBytes = limit == null ? Long.MAX_VALUE : Math.max(1, limit.bitsPerSecond() / 8 / SLICES_PER_SECOND);
    }

    boolean unlimited() {
        return budgetBytes == Long.MAX_VALUE;
    }

    /** Returns when a message that could be committed at {@code readyNs} is. */
    long nextNs(long readyNs) {
        return begun && usedBytes >= budgetBytes ? Math.max(readyNs, sliceNs + SLICE_NS) : readyNs;
    }

    /** Begins a slice at {@code nowNs} if the last one is over by then. */
    void open(long nowNs) {
        if (!begun || nowNs >= sliceNs + SLICE_NS) {
            begun = true;
            sliceNs = nowNs;
            usedBytes = 0;
        }
    }

    /** Returns the last nanosecond of the slice that is open. */
    long lastNs() {
        return sliceNs + SLICE_NS - 1;
    }

    /** Returns how many messages of {@code bytes} the open slice still takes. */
    long fits(long bytes) {
        return (budgetBytes - usedBytes + bytes - 1) / bytes;
    }

    void spend(long bytes) {
        usedBytes += bytes;
    }
}
