package faultline.guest;

import faultline.model.Load;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Vm;
import faultline.rng.Rng;
import org.jspecify.annotations.Nullable;

/** Makes the access pattern of each vCPU from a scenario's load. */
public final class Loads {
    private static final double NS_PER_S = 1e9;
    private static final double COUNT_ONE = 1000.0;

    private final Scenario scenario;
    private final Profile profile;
    private final MemoryImage image;
    private final long seed;
    private final int unitShift;
    private final @Nullable HotPages hot;

    private Loads(Scenario scenario, Profile profile, MemoryImage image, long seed) {
        this.scenario = scenario;
        this.profile = profile;
        this.image = image;
        this.seed = seed;
        this.unitShift = Integer.numberOfTrailingZeros(scenario.vm().pagesPerHostPage());
        hot = HotPages.of(profile, image, seed);
    }

    /**
     * Returns what each vCPU does, shape [vcpus]; null for a vCPU that does nothing.
     *
     * <p>A vCPU with several workers walks their memory one after the other; one with none does the kernel's background
     * work, as every vCPU of an idle guest does.
     */
    public static @Nullable AccessPattern[] of(Scenario scenario, Profile profile, MemoryImage image, long seed) {
        return new Loads(scenario, profile, image, seed).patterns();
    }

    private @Nullable AccessPattern[] patterns() {
        int vcpus = scenario.vm().vcpus();
        @Nullable AccessPattern[] patterns = new AccessPattern[vcpus];
        Load load = scenario.load();
        int busy = load instanceof Load.Stress stress ? Math.min(vcpus, stress.workers()) : 0;
        for (int vcpu = 0; vcpu < vcpus; vcpu++) {
            if (load instanceof Load.Stress stress && vcpu < busy) {
                patterns[vcpu] = sweep(vcpu, stress.workers(), busy);
            } else if (load instanceof Load.Uniform uniform) {
                patterns[vcpu] = random(vcpu, uniform.accessesPerSecond(), uniform.writeShare(), 0);
            } else if (load instanceof Load.Zipf zipf) {
                patterns[vcpu] = random(vcpu, zipf.accessesPerSecond(), zipf.writeShare(), zipf.exponent());
            } else {
                patterns[vcpu] = background(vcpu, vcpus - busy);
            }
        }
        if (hot != null) {
            long period = profile.get(Parameter.GUEST_HOT_PERIOD);
            long[] written = hot.written();
            for (int vcpu = 0; vcpu < vcpus; vcpu++) {
                patterns[vcpu] = new Awakening(hot.inOrder(vcpu), written, patterns[vcpu], period, unitShift);
            }
        }
        return patterns;
    }

    private @Nullable AccessPattern sweep(int vcpu, int workers, int busy) {
        int vcpus = scenario.vm().vcpus();
        long before = workersBefore(vcpu, workers, vcpus);
        long mine = workersBefore(vcpu + 1, workers, vcpus) - before;
        WalkedMemory memory = WalkedMemory.share(image.loadFirst(), image.loadPages(), before, mine, workers, turn());
        if (memory.length() == 0) {
            return null;
        }
        long start = new Rng(seed, "worker " + vcpu).nextLong(memory.length());
        long touchNs = Math.max(1, profile.get(Parameter.GUEST_TOUCH));
        return new Sweep(memory, touchNs, start, unitShift, tables(vcpu, busy));
    }

    /** Returns how many pages each worker is given in turn, whole units; 0 for all at once. */
    private long turn() {
        long bytes = profile.get(Parameter.GUEST_INTERLEAVE);
        return bytes == 0 ? 0 : Math.max(1, (bytes / Vm.PAGE) >>> unitShift) << unitShift;
    }

    /**
     * Returns the tables of a busy vCPU's walk, or null where there are none: right below what the kernel writes, since
     * both come from the same free memory, and in turns with those of other workers, as they grew together.
     */
    private @Nullable PageTables tables(int vcpu, int busy) {
        long reach = profile.get(Parameter.GUEST_TABLE_REACH);
        if (reach == 0 || image.systemPages() == 0) {
            return null;
        }
        long top = hot == null ? image.systemPages() - 1 : hot.belowWritten();
        return new PageTables(image, top - vcpu, busy, Math.max(1, reach / Vm.PAGE));
    }

    /** Returns how many of the workers, dealt out round robin, belong to vCPUs below {@code vcpu}. */
    private static long workersBefore(int vcpu, int workers, int vcpus) {
        return (long) vcpu * (workers / vcpus) + Math.min(vcpu, workers % vcpus);
    }

    private @Nullable AccessPattern random(int vcpu, long accessesPerSecond, double writeShare, double exponent) {
        long firstUnit = image.loadFirst() >>> unitShift;
        long units = (image.loadEnd() >>> unitShift) - firstUnit;
        double rate = accessesPerSecond / NS_PER_S / scenario.vm().vcpus();
        return units == 0 || rate == 0
                ? null
                : new RandomAccess(firstUnit, units, rate, writeShare, exponent, unitShift, stream(vcpu), key(vcpu));
    }

    private @Nullable AccessPattern background(int vcpu, int sharers) {
        double rate = profile.get(Parameter.GUEST_IDLE_RATE) / COUNT_ONE / NS_PER_S / sharers;
        long wanted = profile.get(Parameter.GUEST_IDLE_SET) / Vm.PAGE;
        long units = Math.max(1, Math.min(wanted, image.lowPages()) >>> unitShift);
        return rate == 0 ? null : new RandomAccess(0, units, rate, 1, 0, unitShift, stream(vcpu), key(vcpu));
    }

    private Rng stream(int vcpu) {
        return new Rng(seed, "vcpu " + vcpu);
    }

    private long key(int vcpu) {
        return new Rng(seed, "writes of vcpu " + vcpu).nextLong();
    }
}
