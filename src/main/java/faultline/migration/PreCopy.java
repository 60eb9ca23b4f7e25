package faultline.migration;

import faultline.engine.Engine;
import faultline.engine.Handler;
import faultline.engine.Phase;
import faultline.guest.AccessPattern;
import faultline.guest.MemoryImage;
import faultline.guest.PageMap;
import faultline.model.MigrationSpec;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.net.Link;
import faultline.net.LinkRates;
import org.jspecify.annotations.Nullable;

/**
 * The pre-copy phase: passes over the dirty pages while the guest runs.
 *
 * <p>A pass ends when what is left of it fits the downtime limit; then the dirty log is read. The guest's writes have no
 * events: the log is worked out when it is read.
 */
final class PreCopy {
    private static final long GIB = 1L << 30;

    private final Engine engine;
    private final Wire wire;
    private final Link link;
    private final MemoryImage image;
    private final MigrationSpec spec;
    private final @Nullable AccessPattern[] patterns;
    private final Runnable onEnd;
    private final PageMap todo;
    private final long leadPs;
    private final long thresholdPages;
    private final long syncNs;
    private final long runningPs;
    private final long lookNs;
    private final Handler check = this::onCheck;
    private final Handler synced = this::onSynced;
    private final Handler switchNow = this::onSwitch;

    private int waitingEvent = Engine.NONE;
    private int switchEvent = Engine.NONE;
    private long lastSyncNs;
    private long passStartNs;
    private boolean overrunning;
    private long overrunEndsNs;
    private boolean switchAsked;
    private long cursor;
    private long quota;
    private int passes;
    private boolean converged;
    private boolean toPostCopy;

    /**
     * Makes the phase, with every page dirty.
     *
     * @param busyVcpus how many vCPUs of the guest that runs beside the passes keep the source busy
     * @param onEnd what to do when the guest is to be stopped
     */
    PreCopy(
            Engine engine,
            Wire wire,
            MigrationSpec spec,
            Profile profile,
            int busyVcpus,
            @Nullable AccessPattern[] patterns,
            Runnable onEnd) {
        this.engine = engine;
        this.wire = wire;
        this.link = wire.link;
        this.image = wire.image;
        this.spec = spec;
        this.patterns = patterns;
        this.onEnd = onEnd;
        LinkRates rates = link.rates();
        todo = new PageMap(image.pages());
        todo.setRange(0, image.pages());
        leadPs = rates.leadPs();
        thresholdPages = thresholdBytes(rates, spec) / 4096;
        runningPs = busyVcpus == 0 ? wire.normalPs : Math.max(wire.normalPs, besideNs(profile, busyVcpus) * 1000);
        lookNs = profile.get(Parameter.PRECOPY_LOOK);
        syncNs = profile.get(Parameter.PRECOPY_SYNC) * image.pages() / (GIB / 4096);
    }

    private static long besideNs(Profile profile, int busyVcpus) {
        return profile.get(Parameter.PRECOPY_PAGE) + (busyVcpus - 1) * profile.get(Parameter.PRECOPY_PER_VCPU);
    }

    /** Returns what the link carries within the downtime limit. */
    private static long thresholdBytes(LinkRates rates, MigrationSpec spec) {
        double bytesPerNs = rates.bitsPerSecond() / 8e9;
        if (rates.window() != Long.MAX_VALUE && rates.rttPs() > 0) {
            bytesPerNs = Math.min(bytesPerNs, rates.window() * 1000.0 / rates.rttPs());
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
        lastSyncNs = engine.nowNs();
        link.idleUntil(engine.nowNs() * 1000);
        if (spec.switchover() instanceof Switchover.After after) {
            long atNs = engine.nowNs() + after.span().ns();
            switchEvent = engine.at(atNs, Phase.CONTROL, Ranks.SWITCH, switchNow, 0);
        }
        startPass();
    }

    /** Returns when the source next looks, at {@code nowNs} or later: it does so at fixed times from a pass's start. */
    private long nextLookNs(long nowNs) {
        long since = nowNs - passStartNs;
        return lookNs == 0 ? nowNs : passStartNs + (since + lookNs - 1) / lookNs * lookNs;
    }

    private void startPass() {
        quota = todo.count() - thresholdPages;
        if (quota <= 0) {
            end(true, false);
            return;
        }
        cursor = 0;
        passStartNs = engine.nowNs();
        overrunning = false;
        if (switchAsked && switchEvent == Engine.NONE) {
            switchEvent = engine.at(passStartNs + lookNs, Phase.CONTROL, Ranks.SWITCH, switchNow, 0);
        }
        link.idleUntil(passStartNs * 1000);
        scheduleCheck(Long.MAX_VALUE);
    }

    /** Looks again when the pages that are to go can have gone, at {@code latestNs} at the latest. */
    private void scheduleCheck(long latestNs) {
        long pagesPs = Math.max(0, quota - 1) * Math.min(wire.normalPs, wire.zeroPs);
        long sentNs = Math.max(engine.nowNs(), PageStream.ceilNs(link.freePs() + pagesPs - leadPs));
        long atNs = Math.min(latestNs, sentNs);
        waitingEvent = engine.at(atNs, Phase.CONTROL, Ranks.PASS, check, 0);
    }

    /** Sends what is committed by {@code nowNs}. */
    void advance(long nowNs) {
        long limitPs = nowNs * 1000 + leadPs;
        while (quota > 0 && link.freePs() <= limitPs) {
            long sent = sendRun(limitPs, quota, runningPs);
            quota -= sent;
        }
    }

    /** Sends all that is left, the guest being stopped. */
    void sendRest() {
        while (todo.count() > 0) {
            sendRun(Long.MAX_VALUE, todo.count(), wire.normalPs);
        }
    }

    private long sendRun(long limitPs, long most, long normalPs) {
        long first = todo.nextSet(cursor, image.pages());
        if (first == image.pages()) {
            first = todo.nextSet(0, cursor);
        }
        long end = todo.nextClear(first, Math.min(image.kindEnd(first), first + most));
        boolean zero = image.isZero(first);
        long sent = link.sendPiece(
                limitPs, zero ? Wire.ZERO_BYTES : Wire.NORMAL_BYTES, zero ? wire.zeroPs : normalPs, end - first);
        todo.clearRange(first, first + sent);
        wire.pagesSent(first, first + sent);
        cursor = first + sent == image.pages() ? 0 : first + sent;
        return sent;
    }

    private void onCheck(Engine e, long arg) {
        waitingEvent = Engine.NONE;
        long now = e.nowNs();
        advance(now);
        if (!overrunning && quota == 0 && nextLookNs(now) > now) {
            overrunning = true;
            quota = todo.count();
            overrunEndsNs = nextLookNs(now);
        }
        if (quota > 0 && !(overrunning && now == overrunEndsNs)) {
            scheduleCheck(overrunning ? overrunEndsNs : Long.MAX_VALUE);
            return;
        }
        quota = 0;
        wire.mark(e.nowNs() * 1000);
        waitingEvent = e.at(e.nowNs() + syncNs, Phase.CONTROL, Ranks.PASS, synced, 0);
    }

    private void readDirtyLog() {
        long now = engine.nowNs();
        for (AccessPattern pattern : patterns) {
            if (pattern != null) {
                pattern.collectWrites(lastSyncNs, now, passes, todo);
            }
        }
        lastSyncNs = now;
    }

    private void onSynced(Engine e, long arg) {
        waitingEvent = Engine.NONE;
        readDirtyLog();
        passes++;
        if (todo.count() <= thresholdPages) {
            end(true, false);
        } else if (spec.switchover() instanceof Switchover.AfterPasses after
                && passes >= after.passes()
                && lookNs == 0) {
            end(true, true);
        } else if (passes >= spec.maxPasses()) {
            end(false, spec.strategy() == Strategy.HYBRID);
        } else {
            switchAsked = spec.switchover() instanceof Switchover.AfterPasses after && passes >= after.passes();
            startPass();
        }
    }

    private void onSwitch(Engine e, long arg) {
        switchEvent = Engine.NONE;
        if (nextLookNs(e.nowNs()) > e.nowNs()) {
            switchEvent = e.at(nextLookNs(e.nowNs()), Phase.CONTROL, Ranks.SWITCH, switchNow, 0);
            return;
        }
        advance(e.nowNs());
        readDirtyLog();
        boolean fits = todo.count() <= thresholdPages;
        end(true, !fits);
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
