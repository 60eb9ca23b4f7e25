package faultline.migration;

import faultline.engine.Engine;
import faultline.engine.Handler;
import faultline.engine.Phase;
import faultline.guest.AccessPattern;
import faultline.guest.Loads;
import faultline.guest.MemoryImage;
import faultline.guest.PageMap;
import faultline.model.Load;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.model.Transport;
import faultline.model.Vm;
import faultline.net.Link;
import faultline.net.LinkRates;
import faultline.stats.OptionFigures;
import faultline.stats.Recorder;
import faultline.stats.Result;
import faultline.stats.Timeline;
import faultline.stats.Traffic;
import faultline.unit.Horizon;
import faultline.unit.Ratio;
import faultline.unit.Span;
import org.jspecify.annotations.Nullable;

/**
 * One migration from its request to its end: setup, pre-copy, stop, post-copy, commit.
 *
 * <p>Single use: {@link #run} once.
 */
public final class Migration {
    private static final long COUNT_ONE = 1000;
    private static final long GIB = 1L << 30;
    private static final long DOUBLING_BASE = 512L << 20;

    private final Engine engine = new Engine();
    private final Recorder recorder;
    private final Scenario scenario;
    private final Profile profile;
    private final long seed;
    private final Scratch scratch;
    private final MemoryImage image;
    private final Link link;
    private final Wire wire;
    private final DiskCopy disk;
    private final GuestClock clock = new GuestClock();
    private final @Nullable AccessPattern[] patterns;
    private final Handler begin = this::onBegin;
    private final @Nullable Sampler sampler;

    private @Nullable PreCopy preCopy;
    private @Nullable PostCopy postCopy;
    private long setupNs;
    private long firstByteNs;
    private long stoppedNs;
    private long writtenNs;
    private long resumedNs;

    /**
     * Makes a migration.
     *
     * @param sampleEvery distance of the timeline's samples, or null for no timeline
     */
    public Migration(Scenario scenario, Profile profile, long seed, @Nullable Span sampleEvery) {
        this(scenario, profile, seed, sampleEvery, new Scratch());
    }

    /** Makes a migration that works in {@code scratch}, which no other one uses before this one has ended. */
    public Migration(Scenario scenario, Profile profile, long seed, @Nullable Span sampleEvery, Scratch scratch) {
        this.scratch = scratch;
        scratch.begin();
        recorder = new Recorder(scratch.latency());
        this.scenario = scenario;
        this.profile = profile;
        this.seed = seed;
        image = MemoryImage.of(scenario, profile);
        Transport transport = scenario.migration().transport();
        link = new Link(LinkRates.of(scenario.link(), transport, profile));
        wire = new Wire(link, image, transport, profile, recorder, scratch);
        disk = new DiskCopy(scenario, profile, wire, recorder);
        patterns = Loads.of(scenario, profile, image, seed);
        sampler = sampleEvery == null ? null : new Sampler(engine, recorder, sampleEvery.ns(), this::look);
    }

    /** Runs the migration to its end. */
    public Result run() {
        for (AccessPattern pattern : patterns) {
            if (pattern != null) {
                pattern.start(0);
            }
        }
        setupNs = setupNs();
        engine.at(setupNs, Phase.CONTROL, Ranks.SWITCH, begin, 0);
        if (sampler != null) {
            sampler.start();
        }
        engine.run();
        return result();
    }

    private long setupNs() {
        long disk = scenario.vm().disk() == null ? 0 : scenario.vm().disk().count();
        long checked = Math.min(disk, profile.get(Parameter.SETUP_IMAGE_SIZE));
        long imageNs = spanNs(checked, profile.get(Parameter.SETUP_IMAGE_CHECK), GIB);
        return Horizon.ns((double) profile.get(Parameter.SETUP_BASE)
                + imageNs
                + roundTripsNs(Parameter.SETUP_ROUND_TRIPS)
                + pinNs());
    }

    private long pinNs() {
        return scenario.migration().transport() == Transport.RDMA
                ? spanNs(scenario.vm().memory().count(), profile.get(Parameter.RDMA_PIN), GIB)
                : 0;
    }

    private long roundTripsNs(Parameter count) {
        return spanNs(scenario.link().rtt().ns(), profile.get(count), COUNT_ONE);
    }

    private static long spanNs(long value, long part, long whole) {
        double roughlyNs = value * (part / (double) whole);
        return roughlyNs > Horizon.NS ? Horizon.ns(roughlyNs) : Ratio.of(value, part, whole);
    }

    private void onBegin(Engine e, long arg) {
        firstByteNs = e.nowNs();
        Sender sender = new Sender(
                link, link.rates().leadPs(), new Pace(scenario.migration().bandwidth()));
        if (scenario.migration().storage() == Storage.BLOCK && scenario.vm().disk() != null) {
            disk.sendAll(sender, firstByteNs, clock.guestNs(firstByteNs));
            e.at(PageStream.ceilNs(link.freePs()), Phase.CONTROL, Ranks.SWITCH, (en, a) -> onDiskSent(sender), 0);
        } else {
            onDiskSent(sender);
        }
    }

    private void onDiskSent(Sender sender) {
        if (scenario.migration().strategy() == Strategy.POST_COPY) {
            stop(true);
            return;
        }
        wire.trackSent();
        PassTools tools = PassTools.of(scenario, profile, wire, disk, sender, recorder);
        PreCopy.RunningGuest guest = new PreCopy.RunningGuest(patterns, clock);
        preCopy = new PreCopy(engine, scenario.migration(), profile, tools, guest, this::onPreCopyEnd);
        preCopy.start();
    }

    private void onPreCopyEnd() {
        assert preCopy != null : "no pre-copy";
        stop(preCopy.toPostCopy());
    }

    /** Stops the guest, sends what must go while it stands, and schedules what comes after. */
    private void stop(boolean toPostCopy) {
        stoppedNs = engine.nowNs();
        long guestNs = clock.guestNs(stoppedNs);
        for (AccessPattern pattern : patterns) {
            if (pattern != null) {
                pattern.stop(guestNs);
            }
        }
        wire.enter(Traffic.Stage.STOP);
        long savedNs = stoppedNs + stopNs();
        Sender sender = new Sender(link, 0, new Pace(null));
        sender.begin(savedNs);
        disk.sendRest(sender, guestNs);
        PageMap todo = toPostCopy ? unitsToSend() : null;
        if (todo != null) {
            wire.bulk(savedNs * 1000, Traffic.Kind.DISCARD, Wire.DISCARD_BYTES * ranges(todo));
        } else if (preCopy != null) {
            preCopy.sendRest(sender);
        }
        wire.bulk(savedNs * 1000, Traffic.Kind.DEVICE_STATE, deviceStateBytes());
        LinkRates rates = link.rates();
        boolean held = recorder.traffic().stageBytes(Traffic.Stage.STOP) <= rates.socketBytes();
        writtenNs = held ? savedNs : Math.max(savedNs, PageStream.ceilNs(link.freePs() - rates.leadPs()));
        resumedNs = PageStream.ceilNs(link.freePs() + rates.oneWayPs()) + profile.get(Parameter.RESUME_LOAD);
        if (todo != null) {
            wire.enter(Traffic.Stage.POST_COPY);
            postCopy = new PostCopy(engine, wire, scenario, profile, patterns, todo, recorder);
            postCopy.schedule(writtenNs, resumedNs);
        } else {
            engine.at(resumedNs, Phase.CONTROL, Ranks.FINISH, (e, arg) -> e.stop(), 0);
        }
    }

    /** Time from the stop of the guest to the first byte of what goes while it stands. */
    private long stopNs() {
        double doublings = StrictMath.log(scenario.vm().memory().count() / (double) DOUBLING_BASE) / StrictMath.log(2);
        long walkNs = (long) (profile.get(Parameter.STOP_PER_DOUBLING) * Math.max(0, doublings));
        long quiesceNs = loaded() ? profile.get(Parameter.STOP_QUIESCE) : 0;
        return profile.get(Parameter.STOP_BASE)
                + walkNs
                + Math.max(quiesceNs, roundTripsNs(Parameter.STOP_HANDSHAKE))
                + roundTripsNs(Parameter.STOP_ROUND_TRIPS);
    }

    private boolean loaded() {
        return !(scenario.load() instanceof Load.Idle);
    }

    private long deviceStateBytes() {
        return profile.get(Parameter.DEVICE_STATE)
                + profile.get(Parameter.DEVICE_STATE_PER_VCPU) * scenario.vm().vcpus();
    }

    /** Returns the host pages that hold a page which the destination lacks. */
    private PageMap unitsToSend() {
        Vm vm = scenario.vm();
        int perUnit = vm.pagesPerHostPage();
        PageMap units = scratch.pages(image.pages() / perUnit);
        if (preCopy == null) {
            units.setRange(0, units.size());
            return units;
        }
        PageMap pages = preCopy.todo();
        long page = pages.nextSet(0, image.pages());
        while (page < image.pages()) {
            long end = pages.nextClear(page, image.pages());
            units.setRange(page / perUnit, (end - 1) / perUnit + 1);
            page = pages.nextSet(end, image.pages());
        }
        return units;
    }

    private static long ranges(PageMap units) {
        long ranges = 0;
        long unit = units.nextSet(0, units.size());
        while (unit < units.size()) {
            ranges++;
            unit = units.nextSet(units.nextClear(unit, units.size()), units.size());
        }
        return ranges;
    }

    /** Brings everything up to now and tells the sampler what it sees. */
    private void look(Sampler.Row row) {
        long now = engine.nowNs();
        if (postCopy != null) {
            postCopy.stream.advance(now);
            row.residentPages =
                    postCopy.stream.resident().count() * scenario.vm().pagesPerHostPage();
            row.blockedVcpus = postCopy.vcpus.blocked();
        } else if (preCopy != null) {
            preCopy.advance(now);
            row.residentPages = image.pages() - preCopy.todo().count();
        }
    }

    private Result result() {
        long commitNs = profile.get(Parameter.COMMIT_TIME);
        long endNs = (postCopy == null ? resumedNs : postCopy.finishedNs()) + commitNs;
        long downtimeEndNs = switch (profile.behaviour().downtimeEnd()) {
            case WRITTEN -> writtenNs;
            case RESUMED -> resumedNs;
        };
        Timeline timeline = sampler == null ? null : sampler.timeline();
        return new Result(
                seed,
                endNs,
                setupNs,
                stoppedNs - firstByteNs,
                downtimeEndNs - stoppedNs,
                resumedNs - stoppedNs,
                postCopy == null ? 0 : postCopy.finishedNs() - resumedNs,
                recorder.traffic(),
                recorder.normalPages,
                recorder.zeroPages,
                recorder.resentPages,
                preCopy == null ? 0 : preCopy.passes(),
                preCopy == null || preCopy.converged(),
                recorder.pageRequests,
                recorder.distinctFaults,
                postCopy == null ? new long[patterns.length] : postCopy.vcpus.blockedNs(),
                postCopy == null ? 0 : postCopy.vcpus.allBlockedNs(),
                options(),
                recorder.faultLatency(),
                timeline,
                engine.executed());
    }

    private OptionFigures options() {
        return new OptionFigures(
                clock.stolenNs(stoppedNs),
                clock.percent(),
                recorder.xbzrleHits,
                recorder.xbzrleMisses,
                recorder.dirtiedBlocks,
                recorder.prepagedPages);
    }

    /** Returns the counters, the rare paths' too. */
    public Recorder recorder() {
        return recorder;
    }
}
