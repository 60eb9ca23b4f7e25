package faultline.guest;

import faultline.unit.Ratio;
import org.jspecify.annotations.Nullable;

/**
 * A vCPU whose kernel, when it runs again, touches its hot pages one after another before anything else goes on:
 * interrupt, scheduler, timers, console. While it runs it writes some of them once in a period.
 */
public final class Awakening extends AccessPattern {
    private final long[] hotPages;
    private final long[] writtenPages;
    private final @Nullable AccessPattern then;
    private final long periodNs;
    private final int unitShift;

    private int next;
    private boolean ranBefore;
    private boolean awakening;
    private long nowNs;

    /**
     * Makes the pattern.
     *
     * @param hotPages pages of 4 KiB in the order in which they are touched
     * @param writtenPages those of them that are written too, by address
     * @param then what the vCPU does afterwards, or null for nothing
     * @param periodNs time in which each page is written once, the first at its start and the others evenly after it, in
     *     the order of their addresses; 0 for no time at all
     * @param unitShift a unit has {@code 1 << unitShift} pages
     */
    Awakening(long[] hotPages, long[] writtenPages, @Nullable AccessPattern then, long periodNs, int unitShift) {
        this.hotPages = hotPages;
        this.writtenPages = writtenPages;
        this.then = then;
        this.periodNs = periodNs;
        this.unitShift = unitShift;
    }

    /** Returns the pages that are touched first, in this order. */
    public long[] hotPages() {
        return hotPages.clone();
    }

    /** Returns those that are written too, by address. */
    public long[] writtenPages() {
        return writtenPages.clone();
    }

    /** Returns what the vCPU does afterwards, or null for nothing. */
    public @Nullable AccessPattern then() {
        return then;
    }

    @Override
    public void start(long startNs) {
        if (ranBefore) {
            awakening = true;
            next = 0;
            nowNs = startNs;
        } else if (then != null) {
            then.start(startNs);
        }
        ranBefore = true;
    }

    @Override
    public void stop(long stopNs) {
        if (then != null) {
            then.stop(stopNs);
        }
    }

    @Override
    public void draw(PageMap resident) {
        if (awakening) {
            while (next < hotPages.length && resident.get(hotPages[next] >>> unitShift)) {
                next++;
            }
            if (next < hotPages.length) {
                candidateNs = nowNs;
                candidateUnit = hotPages[next] >>> unitShift;
                return;
            }
            awakening = false;
            if (then != null) {
                then.start(nowNs);
            }
        }
        if (then == null) {
            candidateNs = NEVER;
            return;
        }
        then.draw(resident);
        candidateNs = then.candidateNs();
        candidateUnit = then.candidateUnit();
    }

    @Override
    public void touched(long touchedNs) {
        if (awakening) {
            next++;
            nowNs = touchedNs;
        } else if (then != null) {
            then.touched(touchedNs);
        }
    }

    @Override
    public void collectWrites(long fromNs, long toNs, int pass, PageMap dirty) {
        for (int i = 0; i < writtenPages.length; i++) {
            if (written(i, fromNs, toNs)) {
                dirty.set(writtenPages[i]);
            }
        }
        if (then != null) {
            then.collectWrites(fromNs, toNs, pass, dirty);
        }
    }

    private boolean written(int index, long fromNs, long toNs) {
        if (periodNs == 0) {
            return toNs > fromNs;
        }
        long phaseNs = Ratio.of(periodNs, index, writtenPages.length);
        return Math.floorDiv(toNs - phaseNs, periodNs) > Math.floorDiv(fromNs - phaseNs, periodNs);
    }
}
