package faultline.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import faultline.guest.PageMap;
import faultline.model.AutoConverge;
import faultline.model.BandwidthLimits;
import faultline.model.DiskWrites;
import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.Parameter;
import faultline.model.PostcopyOptions;
import faultline.model.PrecopyOptions;
import faultline.model.Preempt;
import faultline.model.Prepaging;
import faultline.model.Profile;
import faultline.model.Reorder;
import faultline.model.Scenario;
import faultline.model.Setting;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Transport;
import faultline.model.Vm;
import faultline.model.Xbzrle;
import faultline.stats.Recorder;
import faultline.stats.Result;
import faultline.stats.Traffic;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The options of a pre-copy against closed forms. */
class OptionsClosedFormTest {
    /** 4104 bytes take 4 µs. */
    private static final Rate RATE = new Rate(8_208_000_000L);

    private static final long SERVICE_NS = 4_000;
    private static final long PAGES = 10_000;
    private static final Load BUSY = new Load.Stress(new Bytes(PAGES * Vm.PAGE), 1);
    private static final LinkSpec LINK = LinkSpec.of(RATE, Span.ZERO);

    private final Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);

    private void set(Parameter parameter, long value) {
        settings.put(parameter, new Setting(value, "test", null, null));
    }

    private static MigrationSpec preCopy(Storage storage, int passes) {
        return new MigrationSpec(
                Strategy.PRE_COPY, new Switchover.Immediately(), storage, false, null, Span.ZERO, passes);
    }

    private static PrecopyOptions options(@Nullable Bytes cache, @Nullable AutoConverge throttle) {
        return new PrecopyOptions(Reorder.NONE, cache == null ? null : new Xbzrle(cache), throttle);
    }

    private Result run(Load load, LinkSpec link, MigrationSpec migration) {
        return run(load, null, link, migration);
    }

    private Result run(Load load, @Nullable DiskWrites writes, LinkSpec link, MigrationSpec migration) {
        set(Parameter.GUEST_NONZERO_IDLE, 1_000_000);
        Vm vm = new Vm(1, new Bytes(PAGES * Vm.PAGE), new Bytes(100 << 20), new Bytes(Vm.PAGE), null);
        Scenario scenario = new Scenario("closed-form", null, vm, load, writes, link, migration, null);
        assertThat(scenario.problems()).isEmpty();
        Profile profile = new Profile(
                "test",
                "test",
                new Profile.Behaviour(Profile.DemandService.PIPELINED, false, false, Profile.DowntimeEnd.WRITTEN),
                settings);
        return new Migration(scenario, profile, 1, null).run();
    }

    @Test
    void aLimitIsABudgetForEachTenthOfASecond() {
        // 100 pages of 4104 bytes in each slice: 99 sleeps until the last hundred go.
        Rate limit = new Rate(100L * 4104 * 8 * 10);
        MigrationSpec migration = preCopy(Storage.SHARED, 1).with(new BandwidthLimits(limit, null));

        Result result = run(new Load.Idle(), LINK, migration);

        assertThat(result.precopyNs()).isEqualTo(99 * Pace.SLICE_NS + 99 * SERVICE_NS);
        assertThat(result.normalPages()).isEqualTo(PAGES);
    }

    @Test
    void aLimitOfThePushIsABudgetForEachTenthOfASecond() {
        Rate limit = new Rate(100L * 4104 * 8 * 10);

        Result result = run(new Load.Idle(), LINK, MigrationSpec.postCopy().with(new BandwidthLimits(null, limit)));

        assertThat(result.totalNs()).isCloseTo(99 * Pace.SLICE_NS + 100 * SERVICE_NS, within(1_000L));
    }

    @Test
    void aBubbleTurnsFaultsOfAWalkIntoHits() {
        set(
                Parameter.GUEST_TOUCH,
                100_000); // The push sends 25 pages in a touch, so that a window of 9 is there in time.
        Prepaging nine = new Prepaging(9, Prepaging.Direction.FORWARD, 1);

        Result without = run(BUSY, LINK, MigrationSpec.postCopy());
        Result with = run(BUSY, LINK, MigrationSpec.postCopy().with(new PostcopyOptions(Preempt.OFF, nine)));

        double tenth = without.distinctFaults() / 10.0;
        assertThat(without.distinctFaults()).isGreaterThan(100);
        assertThat((double) with.distinctFaults()).isCloseTo(tenth, within(0.2 * tenth));
        assertThat(with.options().prepagedPages()).isCloseTo(9 * with.distinctFaults(), within(9L));
    }

    @Test
    void bubblesTakeTurnsTheLatestFirst() {
        BubbleOrder order = new BubbleOrder(new Prepaging(2, Prepaging.Direction.BOTH, 2), 0, new Recorder());
        PageMap todo = new PageMap(100);
        todo.setRange(0, 100);
        for (long pivot : new long[] {90, 50, 10}) { // The first is one too many.
            todo.clear(pivot);
            order.answered(todo, pivot, pivot + 1);
        }

        assertThat(pushed(order, todo, 10)).containsExactly(11L, 51L, 9L, 49L, 12L, 52L, 8L, 48L, 0L, 1L);
    }

    private static List<Long> pushed(PushOrder order, PageMap todo, int count) {
        List<Long> pushed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long unit = order.next(todo);
            assertThat(order.runEnd(todo, unit, todo.size())).isGreaterThan(unit);
            todo.clear(unit);
            order.sent(unit, unit + 1);
            pushed.add(unit);
        }
        return pushed;
    }

    @Test
    void anUrgentPageOfThePushsThreadWaitsForItsWrite() {
        set(Parameter.PUSH_WRITE, 32);
        set(Parameter.GUEST_TOUCH, 10_000);
        MigrationSpec spec = MigrationSpec.postCopy();

        Result ofItsThread = run(BUSY, LINK, spec.with(new PostcopyOptions(Preempt.CHANNEL, null)));
        Result full = run(BUSY, LINK, spec.with(new PostcopyOptions(Preempt.FULL, null)));

        // The walk faults 10 us, two and a half pages, after the last write was completed: it waits for the rest of
        // one.
        assertThat(ofItsThread.faultLatency().getMean())
                .isCloseTo((32 - 2.5 + 1) * SERVICE_NS, within(2.0 * SERVICE_NS));
        assertThat(full.faultLatency().getMean()).isBetween(1.0 * SERVICE_NS, 2.0 * SERVICE_NS);
    }

    @Test
    void aLimitAboveTheLinkChangesNothing() {
        MigrationSpec migration = preCopy(Storage.SHARED, 3);
        set(Parameter.GUEST_TOUCH, 2 * SERVICE_NS);

        Result free = run(BUSY, LINK, migration);
        Result limited = run(BUSY, LINK, migration.with(new BandwidthLimits(new Rate(9_000_000_000L), null)));

        assertThat(limited.totalNs()).isEqualTo(free.totalNs());
        assertThat(limited.transferredBytes()).isEqualTo(free.transferredBytes());
    }

    @Test
    void fromTheThirdPassOnACacheThatHoldsAllSendsDifferences() {
        set(Parameter.GUEST_TOUCH, 100); // The guest writes every page in each pass.
        set(Parameter.XBZRLE_ENCODED, 30);
        set(Parameter.XBZRLE_ENCODE, 1_000);
        int passes = 5;

        Result result = run(BUSY, LINK, preCopy(Storage.SHARED, passes).with(options(new Bytes(1L << 26), null)));

        long again = passes - 1L; // Passes 3, 4, 5 and the rest after the stop.
        assertThat(result.options().xbzrleHits()).isEqualTo(again * PAGES);
        assertThat(result.options().xbzrleMisses()).isEqualTo(PAGES);
        assertThat(result.normalPages()).isEqualTo(2 * PAGES);
        assertThat(result.traffic().bytes(Traffic.Stage.STOP, Traffic.Kind.RESENT))
                .isEqualTo(PAGES * 41);
        assertThat(result.guestDowntimeNs()).isCloseTo(PAGES * 1_000, within(3L * SERVICE_NS));
    }

    @Test
    void aCacheOfFewerPagesHitsAsManyAsItHas() {
        set(Parameter.GUEST_TOUCH, 100);
        long slots = 4096; // Each stands for two or three pages, of which the first one there stays.

        Result result = run(BUSY, LINK, preCopy(Storage.SHARED, 4).with(options(new Bytes(slots * Vm.PAGE), null)));

        assertThat(result.options().xbzrleHits()).isEqualTo(3 * slots);
        assertThat(result.options().xbzrleMisses()).isEqualTo(PAGES + 3 * (PAGES - slots));
    }

    @Test
    void aThrottledGuestRunsTenMillisecondsInEachPeriod() {
        GuestClock clock = new GuestClock();
        clock.throttle(5_000, 75); // Sleeps 30 ms, runs 10.

        assertThat(clock.guestNs(5_000 + 30_000_000)).isEqualTo(5_000);
        assertThat(clock.guestNs(5_000 + 40_000_000)).isEqualTo(5_000 + 10_000_000);
        assertThat(clock.guestNs(5_000 + 400_000_000L)).isEqualTo(5_000 + 100_000_000);
        clock.throttle(5_000 + 400_000_000L, 50);
        assertThat(clock.guestNs(5_000 + 420_000_000L)).isEqualTo(5_000 + 110_000_000);
        assertThat(clock.stolenNs(5_000 + 420_000_000L)).isEqualTo(310_000_000);
    }

    @Test
    void autoConvergeThrottlesAtEverySecondReadingAndMakesPassesConverge() {
        LinkSpec slow = LinkSpec.of(new Rate(82_080_000), Span.ZERO); // A pass over all takes 4 s.
        set(Parameter.GUEST_TOUCH, 200_000); // Half as long as a page takes to send: writes outrun the passes.
        MigrationSpec plain = new MigrationSpec(
                Strategy.PRE_COPY, new Switchover.Immediately(), Storage.SHARED, false, null, Span.ofMillis(100), 40);

        Result without = run(BUSY, slow, plain);
        Result with = run(BUSY, slow, plain.with(options(null, AutoConverge.DEFAULT)));
        Result once = run(
                BUSY,
                slow,
                new MigrationSpec(
                                Strategy.PRE_COPY,
                                new Switchover.Immediately(),
                                Storage.SHARED,
                                false,
                                null,
                                Span.ZERO,
                                3)
                        .with(options(null, AutoConverge.DEFAULT)));

        assertThat(without.converged()).isFalse();
        assertThat(without.options().stolenNs()).isZero();
        assertThat(with.converged()).isTrue();
        assertThat(with.options().throttlePercent()).isBetween(20, 99);
        // Readings after 4 and 8 s: throttled by 20 % at the second, for the third pass of 4 s.
        assertThat(once.options().throttlePercent()).isEqualTo(20);
        assertThat(once.options().stolenNs()).isCloseTo(800_000_000L, within(10_000_000L));
    }

    @Test
    void rdmaPinsMemoryAndKnowsNoWindow() {
        set(Parameter.RDMA_PIN, 1_000_000_000L);
        set(Parameter.RDMA_LATENCY, 5_000);
        set(Parameter.SOURCE_PAGE, 1_000_000); // TCP's cost does not matter.
        LinkSpec link = new LinkSpec(RATE, Span.ofMillis(10), new Bytes(100_000), new Bytes(1 << 20), 1, 0, null);

        Result result = run(new Load.Idle(), link, preCopy(Storage.SHARED, 1).with(Transport.RDMA));

        assertThat(result.setupNs()).isEqualTo((PAGES * Vm.PAGE * 1_000_000_000L) >> 30);
        assertThat(result.precopyNs()).isEqualTo((PAGES - 1) * SERVICE_NS);
        assertThat(result.guestDowntimeNs()).isBetween(5_005_000L, 5_005_000L + SERVICE_NS + 10);
    }

    @Test
    void blocksThatTheGuestWroteAreReadAndSentWhileItStands() {
        set(Parameter.DISK_ALLOCATED, 1_000_000);
        set(Parameter.DISK_BLOCK, 1 << 20);
        set(Parameter.DISK_READ, 5_000_000);
        set(Parameter.DISK_REREAD, 9_000_000);
        set(Parameter.DISK_WRITE_SIZE, 4096);
        // 100 blocks of 5 ms; 200 small writes a second, each in another block: 100 of them meanwhile, 60 in the set.
        DiskWrites writes = new DiskWrites(new Rate(200 * 4096 * 8), new Bytes(60 << 20));
        MigrationSpec migration = new MigrationSpec(
                Strategy.POST_COPY, new Switchover.Immediately(), Storage.BLOCK, false, null, Span.ZERO, 1);

        Result result = run(new Load.Idle(), writes, LINK, migration);

        assertThat(result.precopyNs()).isEqualTo(500_000_000);
        assertThat(result.options().dirtiedBlocks()).isEqualTo(60);
        double blockNs = (1 << 20) * 8e9 / RATE.bitsPerSecond() + 9_000_000;
        assertThat((double) result.guestDowntimeNs()).isCloseTo(60 * blockNs, within(100_000.0));
    }

    @Test
    void leastRecentlyWrittenPagesGoFirst() {
        LruOrder order = new LruOrder(10);
        order.read(pages(1, 2, 3));
        order.read(pages(2, 5));
        order.read(pages(1, 2, 3, 4, 5));
        PageMap todo = pages(1, 2, 3, 4, 5);
        order.begin(todo);
        List<Long> sent = new ArrayList<>();
        while (todo.count() > 0) {
            long page = order.next(todo);
            assertThat(order.runEnd(todo, page, 10)).isGreaterThan(page);
            todo.clear(page);
            order.sent(page + 1);
            sent.add(page);
        }

        assertThat(sent).containsExactly(4L, 1L, 3L, 2L, 5L);
    }

    private static PageMap pages(long... members) {
        PageMap map = new PageMap(10);
        for (long page : members) {
            map.set(page);
        }
        return map;
    }

    @Test
    void reorderingSendsFewerPagesOfASkewedLoadAgain() {
        // A pass leaves unsent what fits the limit: with the order of memory that is any page, with LRU the hottest.
        Load skewed = new Load.Zipf(new Bytes(PAGES * Vm.PAGE), 400_000, 1.2, 1);
        MigrationSpec plain = new MigrationSpec(
                Strategy.PRE_COPY,
                new Switchover.Immediately(),
                Storage.SHARED,
                false,
                null,
                new Span(400 * SERVICE_NS),
                12);

        Result without = run(skewed, LINK, plain);
        Result with = run(skewed, LINK, plain.with(new PrecopyOptions(Reorder.LRU, null, null)));

        assertThat(with.resentPages()).isLessThan(without.resentPages());
    }
}
