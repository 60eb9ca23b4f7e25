package faultline.migration;

import faultline.net.Link;
import faultline.unit.Horizon;

/**
 * The source's thread that commits messages to the socket: as far ahead of the wire as the socket's buffer allows, and no
 * faster than the operator's limit.
 */
final class Sender {
    private final Link link;
    private final long leadPs;
    private final Pace pace;

    /** No message is committed before it. */
    private long sinceNs;

    Sender(Link link, long leadPs, Pace pace) {
        this.link = link;
        this.leadPs = leadPs;
        this.pace = pace;
    }

    /** Begins, or goes on after having been idle, at {@code nowNs}. */
    void begin(long nowNs) {
        sinceNs = Math.max(sinceNs, nowNs);
        link.idleUntil(nowNs * 1000);
    }

    /**
     * Commits equal messages one after the other, as far as one piece goes.
     *
     * @param nowNs those that can be committed later wait
     * @param bytes size of a message
     * @param servicePs time that a message takes
     * @param count how many there are, at least 1
     * @return how many were committed; 0 if none can be by {@code nowNs}
     */
    long commit(long nowNs, long bytes, long servicePs, long count) {
        if (pace.unlimited()) {
            return link.sendPiece(nowNs * 1000 + leadPs, bytes, servicePs, count);
        }
        long readyNs = readyNs();
        long atNs = pace.nextNs(readyNs);
        if (atNs > nowNs) {
            return 0;
        }
        pace.open(atNs);
        if (atNs > readyNs) {
            begin(atNs);
        }
        long limitPs = Math.min(nowNs, pace.lastNs()) * 1000 + leadPs;
        long sent = link.sendPiece(limitPs, bytes, servicePs, Math.min(count, pace.fits(bytes)));
        pace.spend(sent * bytes);
        return sent;
    }

    /** Returns the time of the wire, in ps, that messages committed by {@code nowNs} take at most, before the last one's. */
    long openPs(long nowNs) {
        return nowNs * 1000 + leadPs - link.freePs();
    }

    /** Commits {@code count} equal messages, however long it takes. */
    void commitAll(long bytes, long servicePs, long count) {
        for (long left = count; left > 0; ) {
            left -= commit(Horizon.NS, bytes, servicePs, left);
        }
    }

    /** Returns whether the operator's limit has it sleep at {@code nowNs}. */
    boolean asleep(long nowNs) {
        return !pace.unlimited() && pace.nextNs(nowNs) > nowNs;
    }

    /** Counts bytes that went ahead of the sender's own, and beyond its limit, at {@code nowNs}. */
    void spend(long nowNs, long bytes) {
        if (!pace.unlimited()) {
            pace.open(nowNs);
            pace.spend(bytes);
        }
    }

    /** Returns a time before which no message can be committed that has {@code aheadPs} of others in front of it. */
    long earliestNs(long aheadPs) {
        long readyNs = Math.max(sinceNs, PageStream.ceilNs(link.freePs() + aheadPs - leadPs));
        return pace.unlimited() ? readyNs : pace.nextNs(readyNs);
    }

    private long readyNs() {
        return Math.max(sinceNs, PageStream.ceilNs(link.freePs() - leadPs));
    }
}
