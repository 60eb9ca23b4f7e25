package faultline.twin;

/** The clock of a guest at the source that sleeps first and then runs 10 ms, again and again, where it is throttled. */
final class NaiveClock {
    private static final long RUN_NS = 10_000_000;

    private long wallNs;
    private long guestNs;
    private int percent;

    int percent() {
        return percent;
    }

    private long sleepNs() {
        return percent == 0 ? 0 : 10_000_000L * percent / (100 - percent);
    }

    void throttle(long nowNs, int share) {
        guestNs = guestAt(nowNs);
        wallNs = nowNs;
        percent = share;
    }

    long guestAt(long atNs) {
        if (percent == 0) {
            return guestNs + atNs - wallNs;
        }
        long left = atNs - wallNs;
        long guest = guestNs;
        while (left > sleepNs()) {
            left -= sleepNs();
            guest += Math.min(left, RUN_NS);
            left -= Math.min(left, RUN_NS);
        }
        return guest;
    }

    /** Returns when the guest's clock comes to {@code atGuestNs}, which is ahead. */
    long wallWhen(long atGuestNs) {
        long wall = wallNs;
        if (percent == 0) {
            return wall + atGuestNs - guestNs;
        }
        for (long left = atGuestNs - guestNs; left > 0; left -= RUN_NS) {
            wall += sleepNs() + Math.min(left, RUN_NS);
        }
        return wall;
    }
}
