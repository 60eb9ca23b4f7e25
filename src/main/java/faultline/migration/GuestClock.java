package faultline.migration;

/**
 * The time that a guest has run while it is at the source: slower than the wall's where it is throttled.
 *
 * <p>A vCPU that is throttled by a share p sleeps p / (1 − p) × 10 ms and runs 10 ms, again and again, as QEMU's does.
 */
final class GuestClock {
    private static final long RUN_NS = 10_000_000;

    private long wallSinceNs;
    private long guestSinceNs;
    private int percent;
    private long sleepNs;

    /** Takes {@code share} percent of the time from the guest from {@code nowNs} on. */
    void throttle(long nowNs, int share) {
        guestSinceNs = guestNs(nowNs);
        wallSinceNs = nowNs;
        percent = share;
        sleepNs = RUN_NS * share / (100 - share);
    }

    int percent() {
        return percent;
    }

    /** Returns how long the guest has run at {@code wallNs}, which is not before the last change. */
    long guestNs(long wallNs) {
        long sinceNs = wallNs - wallSinceNs;
        long periodNs = sleepNs + RUN_NS;
        long ranNs = sleepNs == 0 ? sinceNs : sinceNs / periodNs * RUN_NS + Math.max(0, sinceNs % periodNs - sleepNs);
        return guestSinceNs + ranNs;
    }

    /** Returns the time that was taken from each vCPU up to {@code wallNs}. */
    long stolenNs(long wallNs) {
        return wallNs - guestNs(wallNs);
    }
}
