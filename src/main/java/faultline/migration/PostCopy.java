package faultline.migration;

import faultline.engine.Engine;
import faultline.engine.Handler;
import faultline.engine.Phase;
import faultline.guest.AccessPattern;
import faultline.guest.PageMap;
import faultline.model.Parameter;
import faultline.model.Preempt;
import faultline.model.Prepaging;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.net.LinkRates;
import faultline.stats.Recorder;
import org.jspecify.annotations.Nullable;

/** The post-copy phase: demand fetch and active push race until every page is resident at the destination. */
final class PostCopy {
    final Engine engine;
    final Wire wire;
    final PageStream stream;
    final Recorder recorder;
    final Vcpus vcpus;

    private final PushReview review;
    private final Prefetcher prefetcher;
    private final int unitShift;
    private final Handler startPush = (e, arg) -> resumePush();
    private final Handler resume = this::onResume;
    private final Handler check = this::onCheck;
    private final Handler finish = this::onFinish;

    private int checkEvent = Engine.NONE;
    private boolean resumed;
    private boolean finishing;
    private long finishedNs;

    /**
     * Makes the phase.
     *
     * @param todo units that the destination lacks
     */
    PostCopy(
            Engine engine,
            Wire wire,
            Scenario scenario,
            Profile profile,
            @Nullable AccessPattern[] patterns,
            PageMap todo,
            Recorder recorder) {
        this.engine = engine;
        this.wire = wire;
        this.recorder = recorder;
        unitShift = Integer.numberOfTrailingZeros(scenario.vm().pagesPerHostPage());
        boolean preempt = scenario.migration().preempt();
        LinkRates rates = wire.link.rates();
        long rttNs = scenario.link().rtt().ns();
        long requestNs = rttNs - rttNs / 2;
        long oneWayPs = rates.oneWayPs() + profile.get(Parameter.PLACE_PAGE) * 1000;
        stream = new PageStream(
                wire,
                unitShift,
                todo,
                new Sender(
                        wire.link,
                        preempt ? rates.pathLeadPs() : rates.leadPs(),
                        new Pace(scenario.migration().limits().postcopy())),
                order(scenario, profile),
                new PageStream.UrgentChannel(preempt, writeUnits(scenario, profile)),
                oneWayPs,
                Math.max(profile.get(Parameter.PLACE_TICK), rates.wirePs(profile.get(Parameter.PLACE_SEGMENT)) / 1000));
        vcpus = new Vcpus(engine, stream, patterns, profile, recorder);
        long window = units(profile.get(Parameter.DEMAND_WINDOW));
        vcpus.serveWith(
                switch (profile.behaviour().demandService()) {
                    case PIPELINED -> new PipelinedDemand(this, vcpus, requestNs, window);
                    case BATCHED ->
                        new BatchedDemand(
                                this,
                                vcpus,
                                requestNs,
                                profile.get(Parameter.DEMAND_GATHER),
                                profile.get(Parameter.DEMAND_INSTALL),
                                window);
                });
        long quietNs = rttNs + profile.get(Parameter.PUSH_QUIET);
        review = new PushReview(this, vcpus, profile.get(Parameter.PUSH_PATIENCE), quietNs);
        prefetcher = new Prefetcher(
                this, profile.get(Parameter.PREFETCH_WINDOW), profile.get(Parameter.PREFETCH_DELAY), rttNs, requestNs);
    }

    /** Returns the push's order: bubbles, or a cursor that follows the faults where the hypervisor's does. */
    private PushOrder order(Scenario scenario, Profile profile) {
        Prepaging prepaging = scenario.migration().postcopy().prepaging();
        if (prepaging != null) {
            return new BubbleOrder(prepaging, unitShift, recorder);
        }
        Profile.Behaviour behaviour = profile.behaviour();
        boolean pipelined = behaviour.demandService() == Profile.DemandService.PIPELINED;
        boolean follows = !scenario.migration().preempt() || behaviour.pushFollowsPreempt();
        return new CursorOrder(pipelined && behaviour.pushFollowsFault() && follows);
    }

    /** Returns how many units the push writes at once where its thread sends the urgent ones too. */
    private long writeUnits(Scenario scenario, Profile profile) {
        return scenario.migration().postcopy().preempt() == Preempt.CHANNEL
                ? units(profile.get(Parameter.PUSH_WRITE))
                : 1;
    }

    /** Returns how many units {@code pages} pages are, rounded up; at least one. */
    private long units(long pages) {
        return Math.max(1, (pages + (1L << unitShift) - 1) >> unitShift);
    }

    /** Schedules the phase: the push starts at {@code pushNs}, the guest at {@code resumeNs}. */
    void schedule(long pushNs, long resumeNs) {
        engine.at(pushNs, Phase.CONTROL, Ranks.PUSH_START, startPush, 0);
        engine.at(resumeNs, Phase.CONTROL, Ranks.RESUME, resume, 0);
    }

    /** Returns when the last page became resident, in ns. */
    long finishedNs() {
        return finishedNs;
    }

    private void onResume(Engine e, long arg) {
        resumed = true;
        vcpus.start();
        review.start();
        prefetcher.start();
        checkEnd();
    }

    /** Starts the push, or lets it go on. */
    void resumePush() {
        stream.advance(engine.nowNs());
        stream.startPush(engine.nowNs());
        onLook();
    }

    /** Returns whether requests that ask for nothing new matter too: they keep a push that yielded halted. */
    boolean mayYield() {
        return review.enabled();
    }

    /** Requests have reached the source and been answered. */
    void requested() {
        review.requested();
        checkEnd();
    }

    /** Counts a request for a page that turns out to be zero. */
    void noteZero(long unit) {
        if (wire.image.isZero(unit << unitShift)) {
            recorder.requestsForZero++;
        }
    }

    private void onCheck(Engine e, long arg) {
        checkEvent = Engine.NONE;
        stream.advance(e.nowNs());
        onLook();
    }

    private void onLook() {
        checkEnd();
        if (stream.pushing() && !stream.allSent() && checkEvent == Engine.NONE) {
            long atNs = Math.max(engine.nowNs(), stream.pushEndsAtEarliestNs());
            checkEvent = engine.at(atNs, Phase.CONTROL, Ranks.FINISH, check, 0);
        }
    }

    /** Schedules the end as soon as the guest runs and the last unit is on its way. */
    void checkEnd() {
        if (resumed && !finishing && stream.allSent()) {
            finishing = true;
            long atNs = Math.max(engine.nowNs(), stream.lastResidentNs());
            engine.at(atNs, Phase.CONTROL, Ranks.FINISH, finish, 0);
        }
    }

    private void onFinish(Engine e, long arg) {
        finishedNs = e.nowNs();
        stream.advance(finishedNs);
        vcpus.close(finishedNs);
        e.stop();
    }
}
