package faultline.guest;

import faultline.model.Load;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Vm;
import faultline.rng.Rng;
import faultline.unit.Ratio;
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

    private Loads(Scenario scenario, Profile profile, MemoryImage image, long seed) {
        this.scenario = scenario;
        this.profile = profile;
        this.image = image;
        this.seed = seed;
        this.unitShift = Integer.numberOfTrailingZeros(scenario.vm().pagesPerHostPage());
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
                patterns[vcpu] = sweep(vcpu, stress.workers());
            } else if (load instanceof Load.Uniform uniform) {
                patterns[vcpu] = random(vcpu, uniform.accessesPerSecond(), uniform.writeShare(), 0);
            } else if (load instanceof Load.Zipf zipf) {
                patterns[vcpu] = random(vcpu, zipf.accessesPerSecond(), zipf.writeShare(), zipf.exponent());
            } else {
                patterns[vcpu] = background(vcpu, vcpus - busy);
            }
        }
        long hot = Math.min(profile.get(Parameter.GUEST_HOT_SET), image.nonzeroSystemPages());
        long period = profile.get(Parameter.GUEST_HOT_PERIOD);
        for (int vcpu = 0; vcpu < vcpus && hot > 0; vcpu++) {
            patterns[vcpu] = new Awakening(hotPages(vcpu, Math.toIntExact(hot)), patterns[vcpu], period, unitShift);
        }
        return patterns;
    }

    /** Returns the hot pages, spread evenly over the nonzero system pages, in an order of the vCPU's own. */
    private long[] hotPages(int vcpu, int count) {
        long among = image.nonzeroSystemPages();
        long[] pages = new long[count];
        for (int i = 0; i < count; i++) {
            pages[i] = image.nonzeroSystemPage(Ratio.of(among, 2L * i + 1, 2L * count));
        }
        Rng rng = new Rng(seed, "kernel of vcpu " + vcpu);
        for (int i = count - 1; i > 0; i--) {
            int other = (int) rng.nextLong(i + 1L);
            long page = pages[i];
            pages[i] = pages[other];
            pages[other] = page;
        }
        return pages;
    }

    private @Nullable AccessPattern sweep(int vcpu, int workers) {
        int vcpus = scenario.vm().vcpus();
        long pages = image.loadPages();
        long from = pages * workersBefore(vcpu, workers, vcpus) / workers;
        long to = pages * workersBefore(vcpu + 1, workers, vcpus) / workers;
        if (from == to) {
            return null;
        }
        long start = new Rng(seed, "worker " + vcpu).nextLong(to - from);
        long touchNs = Math.max(1, profile.get(Parameter.GUEST_TOUCH));
        return new Sweep(image.loadFirst() + from, to - from, touchNs, start, unitShift);
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
        long units = Math.max(1, Math.min(wanted, image.systemPages()) >>> unitShift);
        return rate == 0 ? null : new RandomAccess(0, units, rate, 1, 0, unitShift, stream(vcpu), key(vcpu));
    }

    private Rng stream(int vcpu) {
        return new Rng(seed, "vcpu " + vcpu);
    }

    private long key(int vcpu) {
        return new Rng(seed, "writes of vcpu " + vcpu).nextLong();
    }
}
