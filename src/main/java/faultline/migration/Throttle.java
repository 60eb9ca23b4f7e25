package faultline.migration;

import faultline.model.AutoConverge;
import org.jspecify.annotations.Nullable;

/**
 * Throttles a guest that dirties memory faster than passes send it, by the rule of QEMU's auto-converge.
 *
 * <p>At a reading of the dirty log more than a second after the last one that was looked at: if the guest dirtied more than
 * half of the bytes that were sent since, for the second time, it is throttled, or throttled more.
 */
final class Throttle {
    private static final long PERIOD_NS = 1_000_000_000;
    private static final int TIMES = 2;
    private static final int MS_NS = 1_000_000;

    private final @Nullable AutoConverge rule;
    private final GuestClock clock;
    private long lookedNs;
    private long sentBefore;
    private long dirtiedPages;
    private int times;

    Throttle(@Nullable AutoConverge rule, GuestClock clock) {
        this.rule = rule;
        this.clock = clock;
    }

    /** Passes begin at {@code nowNs}, when {@code sentBytes} have been sent. */
    void begin(long nowNs, long sentBytes) {
        lookedNs = nowNs;
        sentBefore = sentBytes;
    }

    /**
     * The dirty log was read.
     *
     * @param newlyDirty pages that became dirty
     * @param sentBytes bytes that have been sent so far
     */
    void read(long nowNs, long newlyDirty, long sentBytes) {
        dirtiedPages += newlyDirty;
        if (nowNs / MS_NS <= lookedNs / MS_NS + PERIOD_NS / MS_NS) {
            return;
        }
        long sent = sentBytes - sentBefore;
        if (rule != null && dirtiedPages * 4096 > sent / 2 && ++times >= TIMES) {
            times = 0;
            int now = clock.percent();
            int more = now == 0 ? rule.initialPercent() : Math.min(rule.maxPercent(), now + rule.incrementPercent());
            clock.throttle(nowNs, more);
        }
        lookedNs = nowNs;
        dirtiedPages = 0;
        sentBefore = sentBytes;
    }
}
