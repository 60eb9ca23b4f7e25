package faultline.migration;

import faultline.guest.MemoryImage;
import faultline.guest.PageMap;
import faultline.net.Link;

/**
 * The pages of a post-copy at both ends of the link: what the source has still to send, what is on its way, what is
 * resident at the destination.
 *
 * <p>The active push has no events: both ends are brought up to the present when somebody looks ({@link #advance}).
 * Pages are counted in units, host pages of the destination, each of which goes whole.
 */
final class PageStream {
    /** Longest run: it bounds the work of one look-up. */
    private static final long RUN_MAX = 4096;

    private static final int SETTLE_AT = 256;

    private final Wire wire;
    private final Link link;
    private final MemoryImage image;
    private final int unitShift;
    private final long units;
    private final PageMap todo;
    private final PageMap resident;
    private final Flights flights = new Flights();
    private final long leadPs;
    private final long oneWayPs;
    private final long tickNs;

    private boolean pushing;
    private long cursor;
    private long lastDeparturePs;
    private long pushedPages;

    /**
     * Makes the stream at the switchover.
     *
     * @param todo units that the source has still to send; the others are resident
     * @param leadPs how long before its transmission the push commits a page to the socket
     * @param oneWayPs from a unit's departure to its residence
     * @param tickNs residence comes at whole multiples of this; 0: at once
     */
    PageStream(Wire wire, int unitShift, PageMap todo, long leadPs, long oneWayPs, long tickNs) {
        this.wire = wire;
        this.link = wire.link;
        this.image = wire.image;
        this.unitShift = unitShift;
        this.units = todo.size();
        this.todo = todo;
        this.leadPs = leadPs;
        this.oneWayPs = oneWayPs;
        this.tickNs = Math.max(1, tickNs);
        resident = new PageMap(units);
        resident.setRange(0, units);
        for (long unit = todo.nextSet(0, units); unit < units; ) {
            long end = todo.nextClear(unit, units);
            resident.clearRange(unit, end);
            unit = todo.nextSet(end, units);
        }
    }

    /** Returns the units that the destination may use; brought up to date by {@link #advance}. */
    PageMap resident() {
        return resident;
    }

    boolean unsent(long unit) {
        return todo.get(unit);
    }

    boolean allSent() {
        return todo.count() == 0;
    }

    boolean pushing() {
        return pushing;
    }

    /** Returns the normal pages pushed since this was last asked. */
    long takePushedPages() {
        long pages = pushedPages;
        pushedPages = 0;
        return pages;
    }

    /** Starts the active push, or lets it go on, at {@code nowNs}. */
    void startPush(long nowNs) {
        pushing = true;
        link.idleUntil(nowNs * 1000);
    }

    /** Halts the active push; what is committed goes on. */
    void haltPush() {
        pushing = false;
    }

    /** Lets the push go on from {@code unit}. */
    void moveCursor(long unit) {
        cursor = unit == units ? 0 : unit;
    }

    /** Brings both ends up to {@code nowNs}. */
    void advance(long nowNs) {
        if (pushing) {
            long limitPs = nowNs * 1000 + leadPs;
            while (link.freePs() <= limitPs && todo.count() > 0) {
                push(limitPs);
                if (flights.size() > SETTLE_AT) {
                    settle(nowNs);
                }
            }
        }
        settle(nowNs);
    }

    private void settle(long nowNs) {
        long departedPs = nowNs / tickNs * tickNs * 1000 - oneWayPs;
        while (flights.size() > 0) {
            long arrived = flights.headDeparted(departedPs);
            if (arrived == 0) {
                return;
            }
            long first = flights.headFirst();
            resident.setRange(first, first + arrived);
            flights.shorten(arrived);
        }
    }

    private void push(long limitPs) {
        long first = todo.nextSet(cursor, units);
        if (first == units) {
            first = todo.nextSet(0, cursor);
        }
        long sent = sendRun(first, Math.min(units, first + RUN_MAX), limitPs);
        cursor = first + sent == units ? 0 : first + sent;
        pushedPages += (sent << unitShift) - image.zeroPages(first << unitShift, (first + sent) << unitShift);
    }

    /**
     * Sends, ahead of the push, those of the units {@code first} to {@code end} − 1 that have not been sent.
     *
     * @return how many pages of 4 KiB that was
     */
    long sendUrgent(long nowNs, long first, long end) {
        link.idleUntil(nowNs * 1000);
        long sent = 0;
        long unit = todo.nextSet(first, end);
        while (unit < end) {
            long run = sendRun(unit, end, Long.MAX_VALUE);
            sent += run;
            unit = todo.nextSet(unit + run, end);
        }
        return sent << unitShift;
    }

    /** Sends the units from {@code first}, which is unsent, as far as they are alike and the link takes them. */
    private long sendRun(long first, long end, long limitPs) {
        long alike = Math.min(end, kindEnd(first));
        long last = todo.nextClear(first, alike);
        long page = first << unitShift;
        long nextPage = (first + 1) << unitShift;
        long servicePs = wire.servicePs(page, nextPage);
        long sent = link.sendPiece(limitPs, wire.bytes(page, nextPage), servicePs, last - first);
        if (sent > 0) {
            flights.add(first, sent, link.pieceStartPs(), servicePs);
            todo.clearRange(first, first + sent);
            wire.pagesSent(page, (first + sent) << unitShift);
            lastDeparturePs = link.freePs();
        }
        return sent;
    }

    /** Returns the end of the units from {@code unit} on that hold as many zero pages as it does. */
    private long kindEnd(long unit) {
        long page = unit << unitShift;
        long nextPage = (unit + 1) << unitShift;
        long zero = image.zeroPages(page, nextPage);
        if (zero > 0 && zero < nextPage - page) {
            return unit + 1;
        }
        return Math.max(unit + 1, image.kindEnd(page) >>> unitShift);
    }

    /** Returns when {@code unit}, which is on its way, becomes resident, in ns. */
    long residentNs(long unit) {
        return handledNs(flights.departurePs(unit));
    }

    /** Returns when the last unit that was sent becomes resident, in ns. */
    long lastResidentNs() {
        return handledNs(lastDeparturePs);
    }

    /** Returns when a message that leaves behind all that is queued arrives, in ns. */
    long answerNs() {
        return handledNs(link.freePs());
    }

    /** Returns a time, in ns, before which the push cannot have committed the last unit. */
    long pushEndsAtEarliestNs() {
        long zero = 0;
        long left = todo.count() << unitShift;
        if (image.loadFirst() > image.systemPages()) {
            long from = image.systemPages() >>> unitShift;
            long to = Math.min(units, ((image.loadFirst() - 1) >>> unitShift) + 1);
            zero = Math.min(left, todo.count(from, to) << unitShift);
        }
        long unitPs = Math.max(wire.normalPs, wire.zeroPs) << unitShift;
        long leftPs = (left - zero) * wire.normalPs + zero * Math.min(wire.zeroPs, wire.normalPs);
        return ceilNs(link.freePs() + Math.max(0, leftPs - unitPs) - leadPs);
    }

    /** Returns when the destination has dealt with what left the wire at {@code departurePs}, in ns. */
    private long handledNs(long departurePs) {
        return (ceilNs(departurePs + oneWayPs) + tickNs - 1) / tickNs * tickNs;
    }

    static long ceilNs(long ps) {
        return ps <= 0 ? 0 : (ps + 999) / 1000;
    }
}
