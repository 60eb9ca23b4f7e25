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

    /** Units that a push which is looked at often commits at once, at most. */
    private static final long FEW = 64;

    private static final int SETTLE_AT = 256;

    private final Wire wire;
    private final Link link;
    private final MemoryImage image;
    private final int unitShift;
    private final long pagesPerUnit;
    private final long units;
    private final PageMap todo;
    private final PageMap resident;
    private final Flights flights;

    /** Urgent units on a channel of their own, which may come later than what was pushed after them. */
    private final Flights asides;

    private final Sender sender;
    private final PushOrder order;
    private final UrgentChannel channel;
    private final long oneWayPs;
    private final long tickNs;

    private boolean pushing;
    private long lastDeparturePs;
    private long lastAsidePs;
    private long pushedPages;
    private long writtenUnits;

    /**
     * Makes the stream at the switchover.
     *
     * @param todo units that the source has still to send; the others are resident
     * @param sender what the push commits units with
     * @param order which unit it sends next
     * @param channel how urgent units go beside it
     * @param oneWayPs from a unit's departure to its residence
     * @param tickNs residence comes at whole multiples of this; 0: at once
     */
    PageStream(
            Wire wire,
            int unitShift,
            PageMap todo,
            Sender sender,
            PushOrder order,
            UrgentChannel channel,
            long oneWayPs,
            long tickNs) {
        this.wire = wire;
        this.link = wire.link;
        this.image = wire.image;
        this.unitShift = unitShift;
        this.pagesPerUnit = 1L << unitShift;
        this.units = todo.size();
        this.todo = todo;
        this.sender = sender;
        this.order = order;
        this.channel = channel;
        this.oneWayPs = oneWayPs;
        this.tickNs = Math.max(1, tickNs);
        flights = wire.scratch.flights();
        asides = wire.scratch.asides();
        resident = wire.scratch.pages(units);
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
        sender.begin(nowNs);
    }

    /** Halts the active push; what is committed goes on. */
    void haltPush() {
        pushing = false;
    }

    /** Brings both ends up to {@code nowNs}. */
    void advance(long nowNs) {
        while (pushing && todo.count() > 0 && push(nowNs, RUN_MAX) > 0) {
            if (flights.size() > SETTLE_AT) {
                settle(nowNs);
            }
        }
        settle(nowNs);
    }

    private void settle(long nowNs) {
        long departedPs = (tickNs == 1 ? nowNs : nowNs / tickNs * tickNs) * 1000 - oneWayPs;
        settle(flights, departedPs);
        settle(asides, departedPs);
    }

    private void settle(Flights on, long departedPs) {
        while (on.size() > 0) {
            long arrived = on.headDeparted(departedPs);
            if (arrived == 0) {
                return;
            }
            long first = on.headFirst();
            resident.setRange(first, first + arrived);
            on.shorten(arrived);
        }
    }

    /** Pushes units of one run that can be committed by {@code nowNs}; returns how many. */
    private long push(long nowNs, long most) {
        long first = order.next(todo);
        long zero = zeroPages(first);
        long servicePs = wire.servicePs(pagesPerUnit - zero, zero);
        // Where no more can go there is no need to look at what follows.
        long looked = sender.openPs(nowNs) < FEW * servicePs ? FEW : most;
        long end = Math.min(kindEnd(first, zero), order.runEnd(todo, first, Math.min(units, first + looked)));
        long sent = sender.commit(nowNs, Wire.bytes(pagesPerUnit - zero, zero), servicePs, end - first);
        if (sent > 0) {
            pushed(first, sent, zero, servicePs);
        }
        return sent;
    }

    private void pushed(long first, long sent, long zero, long servicePs) {
        note(flights, first, sent, zero, servicePs);
        order.sent(first, first + sent);
        writtenUnits += sent;
        pushedPages += sent * (pagesPerUnit - zero);
    }

    /**
     * How urgent units go.
     *
     * @param own whether they have a channel of their own
     * @param writeUnits how many units the push, whose thread sends them, writes to its socket at once, at least 1
     */
    record UrgentChannel(boolean own, long writeUnits) {}

    /** Lets the push complete what it is writing, unless it sleeps: its thread sends urgent units behind that. */
    private void completeWrite(long nowNs) {
        boolean writing = pushing && !sender.asleep(nowNs);
        while (writing && writtenUnits % channel.writeUnits() != 0 && todo.count() > 0) {
            long first = order.next(todo);
            long zero = zeroPages(first);
            long bytes = Wire.bytes(pagesPerUnit - zero, zero);
            long servicePs = wire.servicePs(pagesPerUnit - zero, zero);
            link.sendPiece(Long.MAX_VALUE, bytes, servicePs, 1);
            sender.spend(nowNs, bytes);
            pushed(first, 1, zero, servicePs);
        }
    }

    /**
     * Answers a request for the unit {@code first}: sends, ahead of the push, those of the units {@code first} to
     * {@code end} − 1 that have not been sent.
     *
     * @return how many pages of 4 KiB that was
     */
    long answer(long nowNs, long first, long end) {
        boolean asked = todo.get(first);
        if (asked && channel.own()) {
            completeWrite(nowNs);
        }
        link.idleUntil(nowNs * 1000);
        long sent = 0;
        long unit = todo.nextSet(first, end);
        while (unit < end) {
            long zero = zeroPages(unit);
            long last = todo.nextClear(unit, Math.min(end, kindEnd(unit, zero)));
            long run = answerAlike(nowNs, unit, last - unit, zero);
            sent += run;
            unit = todo.nextSet(unit + run, end);
        }
        if (asked) {
            order.answered(todo, first, end);
        }
        return sent << unitShift;
    }

    /** Answers with the first of {@code count} units that have {@code zero} zero pages each; returns how many went. */
    private long answerAlike(long nowNs, long unit, long count, long zero) {
        long bytes = Wire.bytes(pagesPerUnit - zero, zero);
        long servicePs = wire.servicePs(pagesPerUnit - zero, zero);
        if (channel.own()) {
            long run = link.sendAside(bytes, servicePs, count);
            lastAsidePs = link.pieceStartPs() + run * servicePs;
            note(asides, unit, run, zero, servicePs);
            return run;
        }
        long run = link.sendPiece(Long.MAX_VALUE, bytes, servicePs, count);
        sender.spend(nowNs, run * bytes);
        note(flights, unit, run, zero, servicePs);
        return run;
    }

    /** Takes note of {@code sent} units from {@code first} on, of {@code zero} zero pages each, that have just been sent. */
    private void note(Flights on, long first, long sent, long zero, long servicePs) {
        on.add(first, sent, link.pieceStartPs(), servicePs);
        todo.clearRange(first, first + sent);
        wire.pagesSent(first << unitShift, (first + sent) << unitShift, sent * zero);
        lastDeparturePs = link.freePs();
    }

    private long zeroPages(long unit) {
        return image.zeroPages(unit << unitShift, (unit + 1) << unitShift);
    }

    /** Returns the end of the units from {@code unit} on that hold as many zero pages as it does, {@code zero}. */
    private long kindEnd(long unit, long zero) {
        if (zero > 0 && zero < pagesPerUnit) {
            return unit + 1;
        }
        return Math.max(unit + 1, image.kindEnd(unit << unitShift) >>> unitShift);
    }

    /** Returns when {@code unit}, which is on its way, becomes resident, in ns. */
    long residentNs(long unit) {
        return handledNs(asides.has(unit) ? asides.departurePs(unit) : flights.departurePs(unit));
    }

    /** Returns whether {@code unit}, which is not resident, has been sent and is resident by {@code atNs}. */
    boolean comesBy(long unit, long atNs) {
        return !todo.get(unit) && residentNs(unit) <= atNs;
    }

    /** Returns when the last unit that was sent becomes resident, in ns. */
    long lastResidentNs() {
        return handledNs(Math.max(lastDeparturePs, lastAsidePs));
    }

    /** Returns when a message that leaves behind all that is queued arrives, in ns. */
    long answerNs() {
        return handledNs(Math.max(link.freePs(), lastAsidePs));
    }

    /** Returns a time, in ns, before which the push cannot have committed the last unit. */
    long pushEndsAtEarliestNs() {
        long zero = 0;
        long left = todo.count() << unitShift;
        if (image.zeroEnd() > image.zeroFirst()) {
            long from = image.zeroFirst() >>> unitShift;
            long to = Math.min(units, ((image.zeroEnd() - 1) >>> unitShift) + 1);
            zero = Math.min(left, todo.count(from, to) << unitShift);
        }
        long unitPs = Math.max(wire.normalPs, wire.zeroPs) << unitShift;
        long leftPs = (left - zero) * wire.normalPs + zero * Math.min(wire.zeroPs, wire.normalPs);
        return sender.earliestNs(Math.max(0, leftPs - unitPs));
    }

    /** Returns when the destination has dealt with what left the wire at {@code departurePs}, in ns. */
    private long handledNs(long departurePs) {
        long atNs = ceilNs(departurePs + oneWayPs);
        return tickNs == 1 ? atNs : (atNs + tickNs - 1) / tickNs * tickNs;
    }

    static long ceilNs(long ps) {
        return ps <= 0 ? 0 : (ps + 999) / 1000;
    }
}
