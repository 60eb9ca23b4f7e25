package faultline.migration;

import faultline.engine.Engine;
import faultline.engine.Handler;
import faultline.engine.Phase;
import faultline.guest.AccessPattern;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.stats.Recorder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The guest's vCPUs at the destination: each runs, blocks on a missing page, and goes on when it has come. */
final class Vcpus {
    /** A vCPU that does not wait. */
    static final long NOTHING = -1;

    private final Engine engine;
    private final PageStream stream;
    private final Recorder recorder;
    private final @Nullable AccessPattern[] patterns;
    private final long handlingNs;
    private final long repeatNs;
    private final Handler touch = this::onTouch;
    private final Handler handled = this::onHandled;
    private final Handler wake = this::onWake;

    private final long[] waitsFor;
    private final long[] blockedSinceNs;
    private final long[] askedNs;
    private final long[] blockedNs;
    private int blocked;
    private long blockedSumNs;
    private long allBlockedSinceNs;
    private long allBlockedNs;
    private @Nullable DemandService service;

    Vcpus(Engine engine, PageStream stream, @Nullable AccessPattern[] patterns, Profile profile, Recorder recorder) {
        this.engine = engine;
        this.stream = stream;
        this.patterns = patterns;
        this.recorder = recorder;
        handlingNs = profile.get(Parameter.DEMAND_HANDLING);
        repeatNs = profile.get(Parameter.DEMAND_REPEAT);
        waitsFor = new long[patterns.length];
        Arrays.fill(waitsFor, NOTHING);
        blockedSinceNs = new long[patterns.length];
        Arrays.fill(blockedSinceNs, NOTHING);
        askedNs = new long[patterns.length];
        blockedNs = new long[patterns.length];
    }

    void serveWith(DemandService demandService) {
        service = demandService;
    }

    int count() {
        return patterns.length;
    }

    int blocked() {
        return blocked;
    }

    long[] blockedNs() {
        return blockedNs;
    }

    long allBlockedNs() {
        return allBlockedNs;
    }

    /** Returns the unit that {@code vcpu} has asked for, or {@link #NOTHING}. */
    long waitsFor(int vcpu) {
        return waitsFor[vcpu];
    }

    /** Starts the guest. */
    void start() {
        long now = engine.nowNs();
        stream.advance(now);
        for (int vcpu = 0; vcpu < patterns.length; vcpu++) {
            AccessPattern pattern = patterns[vcpu];
            if (pattern != null) {
                pattern.start(now);
                scheduleTouch(vcpu, pattern);
            }
        }
    }

    private void scheduleTouch(int vcpu, AccessPattern pattern) {
        pattern.draw(stream.resident());
        if (pattern.isCertain()) {
            passHits(pattern);
        }
        if (pattern.candidateNs() != AccessPattern.NEVER) {
            engine.at(pattern.candidateNs(), Phase.GUEST, vcpu, touch, vcpu);
        }
    }

    /** Makes at once the touches of units that are on their way now and resident by then; nobody sees them. */
    private void passHits(AccessPattern pattern) {
        long before = -1;
        while (pattern.candidateNs() != AccessPattern.NEVER
                && pattern.candidateUnit() > before // Else it goes round, and what has come by then is not known.
                && stream.comesBy(pattern.candidateUnit(), pattern.candidateNs())) {
            before = pattern.candidateUnit();
            pattern.touched(pattern.candidateNs());
            pattern.draw(stream.resident());
        }
    }

    private AccessPattern pattern(int vcpu) {
        AccessPattern pattern = patterns[vcpu];
        assert pattern != null : "vCPU " + vcpu + " does nothing";
        return pattern;
    }

    private void onTouch(Engine e, long arg) {
        int vcpu = (int) arg;
        long now = e.nowNs();
        stream.advance(now);
        AccessPattern pattern = pattern(vcpu);
        if (stream.resident().get(pattern.candidateUnit())) {
            pattern.touched(now);
            scheduleTouch(vcpu, pattern);
            return;
        }
        blockedSinceNs[vcpu] = now;
        blockedSumNs -= now;
        if (++blocked == patterns.length) {
            allBlockedSinceNs = now;
        }
        if (handlingNs > 0) {
            e.at(now + handlingNs, Phase.GUEST, vcpu, handled, vcpu);
        } else {
            onHandled(e, vcpu);
        }
    }

    private void onHandled(Engine e, long arg) {
        int vcpu = (int) arg;
        long now = e.nowNs();
        stream.advance(now);
        askedNs[vcpu] = now;
        long unit = pattern(vcpu).candidateUnit();
        if (stream.resident().get(unit)) {
            onWake(e, vcpu);
            return;
        }
        if (isWaitedFor(unit)) {
            recorder.sharedWaits++;
        } else {
            recorder.distinctFaults++;
        }
        waitsFor[vcpu] = unit;
        recorder.pageRequests++;
        assert service != null : "no demand service";
        service.fault(vcpu);
    }

    private boolean isWaitedFor(long unit) {
        for (long waited : waitsFor) {
            if (waited == unit) {
                return true;
            }
        }
        return false;
    }

    /** Wakes {@code vcpu} at {@code atNs}, when its page is resident. */
    void wakeAt(int vcpu, long atNs) {
        engine.at(atNs, Phase.GUEST, vcpu, wake, vcpu);
    }

    /** Wakes {@code vcpu} now. */
    void wakeNow(int vcpu) {
        onWake(engine, vcpu);
    }

    private void onWake(Engine e, long arg) {
        int vcpu = (int) arg;
        long now = e.nowNs();
        stream.advance(now);
        AccessPattern pattern = pattern(vcpu);
        assert stream.resident().get(pattern.candidateUnit()) : "vCPU " + vcpu + " wakes without its page";
        recorder.waited(now - blockedSinceNs[vcpu]);
        unblock(vcpu, now);
        pattern.touched(now);
        scheduleTouch(vcpu, pattern);
    }

    private void unblock(int vcpu, long now) {
        if (waitsFor[vcpu] != NOTHING && repeatNs > 0) {
            recorder.pageRequests += (now - askedNs[vcpu]) / repeatNs;
        }
        waitsFor[vcpu] = NOTHING;
        blockedNs[vcpu] += now - blockedSinceNs[vcpu];
        blockedSumNs += now;
        if (blocked-- == patterns.length) {
            allBlockedNs += now - allBlockedSinceNs;
        }
        blockedSinceNs[vcpu] = NOTHING;
    }

    /** Returns the vCPUs' waits up to {@code nowNs} together, those that still last too. */
    long blockedSumNs(long nowNs) {
        return blockedSumNs + blocked * nowNs;
    }

    /** Ends the account at {@code nowNs}: waits that still last are counted up to now. */
    void close(long nowNs) {
        for (int vcpu = 0; vcpu < patterns.length; vcpu++) {
            if (blockedSinceNs[vcpu] != NOTHING) {
                unblock(vcpu, nowNs);
            }
        }
    }
}
