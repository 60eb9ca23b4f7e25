package faultline.migration;

import faultline.guest.MemoryImage;
import faultline.stats.Recorder;
import java.util.Arrays;

/**
 * Pages that go as their difference from what was sent last, where the cache still has that (XBZRLE).
 *
 * <p>The cache has a slot for each of its pages, and a page of memory has one place in it; from the second pass on a page
 * that is sent whole takes its slot unless what lies there was used in this pass or the last one.
 */
final class DeltaPages implements PassPages {
    /** Bytes of a record beside the difference: the page's header, an encoding and a length. */
    static final int RECORD_BYTES = 8 + 1 + 2;

    private static final long NOTHING = -1;

    /** A page in the cache stays for so many passes at least. */
    private static final int LIFETIME = 2;

    private final WholePages whole;
    private final MemoryImage image;
    private final Wire wire;
    private final Recorder recorder;
    private final int deltaBytes;
    private final long stoppedPs;
    private final long[] slots;
    private final int[] usedInPass;
    private long deltaPs;
    private int pass;
    private boolean stopped;

    /**
     * Makes the costs.
     *
     * @param whole what pages cost that are sent whole
     * @param cachePages slots, at least one
     * @param deltaBytes bytes of a record
     * @param runningPs time for a record while the guest runs beside the source
     * @param stoppedPs time for it while the guest stands
     */
    DeltaPages(
            WholePages whole,
            Wire wire,
            Recorder recorder,
            long cachePages,
            int deltaBytes,
            long runningPs,
            long stoppedPs) {
        this.whole = whole;
        this.wire = wire;
        this.recorder = recorder;
        this.deltaBytes = deltaBytes;
        this.stoppedPs = stoppedPs;
        image = wire.image;
        deltaPs = runningPs;
        slots = new long[Math.toIntExact(cachePages)];
        Arrays.fill(slots, NOTHING);
        usedInPass = new int[slots.length];
    }

    private int slot(long page) {
        return (int) (page % slots.length);
    }

    private boolean hit(long page) {
        return slots[slot(page)] == page && !image.isZero(page);
    }

    @Override
    public long runEnd(long page, long end) {
        // No further than the cache is long: a page sent whole takes the slot of a later one.
        long last = Math.min(whole.runEnd(page, end), page + slots.length);
        if (pass == 0) {
            return last;
        }
        boolean hit = hit(page);
        long next = page + 1;
        while (next < last && hit(next) == hit) {
            next++;
        }
        return next;
    }

    @Override
    public int bytes(long page) {
        return hit(page) ? deltaBytes : whole.bytes(page);
    }

    @Override
    public long servicePs(long page) {
        return hit(page) ? deltaPs : whole.servicePs(page);
    }

    @Override
    public long leastPs() {
        return Math.min(whole.leastPs(), deltaPs);
    }

    @Override
    public void sent(long from, long to) {
        if (hit(from)) {
            recorder.xbzrleHits += to - from;
            for (long page = from; page < to; page++) {
                usedInPass[slot(page)] = pass;
            }
            wire.deltasSent(from, to, deltaBytes);
            return;
        }
        if (pass > 0) {
            keep(from, to);
        }
        whole.sent(from, to);
    }

    private void keep(long from, long to) {
        for (long page = from; page < to; page++) {
            if (image.isZero(page)) {
                continue;
            }
            recorder.xbzrleMisses++;
            int slot = slot(page);
            if (!stopped && (slots[slot] == NOTHING || usedInPass[slot] + LIFETIME <= pass)) {
                slots[slot] = page;
                usedInPass[slot] = pass;
            }
        }
    }

    @Override
    public void read(int passes) {
        pass = passes;
    }

    @Override
    public void stop() {
        stopped = true;
        deltaPs = stoppedPs;
        whole.stop();
    }
}
