package faultline.twin;

import faultline.model.AutoConverge;
import faultline.model.BandwidthLimits;
import faultline.model.DiskWrites;
import faultline.model.GuestPages;
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
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A small random scenario and profile, the same for the same seed. */
record RandomCase(long seed, Scenario scenario, Profile profile) {
    /** A post-copy over a link so fast and short that a page can arrive no later than the request for it. */
    static RandomCase brisk(long seed) {
        Random random = new Random(seed);
        LinkSpec link =
                LinkSpec.of(new Rate(90_000_000_000_000L + random.nextInt()), new Span(1 + 2L * random.nextInt(3)));
        Vm vm = new Vm(1 + random.nextInt(3), new Bytes(80L * Vm.PAGE), null, new Bytes(Vm.PAGE), null);
        Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);
        settings.put(Parameter.GUEST_NONZERO_IDLE, new Setting(1_000_000, "all", null, null));
        settings.put(Parameter.GUEST_IDLE_RATE, new Setting(1_000_000_000_000L, "one a nanosecond", null, null));
        settings.put(Parameter.GUEST_IDLE_SET, new Setting(80L * Vm.PAGE, "all", null, null));
        Profile.Behaviour behaviour =
                new Profile.Behaviour(Profile.DemandService.PIPELINED, false, false, Profile.DowntimeEnd.WRITTEN);
        return new RandomCase(
                seed,
                new Scenario("brisk-" + seed, null, vm, new Load.Idle(), link, MigrationSpec.postCopy(), null),
                new Profile("brisk", "random", behaviour, settings));
    }

    static RandomCase of(long seed) {
        return new Maker(seed).make();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + "\n" + scenario + "\n" + profile.behaviour());
        profile.settings()
                .forEach((parameter, setting) -> text.append("\n  ")
                        .append(parameter.key())
                        .append(" = ")
                        .append(setting.value()));
        return text.toString();
    }

    private static final class Maker {
        private static final List<Strategy> STRATEGIES = List.of(Strategy.values());
        private static final int MIB_2 = 512;
        private static final int GIB_1 = 262_144;

        private final long seed;
        private final Random random;
        private final Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);
        private int perUnit;
        private int pages;
        private int vcpus;
        private boolean large;

        /** About how long the memory takes to send, in ns: what other times are measured by. */
        private long sendNs;

        Maker(long seed) {
            this.seed = seed;
            random = new Random(seed * 0x9E3779B97F4A7C15L);
        }

        RandomCase make() {
            pickMemory();
            vcpus = 1 + random.nextInt(chance(0.1) ? 8 : 4);
            LinkSpec link = link();
            Strategy strategy = large ? Strategy.POST_COPY : STRATEGIES.get(random.nextInt(3));
            MigrationSpec migration = migration(strategy);
            sendNs = sendNs(link);
            migration = withOptions(withTimes(migration), link);
            Profile profile = profile();
            Load load = load();
            Bytes disk = chance(0.7) || migration.storage() == Storage.BLOCK
                    ? new Bytes(chance(0.1) ? 0 : random.nextInt(30_000) * 10L)
                    : null;
            Vm vm = new Vm(vcpus, memory(pages), disk, memory(perUnit), guestPages(load));
            Scenario scenario = new Scenario("seed-" + seed, null, vm, load, diskWrites(disk), link, migration, null);
            if (!scenario.problems().isEmpty()) {
                throw new AssertionError("seed " + seed + " " + scenario.problems() + "\n" + scenario);
            }
            return new RandomCase(seed, scenario, profile);
        }

        private boolean chance(double share) {
            return random.nextDouble() < share;
        }

        /** A number from low to high, each order of magnitude as likely as another. */
        private long logUniform(long low, long high) {
            if (high <= low) {
                return low;
            }
            double log = Math.log((double) low) + random.nextDouble() * Math.log(high / (double) low);
            return Math.min(high, Math.max(low, Math.round(Math.exp(log))));
        }

        private static Bytes memory(long pages) {
            return new Bytes(pages * Vm.PAGE);
        }

        private void pickMemory() {
            double kind = random.nextDouble();
            if (kind < 0.8) {
                perUnit = 1;
                pages = (int) (chance(0.1) ? 1 + random.nextInt(5) : logUniform(6, 3000));
            } else if (kind < 0.99) {
                perUnit = MIB_2;
                large = chance(0.05);
                pages = MIB_2 * (1 + random.nextInt(large ? 700 : 6));
            } else {
                perUnit = GIB_1;
                large = true;
                pages = GIB_1 * (1 + random.nextInt(2));
            }
        }

        private LinkSpec link() {
            long bits = logUniform(
                    large ? 1_000_000_000L : 1_000_000L, chance(0.05) ? 4_000_000_000_000L : 100_000_000_000L);
            long rttNs = switch (random.nextInt(5)) {
                case 0 -> 0;
                case 1 -> logUniform(1, 1000);
                case 2 -> logUniform(1_000, 50_000_000) | 1;
                default -> logUniform(100, 500_000) * 100;
            };
            int streams = chance(0.7) ? 1 : 1 + random.nextInt(4);
            int competing = chance(0.8) ? 0 : random.nextInt(4);
            double bdp = bits / 8e9 * rttNs / streams;
            Bytes window = chance(0.35) ? null : new Bytes(window(bdp));
            Bytes sendBuffer = chance(0.4) ? null : new Bytes(logUniform(1, (long) (4 * bdp) + 100_000));
            Bytes mtu = chance(0.7) ? null : new Bytes(chance(0.5) ? 1500 : 576 + random.nextInt(9000));
            return new LinkSpec(new Rate(bits), new Span(rttNs), window, sendBuffer, streams, competing, mtu);
        }

        private long window(double bdp) {
            long around = Math.max(1, (long) (bdp * (0.05 + 2 * random.nextDouble())));
            return switch (random.nextInt(4)) {
                case 0 -> Math.max(around / 1000, logUniform(large ? 10_000 : 200, 20_000));
                case 1 -> Math.max(1000, (long) Math.ceil(bdp) + random.nextInt(3) - 1);
                default -> Math.max(1000, around);
            };
        }

        private MigrationSpec migration(Strategy strategy) {
            return new MigrationSpec(
                    strategy,
                    new Switchover.Immediately(),
                    chance(0.15) ? Storage.BLOCK : Storage.SHARED,
                    strategy != Strategy.PRE_COPY && chance(0.3),
                    null,
                    Span.ZERO,
                    1 + random.nextInt(6));
        }

        /** Options that a strategy can have, each as often on as off. */
        private MigrationSpec withOptions(MigrationSpec spec, LinkSpec link) {
            MigrationSpec with = spec;
            if (spec.strategy() != Strategy.POST_COPY && chance(0.7)) {
                boolean rdma = spec.strategy() == Strategy.PRE_COPY && link.streams() == 1 && chance(0.3);
                Xbzrle xbzrle = rdma || chance(0.5) ? null : new Xbzrle(new Bytes(Vm.PAGE << random.nextInt(13)));
                int initial = 1 + random.nextInt(99);
                AutoConverge throttle = chance(0.5)
                        ? null
                        : new AutoConverge(initial, 1 + random.nextInt(40), initial + random.nextInt(100 - initial));
                with = with.with(new PrecopyOptions(chance(0.5) ? Reorder.LRU : Reorder.NONE, xbzrle, throttle))
                        .with(rdma ? Transport.RDMA : Transport.TCP);
            }
            if (spec.strategy() != Strategy.PRE_COPY) {
                with = with.with(postcopy(spec.preempt()));
            }
            return large ? with : with.with(limits(spec.strategy(), link));
        }

        private PostcopyOptions postcopy(boolean preempt) {
            Preempt way = preempt ? chance(0.6) ? Preempt.CHANNEL : Preempt.FULL : Preempt.OFF;
            Prepaging.Direction direction = chance(0.5) ? Prepaging.Direction.FORWARD : Prepaging.Direction.BOTH;
            Prepaging bubble = new Prepaging(
                    logUniform(1, perUnit == 1 ? 500 : 4000), direction, chance(0.4) ? 1 : 1 + random.nextInt(6));
            return new PostcopyOptions(way, chance(0.6) ? null : bubble);
        }

        private BandwidthLimits limits(Strategy strategy, LinkSpec link) {
            long bits = link.bandwidth().bitsPerSecond();
            Rate precopy = chance(0.7) ? null : new Rate(Math.max(500_000, logUniform(bits / 50, bits * 2)));
            Rate postcopy = strategy == Strategy.PRE_COPY || chance(0.7)
                    ? null
                    : new Rate(Math.max(500_000, logUniform(bits / 50, bits * 2)));
            return new BandwidthLimits(precopy, postcopy);
        }

        private @Nullable DiskWrites diskWrites(@Nullable Bytes disk) {
            if (disk == null || disk.count() == 0 || chance(0.2)) {
                return null;
            }
            Bytes set = chance(0.3) ? null : new Bytes(1 + random.nextInt((int) disk.count()));
            double perSend = 3.0 * disk.count() * random.nextDouble();
            return new DiskWrites(new Rate((long) Math.min(1e12, 1 + perSend * 8e9 / sendNs)), set);
        }

        private MigrationSpec withTimes(MigrationSpec spec) {
            Switchover switchover = spec.switchover();
            if (spec.strategy() == Strategy.HYBRID) {
                switchover = chance(0.5)
                        ? new Switchover.AfterPasses(1 + random.nextInt(4))
                        : new Switchover.After(new Span(chance(0.1) ? 0 : (long) (sendNs * 3 * random.nextDouble())));
            }
            Span limit = new Span(chance(0.2) ? 0 : (long) (sendNs * Math.pow(random.nextDouble(), 3)));
            return new MigrationSpec(
                    spec.strategy(),
                    switchover,
                    spec.storage(),
                    spec.preempt(),
                    spec.bandwidth(),
                    limit,
                    spec.maxPasses());
        }

        private long sendNs(LinkSpec link) {
            double bits = (double) link.bandwidth().bitsPerSecond();
            bits *= link.streams() / (double) (link.streams() + link.competing());
            if (link.window() != null && link.rtt().ns() > 0) {
                bits = Math.min(
                        bits,
                        link.window().count()
                                * 8e9
                                * link.streams()
                                / link.rtt().ns());
            }
            return (long) (pages * 4104.0 * 8e9 / bits) + link.rtt().ns() + 1000;
        }

        private Profile profile() {
            long perPageNs = Math.max(3, 3 * sendNs / pages);
            for (Parameter parameter : Parameter.values()) {
                if (!chance(0.25) || parameter == Parameter.GUEST_TOUCH) {
                    settings.put(parameter, new Setting(value(parameter, perPageNs), "random", null, null));
                }
            }
            return new Profile(
                    "random",
                    "random",
                    new Profile.Behaviour(
                            chance(0.5) ? Profile.DemandService.PIPELINED : Profile.DemandService.BATCHED,
                            chance(0.5),
                            chance(0.5),
                            chance(0.5) ? Profile.DowntimeEnd.WRITTEN : Profile.DowntimeEnd.RESUMED),
                    settings);
        }

        private long value(Parameter parameter, long perPageNs) {
            return switch (parameter) {
                case SOURCE_PAGE, SOURCE_ZERO_PAGE, PRECOPY_PAGE, PRECOPY_PER_VCPU ->
                    chance(0.3) ? 0 : logUniform(1, perPageNs);
                case PLACE_PAGE, DEMAND_INSTALL -> chance(0.3) ? 0 : logUniform(1, perPageNs * 4);
                case PLACE_SEGMENT -> chance(0.6) ? 0 : logUniform(1, 100_000);
                case PLACE_TICK -> chance(0.4) ? 0 : logUniform(1, perPageNs * 20);
                case LINK_SHARE -> chance(0.5) ? 0 : 100_000 + random.nextInt(900_001);
                case HOST_SEND_WINDOWS -> chance(0.5) ? 0 : 500 + random.nextInt(4000);
                case HOST_SEND_BUFFER -> chance(0.4) ? 0 : logUniform(1, pages * 4096L);
                case GUEST_INTERLEAVE -> chance(0.4) ? 0 : logUniform(1, pages * 2000L);
                case GUEST_HOT_GROUP -> chance(0.4) ? 0 : logUniform(1, 20);
                case GUEST_HOT_WRITTEN -> chance(0.4) ? 0 : logUniform(1, pages);
                case GUEST_SYSTEM, GUEST_REUSED, GUEST_TOP, GUEST_ABOVE, HOST_PATH_QUEUE ->
                    chance(0.5) ? 0 : logUniform(1, pages * 4096L);
                case GUEST_PER_PAGE -> chance(0.5) ? 0 : logUniform(1, 10_000);
                case PRECOPY_LOOK -> chance(0.5) ? 0 : logUniform(1, sendNs);
                case GUEST_HOT_PERIOD -> chance(0.4) ? 0 : logUniform(1, sendNs * 2);
                case GUEST_TABLE_REACH -> chance(0.4) ? 0 : logUniform(1, pages / 2L) * 4096 + random.nextInt(2);
                case GUEST_HOT_SET -> chance(0.5) ? 0 : logUniform(1, pages);
                case SETUP_ROUND_TRIPS, STOP_HANDSHAKE, STOP_ROUND_TRIPS ->
                    chance(0.5) ? random.nextInt(50) * 100L : random.nextInt(5000);
                case SETUP_IMAGE_SIZE -> random.nextInt(200_000);
                case SETUP_IMAGE_CHECK -> random.nextInt(2_000_000_000);
                case DEVICE_STATE -> chance(0.1) ? 0 : random.nextInt(50_000);
                case DEVICE_STATE_PER_VCPU -> random.nextInt(10_000);
                case DEMAND_WINDOW, PUSH_WRITE -> chance(0.3) ? 1 : random.nextInt(perUnit == 1 ? 70 : 1500);
                case DEMAND_REPEAT -> sendNs / 2000 + logUniform(1, sendNs);
                case PUSH_PATIENCE -> sendNs / 1000 + logUniform(1, sendNs / 3);
                case PREFETCH_WINDOW -> chance(0.4) ? 0 : logUniform(1, 300);
                case GUEST_NONZERO_IDLE, GUEST_NONZERO_LOADED -> chance(0.3) ? 0 : random.nextInt(1_000_001);
                case GUEST_TOUCH -> touchNs();
                case GUEST_IDLE_RATE -> rate(1000);
                case GUEST_IDLE_SET -> logUniform(1, pages * 8192L);
                case DISK_BLOCK -> chance(0.3) ? 0 : logUniform(1000, 40_000);
                case DISK_WRITE_SIZE -> chance(0.5) ? 0 : logUniform(500, 20_000);
                case DISK_READ, DISK_REREAD, RDMA_PAGE, RDMA_LATENCY, XBZRLE_ENCODE ->
                    chance(0.3) ? 0 : logUniform(1, perPageNs * 2);
                case XBZRLE_ENCODED -> random.nextInt(chance(0.1) ? 6000 : 500);
                case RDMA_PIN -> random.nextInt(2_000_000_000);
                case DISK_ALLOCATED -> random.nextInt(11) * 100_000L;
                case PRECOPY_SYNC ->
                    // A second or more, where that is not too long for the guest: then auto-converge looks at each
                    // pass.
                    (sendNs > 30_000_000 && chance(0.3) ? 1_100_000_000L : logUniform(1, sendNs) / 4) * GIB_1 / pages;
                case STOP_PER_DOUBLING -> random.nextInt(100_000_000);
                case SETUP_BASE -> logUniform(1, sendNs);
                case DEMAND_HANDLING, DEMAND_GATHER, PUSH_QUIET, PREFETCH_DELAY ->
                    chance(0.2) ? 0 : logUniform(1, sendNs / 10 + 1);
                case COMMIT_TIME, STOP_BASE, STOP_QUIESCE, RESUME_LOAD -> logUniform(1, sendNs * 2);
            };
        }

        /** A touch such that a migration has some thousands of them at most. */
        private long touchNs() {
            return sendNs / logUniform(3, large ? 100_000 : 4000);
        }

        /** An access rate that makes from few to many accesses while the memory is sent. */
        private long rate(long scale) {
            double perSendMax = 30.0 * (pages / (double) perUnit + 3);
            double perSecond = logUniform(1, (long) perSendMax) * 1e9 / sendNs;
            return (long) Math.min(1e15, perSecond * scale);
        }

        private Load load() {
            double writes = chance(0.2) ? random.nextInt(2) : random.nextDouble();
            Bytes bytes = new Bytes(chance(0.1) ? pages * 4096L : (long) (pages * 4096L * random.nextDouble()));
            return switch (random.nextInt(5)) {
                case 0 -> new Load.Idle();
                case 1 -> new Load.Uniform(bytes, rate(1), writes);
                case 2 -> new Load.Zipf(bytes, rate(1), 0.01 + 2.5 * random.nextDouble(), writes);
                default -> {
                    int workers = Math.min(pages, 1 + random.nextInt(6));
                    yield new Load.Stress(new Bytes(Math.max(bytes.count(), workers * 4096L)), workers);
                }
            };
        }

        private @Nullable GuestPages guestPages(Load load) {
            if (!chance(0.2)) {
                return null;
            }
            long least = load instanceof Load.Stress stress ? (stress.memory().count() + 4095) / 4096 : 0;
            long nonzero = least + (long) ((pages - least) * random.nextDouble());
            return new GuestPages(memory(random.nextInt((int) (pages - nonzero) + 1)), memory(nonzero));
        }
    }
}
