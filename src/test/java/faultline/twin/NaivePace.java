package faultline.twin;

import faultline.unit.Rate;
import org.jspecify.annotations.Nullable;

/** The operator's limit: so many bytes in each slice of 100 ms. */
final class NaivePace {
    private final @Nullable Rate limit;
    private long sliceNs = Long.MIN_VALUE;
    private long used;

    /** How often the sender slept. */
    long sleeps;

    NaivePace(@Nullable Rate limit) {
        this.limit = limit;
    }

    /** Returns when a message goes that could go now. */
    long goesNs(long nowNs) {
        boolean over = sliceNs == Long.MIN_VALUE || nowNs >= sliceNs + 100_000_000;
        return limit == null || over || used < budget(limit) ? nowNs : sliceNs + 100_000_000;
    }

    private static long budget(Rate limit) {
        return Math.max(1, limit.bitsPerSecond() / 80);
    }

    void spend(long nowNs, long bytes) {
        if (sliceNs == Long.MIN_VALUE || nowNs >= sliceNs + 100_000_000) {
            sliceNs = nowNs;
            used = 0;
        }
        used += bytes;
    }
}
