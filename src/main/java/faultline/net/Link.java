package faultline.net;

import faultline.unit.Horizon;

/**
 * The migration's connection: one first-in-first-out server with a TCP window, kept by arithmetic instead of events.
 *
 * <p>Messages of one size are sent in pieces: runs that go back to back within one round trip's window. The window is
 * one window a round trip: {@code cwnd} bytes may start in each round; it doubles after a round that used it up (slow
 * start) until it reaches the window's limit, and no longer binds once it fills the link. What a round used too much is
 * charged to the next one.
 */
public final class Link {
    private final LinkRates rates;

    private long freePs;
    private long pieceStartPs;

    private final Window window;

    /** The window of a second connection, whose messages are few and urgent. */
    private final Window aside;

    private long asideFreePs;

    /** Makes an idle link. */
    public Link(LinkRates rates) {
        this.rates = rates;
        window = new Window(rates);
        aside = new Window(rates);
    }

    /** Returns what the link can do. */
    public LinkRates rates() {
        return rates;
    }

    /** Returns when the last byte that was sent leaves the wire, in ps. */
    public long freePs() {
        return freePs;
    }

    /** Returns when the piece that was sent last began, in ps. */
    public long pieceStartPs() {
        return pieceStartPs;
    }

    /** Says that nothing is sent before {@code ps}. */
    public void idleUntil(long ps) {
        freePs = Math.max(freePs, ps);
    }

    /**
     * Sends equal messages back to back, each as soon as the one before it has left, as far as one piece goes.
     *
     * @param limitPs a message goes only if the one before it has left by then
     * @param bytes size of a message
     * @param servicePs time that a message takes, at least 1
     * @param count how many there are, at least 1
     * @return how many were sent, from 0 to {@code count}; call again for the rest
     */
    public long sendPiece(long limitPs, long bytes, long servicePs, long count) {
        if (freePs > limitPs) {
            return 0;
        }
        long start = window.admit(freePs);
        long sent = count > 1 && start <= limitPs ? Math.min(count - 1, ratio(limitPs - start, servicePs)) + 1 : 1;
        sent = window.use(start, sent, bytes, servicePs);
        pieceStartPs = start;
        freePs = Horizon.afterPs(start, sent, servicePs);
        return sent;
    }

    /** Sends {@code bytes} of bulk data from {@code fromPs} on, in chunks of a page; returns when the last one leaves. */
    public long sendBulk(long fromPs, long bytes, int chunk) {
        idleUntil(fromPs);
        long whole = bytes / chunk;
        long servicePs = rates.wirePs(chunk);
        while (whole > 0) {
            whole -= sendPiece(Long.MAX_VALUE, chunk, servicePs, whole);
        }
        long rest = bytes % chunk;
        if (rest > 0) {
            sendPiece(Long.MAX_VALUE, rest, rates.wirePs(rest), 1);
        }
        return freePs;
    }

    /**
     * Sends equal messages of the second connection, as far as one piece goes: each takes its time of the wire, and where
     * its own window is shut it leaves later, while the first connection uses the wire.
     *
     * @return how many were sent; {@link #pieceStartPs} says when the first began
     */
    public long sendAside(long bytes, long servicePs, long count) {
        long start = aside.admit(Math.max(freePs, asideFreePs));
        long sent = aside.use(start, count, bytes, servicePs);
        pieceStartPs = start;
        asideFreePs = Horizon.afterPs(start, sent, servicePs);
        freePs = Horizon.afterPs(freePs, sent, servicePs);
        return sent;
    }

    /** Returns a / b; a push that is looked at often has a below b. */
    private static long ratio(long a, long b) {
        return a < b ? 0 : a / b;
    }
}
