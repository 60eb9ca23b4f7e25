package faultline.migration;

import faultline.engine.Engine;
import faultline.engine.Handler;
import faultline.engine.Phase;
import faultline.guest.AccessPattern;
import faultline.guest.PageMap;
import faultline.model.MigrationSpec;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.net.LinkRates;
import faultline.unit.Horizon;
import faultline.unit.Rate;
import org.jspecify.annotations.Nullable;

/**
 * The pre-copy phase: passes over the dirty pages while the guest runs.
 *
 * <p>A pass ends when what is left of it fits the downtime limit; then the dirty log is read. The guest's writes have no
 * events: the log is worked out when it is read.
 */
final class PreCopy {
    private static final long GIB = 1L << 30;

    /** Longest run: it bounds the work of one look-up. */
    private static final long RUN_MAX = 4096;

    private final Engine engine;
    private final Wire wire;
    private final MigrationSpec spec;
    private final @Nullable AccessPattern[] patterns;
    private final Runnable onEnd;
    private final GuestClock clock;
    private final Throttle throttle;
    private final DiskCopy disk;
    private final Sender sender;
    private final PassOrder order;
    private final PassPages pages;
    private final PageMap todo;
    private final PageMap written;
    private final long thresholdBytes;
    private final long syncNs;
    private final long lookNs;
    private final Handler check = this::onCheck;
    private final Handler synced = this::onSynced;
    private final Handler switchNow = this::onSwitch;

    private int waitingEvent = Engine.NONE;
    private int switchEvent = Engine.NONE;
    private long readGuestNs;
    private long passStartNs;
    private boolean overrunning;
    private long overrunEndsNs;
    private boolean switchAsked;
    private long quota;
    private int passes;
    private int readings;
    private boolean converged;
    private boolean toPostCopy;

    /**
     * Makes the phase, with every page dirty.
     *
     * @param source what the source sends pages, blocks and marks with
     * @param guest what runs beside the passes
     * @param onEnd what to do when the guest is to be stopped
     */
    PreCopy(Engine engine, MigrationSpec spec, Profile profile, PassTools source, RunningGuest guest, Runnable onEnd) {
        this.engine = engine;
        this.spec = spec;
        this.onEnd = onEnd;
        wire = source.wire();
        disk = source.disk();
        sender = source.sender();
        order = source.order();
        pages = source.pages();
        patterns = guest.patterns();
        clock = guest.clock();
        throttle = new Throttle(spec.precopy().autoConverge(), clock);
        long count = wire.image.pages();
        todo = wire.scratch.pages(count);
        todo.setRange(0, count);
        written = wire.scratch.pages(count);
        thresholdBytes = thresholdBytes(wire.link.rates(), spec);
        lookNs = profile.get(Parameter.PRECOPY_LOOK);
        syncNs = profile.get(Parameter.PRECOPY_SYNC) * count / (GIB / 4096);
    }

    /** What runs at the source while passes are made. */
    record RunningGuest(@Nullable AccessPattern[] patterns, GuestClock clock) {}

    /** Returns what the sender gets through within the downtime limit. */
    private static long thresholdBytes(LinkRates rates, MigrationSpec spec) {
        double bytesPerNs = rates.bitsPerSecond() / 8e9;
        if (rates.window() != Long.MAX_VALUE && rates.rttPs() > 0) {
            bytesPerNs = Math.min(bytesPerNs, rates.window() * 1000.0 / rates.rttPs());
        }
        Rate limit = spec.bandwidth();
        if (limit != null) {
            bytesPerNs = Math.min(bytesPerNs, limit.bitsPerSecond() / 8e9);
        }
        return (long) (bytesPerNs * spec.downtimeLimit().ns());
    }

    /** Returns the pages of 4 KiB that the destination lacks. */
    PageMap todo() {
        return todo;
    }

    int passes() {
        return passes;
    }

    /** Returns whether the rest fitted the downtime limit. */
    boolean converged() {
        return converged;
    }

    /** Returns whether the migration goes on as a post-copy. */
    boolean toPostCopy() {
        return toPostCopy;
    }

    /** Starts the first pass now. */
    void start() {
        long now = engine.nowNs();
        readGuestNs = clock.guestNs(now);
        throttle.begin(now, wire.memoryBytes());
        sender.begin(now);
        if (spec.switchover() instanceof Switchover.After after) {
            long atNs = now + after.span().ns();
            switchEvent = engine.at(atNs, Phase.CONTROL, Ranks.SWITCH, switchNow, 0);
        }
        startPass();
    }

    /** Returns how many pages fit the downtime limit beside the blocks that wait. */
    private long thresholdPages() {
        return Math.max(0, thresholdBytes - blocksBytes()) / 4096;
    }

    private long blocksBytes() {
        return disk.bytes(disk.waiting(clock.guestNs(engine.nowNs())));
    }

    private boolean fits() {
        return blocksBytes() <= thresholdBytes && todo.count() <= thresholdPages();
    }

    /** Returns when the source next looks, at {@code nowNs} or later: it does so at fixed times from a pass's start. */
    private long nextLookNs(long nowNs) {
        long since = nowNs - passStartNs;
        return lookNs == 0 ? nowNs : passStartNs + (since + lookNs - 1) / lookNs * lookNs;
    }

    private void startPass() {
        if (fits()) {
            end(true, false);
            return;
        }
        quota = Math.max(0, todo.count() - thresholdPages());
        passStartNs = engine.nowNs();
        overrunning = false;
        if (switchAsked && switchEvent == Engine.NONE) {
            switchEvent = engine.at(passStartNs + lookNs, Phase.CONTROL, Ranks.SWITCH, switchNow, 0);
        }
        disk.beginPass(clock.guestNs(passStartNs));
        order.begin(todo);
        sender.begin(passStartNs);
        scheduleCheck(Long.MAX_VALUE);
    }

    /** Looks again when what is to go can have been committed, at {@code latestNs} at the latest. */
    private void scheduleCheck(long latestNs) {
        long blocks = disk.left();
        long aheadPs = quota > 0
                ? disk.servicePs(blocks) + (quota - 1) * pages.leastPs()
                : disk.servicePs(Math.max(0, blocks - 1));
        long atNs = Math.min(latestNs, Math.max(engine.nowNs(), sender.earliestNs(aheadPs)));
        waitingEvent = engine.at(atNs, Phase.CONTROL, Ranks.PASS, check, 0);
    }

    /** Sends what is committed by {@code nowNs}. */
    void advance(long nowNs) {
        while (disk.left() > 0) {
            if (disk.send(sender, nowNs) == 0) {
                return;
            }
        }
        while (quota > 0) {
            long sent = sendRun(sender, nowNs, quota);
            if (sent == 0) {
                return;
            }
            quota -= sent;
        }
    }

    /** Sends all that is left, the guest being stopped. */
    void sendRest(Sender unpaced) {
        order.stop();
        pages.stop();
        while (todo.count() > 0) {
            sendRun(unpaced, Horizon.NS, todo.count());
        }
    }

    private long sendRun(Sender by, long nowNs, long most) {
        long first = order.next(todo);
        long end = Math.min(todo.size(), first + Math.min(most, RUN_MAX));
        end = order.runEnd(todo, first, pages.runEnd(first, end));
        long sent = by.commit(nowNs, pages.bytes(first), pages.servicePs(first), end - first);
        if (sent > 0) {
            todo.clearRange(first, first + sent);
            pages.sent(first, first + sent);
            order.sent(first + sent);
        }
        return sent;
    }

    private void onCheck(Engine e, long arg) {
        waitingEvent = Engine.NONE;
        long now = e.nowNs();
        advance(now);
        if (!overrunning && allGone() && nextLookNs(now) > now) {
            overrunning = true;
            quota = todo.count();
            overrunEndsNs = nextLookNs(now);
        }
        if (!allGone() && !(overrunning && now == overrunEndsNs)) {
            scheduleCheck(overrunning ? overrunEndsNs : Long.MAX_VALUE);
            return;
        }
        quota = 0;
        wire.mark(now * 1000);
        waitingEvent = e.at(now + syncNs, Phase.CONTROL, Ranks.PASS, synced, 0);
    }

    /** Returns whether all that the pass is to send has been committed. */
    private boolean allGone() {
        return quota == 0 && disk.left() == 0;
    }

    private void readDirtyLog() {
        long now = engine.nowNs();
        long guestNs = clock.guestNs(now);
        written.clearAll();
        for (AccessPattern pattern : patterns) {
            if (pattern != null) {
                pattern.collectWrites(readGuestNs, guestNs, passes, written);
            }
        }
        readGuestNs = guestNs;
        long before = todo.count();
        todo.setAll(written);
        order.read(written);
        pages.read(++readings);
        throttle.read(now, todo.count() - before, wire.memoryBytes());
    }

    private void onSynced(Engine e, long arg) {
        waitingEvent = Engine.NONE;
        readDirtyLog();
        passes++;
        if (fits()) {
            end(true, false);
        } else if (passesAreDone() && lookNs == 0) {
            end(true, true);
        } else if (passes >= spec.maxPasses()) {
            end(false, spec.strategy() == Strategy.HYBRID);
        } else {
            switchAsked = passesAreDone();
            startPass();
        }
    }

    private boolean passesAreDone() {
        return spec.switchover() instanceof Switchover.AfterPasses after && passes >= after.passes();
    }

    private void onSwitch(Engine e, long arg) {
        switchEvent = Engine.NONE;
        if (nextLookNs(e.nowNs()) > e.nowNs()) {
            switchEvent = e.at(nextLookNs(e.nowNs()), Phase.CONTROL, Ranks.SWITCH, switchNow, 0);
            return;
        }
        advance(e.nowNs());
        readDirtyLog();
        end(true, !fits());
    }

    private void end(boolean fits, boolean postCopy) {
        converged = fits;
        toPostCopy = postCopy;
        quota = 0;
        if (waitingEvent != Engine.NONE) {
            engine.cancel(waitingEvent);
            waitingEvent = Engine.NONE;
        }
        if (switchEvent != Engine.NONE) {
            engine.cancel(switchEvent);
            switchEvent = Engine.NONE;
        }
        onEnd.run();
    }
}
