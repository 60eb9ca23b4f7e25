package faultline.twin;

import faultline.engine.Phase;
import faultline.guest.AccessPattern;
import faultline.guest.Awakening;
import faultline.guest.Loads;
import faultline.guest.MemoryImage;
import faultline.guest.PageMap;
import faultline.guest.RandomAccess;
import faultline.model.Load;
import faultline.model.Parameter;
import faultline.model.Preempt;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.model.Transport;
import faultline.net.LinkRates;
import faultline.rng.Rng;
import faultline.stats.OptionFigures;
import faultline.stats.Recorder;
import faultline.stats.Result;
import faultline.stats.Traffic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model of models/README.md as it stands there: an event for each commit, arrival and touch of a page.
 *
 * <p>It is slow and plain on purpose; it shares with the simulator only what a random draw or a unit is.
 */
final class NaiveTwin {
    private static final int SWITCH = 0;
    private static final int PUSH_START = 2;
    private static final int RESUME = 3;
    private static final int REVIEW = 4;
    private static final int QUIET = 5;
    private static final int GATHER = 6;
    private static final int FINISH = 8;
    private static final int BEHIND_VCPUS = 50_000;

    final NaiveQueue queue = new NaiveQueue();
    private final Recorder recorder = new Recorder();
    private final Scenario scenario;
    private final Profile profile;
    private final long seed;
    final MemoryImage image;
    final NaiveLink link;
    private final long rttNs;
    private final int perUnit;
    private final long normalPs;
    final long zeroPs;
    private final List<Vcpu> vcpus = new ArrayList<>();
    private final NaiveWalks walks;

    Traffic.Stage stage = Traffic.Stage.PRE_COPY;
    private final BitSet sentOnce = new BitSet();

    // Pre-copy.
    final NaiveClock clock = new NaiveClock();
    private final NaivePace pace;
    private final NaiveDisk disk;
    private final NaivePasses passes;
    private boolean toPostCopy;

    // Post-copy.
    private final BitSet unsent = new BitSet();
    private final PageMap resident;
    private int units;
    private int pushCursor;
    private boolean pushing;
    private boolean pushTicking;
    private boolean pushSlept;
    private long pushedUnits;

    /** How many units the push sent to complete a write ahead of an urgent one. */
    long writesCompleted;

    private final NaivePace pushPace;
    private final NaiveBubbles bubbles;
    private long pushLeadPs;
    private boolean resumed;
    private long pushedNormal;
    private long lastRequestNs;
    private boolean batchBusy;
    private boolean gathering;
    private final List<Vcpu> waitingForBatch = new ArrayList<>();
    private long reviewedSumNs;
    private long allBlockedSinceNs;
    private long allBlockedNs;

    // Results.
    private long setupNs;
    private long stoppedNs;
    private long writtenNs;
    private long resumedNs;
    private long endNs;

    NaiveTwin(Scenario scenario, Profile profile, long seed) {
        this.scenario = scenario;
        this.profile = profile;
        this.seed = seed;
        image = MemoryImage.of(scenario, profile);
        LinkRates rates = LinkRates.of(scenario.link(), scenario.migration().transport(), profile);
        link = new NaiveLink(rates);
        rttNs = scenario.link().rtt().ns();
        perUnit = scenario.vm().pagesPerHostPage();
        normalPs = Math.max(rates.wirePs(4104), get(Parameter.SOURCE_PAGE) * 1000);
        zeroPs = Math.max(rates.wirePs(9), get(Parameter.SOURCE_ZERO_PAGE) * 1000);
        units = (int) (image.pages() / perUnit);
        resident = new PageMap(units);
        pushPace = new NaivePace(scenario.migration().limits().postcopy());
        bubbles = new NaiveBubbles(scenario.migration().postcopy().prepaging(), perUnit, units);
        pace = new NaivePace(scenario.migration().bandwidth());
        disk = new NaiveDisk(this, scenario, profile);
        passes = new NaivePasses(this, scenario, profile, pace, disk);
        walks = new NaiveWalks(scenario, profile, image, seed);
        makeVcpus();
    }

    Recorder recorder() {
        return recorder;
    }

    /** How often the operator's limit put the sender to sleep. */
    long paceSleeps() {
        return pace.sleeps + pushPace.sleeps;
    }

    /** How often the window put a message off. */
    long windowShut() {
        return link.shut;
    }

    private long get(Parameter parameter) {
        return profile.get(parameter);
    }

    /** One vCPU: a walk, touched page by page, or a random load that draws its next fault. */
    private static final class Vcpu {
        final int rank;
        final @Nullable AccessPattern random;
        final List<Integer> walk;
        final long[] hotPages;
        final long[] writtenPages;
        int walkAt;
        boolean wantsTable;
        int hotNext = Integer.MAX_VALUE;
        NaiveQueue.@Nullable Event next;
        long nextGuestNs;

        int unit;
        boolean blocked;
        boolean asked;
        long sinceNs;
        long blockedNs;

        Vcpu(int rank, @Nullable AccessPattern pattern, List<Integer> walk, int walkAt) {
            this.rank = rank;
            hotPages = pattern instanceof Awakening awakening ? awakening.hotPages() : new long[0];
            writtenPages = pattern instanceof Awakening awakening ? awakening.writtenPages() : new long[0];
            AccessPattern own = pattern instanceof Awakening awakening ? awakening.then() : pattern;
            if (own != null && !(own instanceof RandomAccess) && walk.isEmpty()) {
                throw new AssertionError("vCPU " + rank + " should be random");
            }
            random = walk.isEmpty() ? own : null;
            this.walk = walk;
            this.walkAt = walkAt;
        }
    }

    private void makeVcpus() {
        @Nullable AccessPattern[] patterns = Loads.of(scenario, profile, image, seed);
        int count = scenario.vm().vcpus();
        for (int v = 0; v < count; v++) {
            List<Integer> walk = walks.walk(v);
            int at = walk.isEmpty() ? 0 : (int) new Rng(seed, "worker " + v).nextLong(walk.size());
            vcpus.add(new Vcpu(v, patterns[v], walk, at));
        }
    }

    // ---- Setup and stop ----

    Result run() {
        for (Vcpu vcpu : vcpus) {
            if (vcpu.random != null) {
                vcpu.random.start(0);
            }
            walkOn(vcpu);
        }
        long diskBytes = scenario.vm().disk() == null ? 0 : scenario.vm().disk().count();
        setupNs = get(Parameter.SETUP_BASE)
                + ratio(
                        get(Parameter.SETUP_IMAGE_CHECK),
                        Math.min(diskBytes, get(Parameter.SETUP_IMAGE_SIZE)),
                        1L << 30)
                + roundTrips(Parameter.SETUP_ROUND_TRIPS);
        if (scenario.migration().transport() == Transport.RDMA) {
            setupNs += ratio(get(Parameter.RDMA_PIN), scenario.vm().memory().count(), 1L << 30);
        }
        queue.at(setupNs, Phase.CONTROL, SWITCH, this::sendDisk);
        queue.run();
        return result();
    }

    static long ratio(long factor, long numerator, long denominator) {
        return BigInteger.valueOf(factor)
                .multiply(BigInteger.valueOf(numerator))
                .divide(BigInteger.valueOf(denominator))
                .longValueExact();
    }

    private long roundTrips(Parameter thousandths) {
        return ratio(rttNs, get(thousandths), 1000);
    }

    private void sendDisk() {
        if (scenario.migration().storage() == Storage.BLOCK) {
            disk.sendAll(pace);
            queue.at(ceilNs(link.freePs), Phase.CONTROL, SWITCH, this::begin);
        } else {
            begin();
        }
    }

    private void begin() {
        passes.dirty.set(0, (int) image.pages());
        if (scenario.migration().strategy() == Strategy.POST_COPY) {
            toPostCopy = true;
            stop();
        } else {
            passes.start();
        }
    }

    void stop() {
        stoppedNs = queue.nowNs();
        toPostCopy |= passes.toPostCopy;
        passes.stop();
        disk.stop();
        for (Vcpu vcpu : vcpus) {
            if (vcpu.next != null) {
                vcpu.next.cancelled = true;
            }
            if (vcpu.random != null) {
                vcpu.random.stop(clock.guestAt(stoppedNs));
            }
        }
        stage = Traffic.Stage.STOP;
        long savedNs = stoppedNs + stopSpan();
        link.wasIdle(savedNs);
        disk.sendRest();
        if (toPostCopy) {
            findUnits();
            bulk(savedNs, Traffic.Kind.DISCARD, 16L * ranges());
        } else {
            passes.sendRest();
        }
        bulk(
                savedNs,
                Traffic.Kind.DEVICE_STATE,
                get(Parameter.DEVICE_STATE) + vcpus.size() * get(Parameter.DEVICE_STATE_PER_VCPU));
        writtenNs = savedNs;
        if (stopBytes() > link.rates.socketBytes()) {
            writtenNs = Math.max(savedNs, ceilNs(link.freePs - link.rates.leadPs()));
        }
        resumedNs = ceilNs(link.freePs + link.rates.oneWayPs()) + get(Parameter.RESUME_LOAD);
        if (toPostCopy) {
            stage = Traffic.Stage.POST_COPY;
            pushLeadPs = scenario.migration().preempt() ? link.rates.pathLeadPs() : link.rates.leadPs();
            queue.at(writtenNs, Phase.CONTROL, PUSH_START, this::startPush);
            queue.at(resumedNs, Phase.CONTROL, RESUME, this::resume);
        } else {
            endNs = resumedNs;
            queue.at(resumedNs, Phase.CONTROL, FINISH, queue::stop);
        }
    }

    private long stopSpan() {
        double doublings =
                Math.max(0, StrictMath.log(scenario.vm().memory().count() / (512.0 * 1024 * 1024)) / StrictMath.log(2));
        long quiesce = scenario.load() instanceof Load.Idle ? 0 : get(Parameter.STOP_QUIESCE);
        return get(Parameter.STOP_BASE)
                + (long) (get(Parameter.STOP_PER_DOUBLING) * doublings)
                + Math.max(quiesce, roundTrips(Parameter.STOP_HANDSHAKE))
                + roundTrips(Parameter.STOP_ROUND_TRIPS);
    }

    private long stopBytes() {
        long bytes = 0;
        for (Traffic.Kind kind : Traffic.Kind.values()) {
            bytes += recorder.traffic().bytes(Traffic.Stage.STOP, kind);
        }
        return bytes;
    }

    private void bulk(long nowNs, Traffic.Kind kind, long bytes) {
        link.sendBulk(nowNs, bytes);
        recorder.traffic().add(stage, kind, bytes);
    }

    static long ceilNs(long ps) {
        return Math.max(0, Math.floorDiv(ps + 999, 1000));
    }

    // ---- Accounts ----

    void accountPage(int page) {
        Traffic traffic = recorder.traffic();
        boolean zero = image.isZero(page);
        if (zero) {
            recorder.zeroPages++;
        } else {
            recorder.normalPages++;
        }
        if (sentOnce.get(page)) {
            recorder.resentPages++;
            traffic.add(stage, Traffic.Kind.RESENT, zero ? 9 : 4104);
        } else if (zero) {
            traffic.add(stage, Traffic.Kind.ZERO_PAGES, 9);
        } else {
            traffic.add(stage, Traffic.Kind.PAGES, 4096);
            traffic.add(stage, Traffic.Kind.HEADERS, 8);
        }
        sentOnce.set(page);
    }

    void sendMark() {
        link.wasIdle(queue.nowNs());
        link.send(8, link.rates.wirePs(8));
        recorder.traffic().add(stage, Traffic.Kind.HEADERS, 8);
    }

    // ---- What pre-copy does to the guest ----

    void collectRandomWrites(long fromNs, long toNs, int pass, PageMap written) {
        for (Vcpu vcpu : vcpus) {
            if (vcpu.random != null) {
                vcpu.random.collectWrites(fromNs, toNs, pass, written);
            }
            writeHotPages(vcpu, fromNs, toNs, written);
        }
    }

    /** Each hot page's writes are at its place in the period and every period after that. */
    private void writeHotPages(Vcpu vcpu, long fromNs, long toNs, PageMap written) {
        long period = get(Parameter.GUEST_HOT_PERIOD);
        long[] pages = vcpu.writtenPages;
        for (int i = 0; i < pages.length && toNs > fromNs; i++) {
            BigInteger place = BigInteger.valueOf(period).multiply(BigInteger.valueOf(i));
            long firstNs = place.divide(BigInteger.valueOf(pages.length)).longValueExact();
            long behindNs = period == 0 ? 0 : Math.floorMod(toNs - firstNs, period);
            if (toNs - behindNs > fromNs) {
                written.set(pages[i]);
            }
        }
    }

    /** Takes so much of the time from the guest; touches that are under way end later. */
    void throttle(int percent) {
        clock.throttle(queue.nowNs(), percent);
        for (Vcpu vcpu : vcpus) {
            NaiveQueue.Event next = vcpu.next;
            if (next != null) {
                next.cancelled = true;
                vcpu.next = queue.at(clock.wallWhen(vcpu.nextGuestNs), next.phase, next.rank, next.action);
            }
        }
        disk.clockChanged();
    }

    // ---- The guest ----

    private void walkOn(Vcpu vcpu) {
        if (!vcpu.walk.isEmpty()) {
            long touchNs = Math.max(1, get(Parameter.GUEST_TOUCH));
            long atNs = queue.nowNs() + touchNs;
            if (!resumed) {
                vcpu.nextGuestNs = clock.guestAt(queue.nowNs()) + touchNs;
                atNs = clock.wallWhen(vcpu.nextGuestNs);
            }
            vcpu.next = queue.at(atNs, Phase.GUEST, vcpu.rank, () -> touchWalk(vcpu));
        }
    }

    private void touchWalk(Vcpu vcpu) {
        int page = vcpu.walk.get(vcpu.walkAt);
        long table = walks.table(vcpu.rank, vcpu.walkAt);
        if (resumed) {
            int tableUnit = (int) (table / perUnit);
            vcpu.wantsTable = table >= 0 && !resident.get(tableUnit);
            touch(vcpu, vcpu.wantsTable ? tableUnit : page / perUnit);
            return;
        }
        if (passes.running()) {
            passes.log.set(page);
            if (table >= 0) {
                passes.log.set((int) table);
            }
        }
        completeTouch(vcpu);
    }

    /** The touch is done: on to the next. */
    private void completeTouch(Vcpu vcpu) {
        if (vcpu.wantsTable) {
            vcpu.wantsTable = false;
            queue.at(queue.nowNs(), Phase.GUEST, vcpu.rank, () -> touchWalk(vcpu));
        } else if (vcpu.hotNext < vcpu.hotPages.length) {
            vcpu.hotNext++;
            awaken(vcpu);
        } else if (!vcpu.walk.isEmpty()) {
            vcpu.walkAt = (vcpu.walkAt + 1) % vcpu.walk.size();
            walkOn(vcpu);
        } else if (vcpu.random != null) {
            vcpu.random.touched(queue.nowNs());
            drawRandom(vcpu);
        }
    }

    /** Touches the kernel's hot pages one after another, then goes over to the vCPU's own work. */
    private void awaken(Vcpu vcpu) {
        while (vcpu.hotNext < vcpu.hotPages.length) {
            int unit = (int) (vcpu.hotPages[vcpu.hotNext] / perUnit);
            if (!resident.get(unit)) {
                queue.at(queue.nowNs(), Phase.GUEST, vcpu.rank, () -> touch(vcpu, unit));
                return;
            }
            vcpu.hotNext++;
        }
        if (vcpu.random != null) {
            vcpu.random.start(queue.nowNs());
        }
        walkOn(vcpu);
        drawRandom(vcpu);
    }

    private void drawRandom(Vcpu vcpu) {
        AccessPattern random = vcpu.random;
        if (random == null) {
            return;
        }
        random.draw(resident);
        if (random.candidateNs() != AccessPattern.NEVER) {
            int unit = (int) random.candidateUnit();
            queue.at(random.candidateNs(), Phase.GUEST, vcpu.rank, () -> touch(vcpu, unit));
        }
    }

    private void touch(Vcpu vcpu, int unit) {
        if (resident.get(unit)) {
            completeTouch(vcpu);
            return;
        }
        vcpu.unit = unit;
        vcpu.blocked = true;
        vcpu.sinceNs = queue.nowNs();
        if (allBlocked()) {
            allBlockedSinceNs = queue.nowNs();
        }
        queue.at(queue.nowNs() + get(Parameter.DEMAND_HANDLING), Phase.GUEST, vcpu.rank, () -> ask(vcpu));
    }

    private boolean allBlocked() {
        return vcpus.stream().allMatch(vcpu -> vcpu.blocked);
    }

    private void ask(Vcpu vcpu) {
        if (resident.get(vcpu.unit)) {
            wake(vcpu);
            return;
        }
        if (vcpus.stream().anyMatch(other -> other.asked && other.unit == vcpu.unit)) {
            recorder.sharedWaits++;
        } else {
            recorder.distinctFaults++;
        }
        vcpu.asked = true;
        recorder.pageRequests++;
        askAgainLater(vcpu, vcpu.sinceNs);
        if (profile.behaviour().demandService() == Profile.DemandService.BATCHED) {
            waitingForBatch.add(vcpu);
            gather();
            return;
        }
        if (!unsent.get(vcpu.unit)) {
            recorder.faultsInFlight++;
        }
        boolean inFlight = !unsent.get(vcpu.unit);
        int unit = vcpu.unit;
        queue.at(queue.nowNs() + requestNs(), Phase.REQUEST, vcpu.rank, () -> requestArrives(unit, inFlight));
    }

    private void askAgainLater(Vcpu vcpu, long waitNs) {
        long everyNs = get(Parameter.DEMAND_REPEAT);
        if (everyNs > 0) {
            queue.at(queue.nowNs() + everyNs, Phase.GUEST, vcpu.rank, () -> {
                if (vcpu.asked && vcpu.sinceNs == waitNs) {
                    recorder.pageRequests++;
                    askAgainLater(vcpu, waitNs);
                }
            });
        }
    }

    private void wake(Vcpu vcpu) {
        recorder.waited(queue.nowNs() - vcpu.sinceNs);
        unblock(vcpu);
        completeTouch(vcpu);
    }

    private void unblock(Vcpu vcpu) {
        if (allBlocked()) {
            allBlockedNs += queue.nowNs() - allBlockedSinceNs;
        }
        vcpu.blockedNs += queue.nowNs() - vcpu.sinceNs;
        vcpu.blocked = false;
        vcpu.asked = false;
    }

    // ---- Post-copy ----

    private long requestNs() {
        return rttNs - rttNs / 2;
    }

    private void findUnits() {
        for (int page = passes.dirty.nextSetBit(0); page >= 0; page = passes.dirty.nextSetBit(page + 1)) {
            unsent.set(page / perUnit);
        }
        for (int unit = 0; unit < units; unit++) {
            if (!unsent.get(unit)) {
                resident.set(unit);
            }
        }
    }

    private int ranges() {
        int ranges = 0;
        for (int unit = 0; unit < units; unit++) {
            if (unsent.get(unit) && (unit == 0 || !unsent.get(unit - 1))) {
                ranges++;
            }
        }
        return ranges;
    }

    private void resume() {
        resumed = true;
        for (Vcpu vcpu : vcpus) {
            vcpu.hotNext = 0;
            awaken(vcpu);
        }
        if (get(Parameter.PUSH_PATIENCE) > 0) {
            nextReview();
        }
        if (get(Parameter.PREFETCH_WINDOW) > 0) {
            long firstNs = queue.nowNs() + get(Parameter.PREFETCH_DELAY) + requestNs();
            queue.at(firstNs, Phase.REQUEST, BEHIND_VCPUS, () -> prefetch(true));
        }
        finishIfDone();
    }

    private void finishIfDone() {
        if (resumed && resident.count() == units) {
            queue.at(queue.nowNs(), Phase.CONTROL, FINISH, this::finish);
        }
    }

    private void finish() {
        endNs = queue.nowNs();
        for (Vcpu vcpu : vcpus) {
            if (vcpu.blocked) {
                unblock(vcpu);
            }
        }
        queue.stop();
    }

    private void startPush() {
        pushing = true;
        link.wasIdle(queue.nowNs());
        tickPush(queue.nowNs());
    }

    private void tickPush(long atNs) {
        if (!pushTicking) {
            pushTicking = true;
            queue.at(atNs, Phase.SOURCE, 0, this::commitPush);
        }
    }

    private void commitPush() {
        pushTicking = false;
        if (!pushing || unsent.isEmpty()) {
            return;
        }
        long dueNs = ceilNs(link.freePs - pushLeadPs);
        if (dueNs <= queue.nowNs()) {
            long wakeNs = pushPace.goesNs(queue.nowNs());
            if (wakeNs > queue.nowNs()) {
                pushSlept = true;
                pushPace.sleeps++;
                tickPush(wakeNs);
                return;
            }
            if (pushSlept) {
                link.wasIdle(queue.nowNs());
                pushSlept = false;
            }
            pushNext();
        } else {
            pushSlept = false; // It is awake, and the link is busy with urgent pages.
        }
        tickPush(Math.max(queue.nowNs(), ceilNs(link.freePs - pushLeadPs)));
    }

    private void pushNext() {
        int unit = bubbles.take(unsent);
        if (unit >= 0) {
            recorder.prepagedPages += perUnit;
        } else {
            unit = unsent.nextSetBit(pushCursor);
            if (unit < 0) {
                unit = unsent.nextSetBit(0);
            }
            pushCursor = unit + 1;
        }
        for (int page = unit * perUnit; page < (unit + 1) * perUnit; page++) {
            pushedNormal += image.isZero(page) ? 0 : 1;
        }
        pushPace.spend(queue.nowNs(), sendUnit(unit, false));
        pushedUnits++;
    }

    private long sendUnit(int unit, boolean aside) {
        long bytes = 0;
        long servicePs = 0;
        for (int page = unit * perUnit; page < (unit + 1) * perUnit; page++) {
            bytes += image.isZero(page) ? 9 : 4104;
            servicePs += image.isZero(page) ? zeroPs : normalPs;
            accountPage(page);
        }
        unsent.clear(unit);
        long leavesPs = aside ? link.sendAside(bytes, servicePs) : link.send(bytes, servicePs);
        queue.at(handledNs(leavesPs), Phase.ARRIVAL, 0, () -> arrive(unit));
        return bytes;
    }

    /** Returns when the destination has dealt with what left the wire at {@code leavesPs}. */
    private long handledNs(long leavesPs) {
        long segmentNs = link.rates.wirePs(get(Parameter.PLACE_SEGMENT)) / 1000;
        long tickNs = Math.max(1, Math.max(get(Parameter.PLACE_TICK), segmentNs));
        long arrivedNs = ceilNs(leavesPs + oneWayPs());
        return arrivedNs % tickNs == 0 ? arrivedNs : (arrivedNs / tickNs + 1) * tickNs;
    }

    private long oneWayPs() {
        return link.rates.oneWayPs() + get(Parameter.PLACE_PAGE) * 1000;
    }

    private void arrive(int unit) {
        resident.set(unit);
        if (profile.behaviour().demandService() == Profile.DemandService.PIPELINED) {
            for (Vcpu vcpu : vcpus) {
                if (vcpu.asked && vcpu.unit == unit) {
                    queue.at(queue.nowNs(), Phase.GUEST, vcpu.rank, () -> wake(vcpu));
                }
            }
        }
        finishIfDone();
    }

    /** The push's thread, which sends urgent units too, first completes what it writes. */
    private void completeWrite() {
        boolean asleep = pushPace.goesNs(queue.nowNs()) > queue.nowNs();
        long writeUnits = Math.max(1, (get(Parameter.PUSH_WRITE) + perUnit - 1) / perUnit);
        while (pushing && !asleep && pushedUnits % writeUnits != 0 && !unsent.isEmpty()) {
            pushNext();
            writesCompleted++;
        }
    }

    /** Sends what is unsent of the request's window; returns how many pages that was. */
    private long answer(int unit) {
        int windowUnits = (int) Math.max(1, (get(Parameter.DEMAND_WINDOW) + perUnit - 1) / perUnit);
        boolean preempt = scenario.migration().preempt();
        boolean asked = unsent.get(unit);
        if (asked && scenario.migration().postcopy().preempt() == Preempt.CHANNEL) {
            completeWrite();
        }
        long pages = 0;
        for (int u = unit; u < Math.min(units, unit + windowUnits); u++) {
            if (unsent.get(u)) {
                link.wasIdle(queue.nowNs());
                long bytes = sendUnit(u, preempt);
                if (!preempt) {
                    pushPace.spend(queue.nowNs(), bytes);
                }
                pages += perUnit;
            }
        }
        if (asked) {
            bubbles.answered(unsent, unit);
        }
        return pages;
    }

    private void requestArrives(int unit, boolean wasInFlight) {
        lastRequestNs = queue.nowNs();
        if (!unsent.get(unit)) {
            recorder.requestsTooLate += wasInFlight ? 0 : 1;
            return;
        }
        recorder.requestsForZero += image.isZero((long) unit * perUnit) ? 1 : 0;
        answer(unit);
        Profile.Behaviour behaviour = profile.behaviour();
        boolean cursor = scenario.migration().postcopy().prepaging() == null;
        if (cursor
                && behaviour.pushFollowsFault()
                && (!scenario.migration().preempt() || behaviour.pushFollowsPreempt())) {
            long windowUnits = Math.max(1, (get(Parameter.DEMAND_WINDOW) + perUnit - 1) / perUnit);
            pushCursor = (int) Math.min(units, unit + windowUnits);
        }
    }

    private void gather() {
        if (!batchBusy && !gathering && !waitingForBatch.isEmpty()) {
            gathering = true;
            queue.at(queue.nowNs() + get(Parameter.DEMAND_GATHER), Phase.CONTROL, GATHER, this::askBatch);
        }
    }

    private void askBatch() {
        gathering = false;
        batchBusy = true;
        List<Vcpu> batch = new ArrayList<>(waitingForBatch);
        batch.sort((a, b) -> Integer.compare(a.rank, b.rank));
        waitingForBatch.clear();
        queue.at(queue.nowNs() + requestNs(), Phase.REQUEST, 0, () -> answerBatch(batch));
    }

    private void answerBatch(List<Vcpu> batch) {
        lastRequestNs = queue.nowNs();
        long pages = 0;
        for (Vcpu vcpu : batch) {
            recorder.requestsForZero += image.isZero((long) vcpu.unit * perUnit) ? 1 : 0;
            pages += answer(vcpu.unit);
        }
        sendMark();
        long doneNs = handledNs(Math.max(link.freePs, link.lastAsidePs)) + pages * get(Parameter.DEMAND_INSTALL);
        queue.at(doneNs, Phase.GUEST, BEHIND_VCPUS, () -> {
            batch.forEach(this::wake);
            batchBusy = false;
            gather();
        });
    }

    private long blockedSumNs() {
        long sum = 0;
        for (Vcpu vcpu : vcpus) {
            sum += vcpu.blockedNs + (vcpu.blocked ? queue.nowNs() - vcpu.sinceNs : 0);
        }
        return sum;
    }

    private void nextReview() {
        reviewedSumNs = blockedSumNs();
        queue.at(queue.nowNs() + get(Parameter.PUSH_PATIENCE), Phase.CONTROL, REVIEW, this::review);
    }

    private void review() {
        long blocked = blockedSumNs() - reviewedSumNs;
        if (pushing && 2 * blocked > vcpus.size() * get(Parameter.PUSH_PATIENCE)) {
            pushing = false;
            recorder.pushYields++;
            lastRequestNs = queue.nowNs();
            waitForQuiet();
        } else {
            nextReview();
        }
    }

    private void waitForQuiet() {
        queue.at(lastRequestNs + rttNs + get(Parameter.PUSH_QUIET), Phase.CONTROL, QUIET, () -> {
            if (lastRequestNs + rttNs + get(Parameter.PUSH_QUIET) > queue.nowNs()) {
                waitForQuiet();
            } else {
                startPush();
                nextReview();
            }
        });
    }

    private void prefetch(boolean first) {
        if (unsent.isEmpty()) {
            return;
        }
        long pages = first || !pushing ? 0 : Math.min(pushedNormal, get(Parameter.PREFETCH_WINDOW));
        pushedNormal = 0;
        for (long page = 0; page < pages; page++) {
            link.wasIdle(queue.nowNs());
            link.send(4104, normalPs);
            recorder.normalPages++;
            recorder.resentPages++;
            recorder.traffic().add(stage, Traffic.Kind.RESENT, 4104);
        }
        queue.at(queue.nowNs() + Math.max(rttNs, 1_000_000), Phase.REQUEST, BEHIND_VCPUS, () -> prefetch(false));
    }

    // ---- Results ----

    private Result result() {
        boolean written = profile.behaviour().downtimeEnd() == Profile.DowntimeEnd.WRITTEN;
        return new Result(
                seed,
                endNs + get(Parameter.COMMIT_TIME),
                setupNs,
                stoppedNs - setupNs,
                (written ? writtenNs : resumedNs) - stoppedNs,
                resumedNs - stoppedNs,
                toPostCopy ? endNs - resumedNs : 0,
                recorder.traffic(),
                recorder.normalPages,
                recorder.zeroPages,
                recorder.resentPages,
                passes.passes,
                passes.converged,
                recorder.pageRequests,
                recorder.distinctFaults,
                vcpus.stream().mapToLong(vcpu -> vcpu.blockedNs).toArray(),
                allBlockedNs,
                new OptionFigures(
                        stoppedNs - clock.guestAt(stoppedNs),
                        clock.percent(),
                        recorder.xbzrleHits,
                        recorder.xbzrleMisses,
                        recorder.dirtiedBlocks,
                        recorder.prepagedPages),
                recorder.faultLatency(),
                null,
                0);
    }
}
