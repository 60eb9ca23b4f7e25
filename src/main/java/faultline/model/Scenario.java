package faultline.model;

import faultline.unit.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One migration to simulate, but for the profile of the hosts.
 *
 * @param origin where its figures come from, or null
 * @param diskWrites what the load writes to the disk, or null
 * @param profile name of the profile that the file asks for, or null
 */
public record Scenario(
        String id,
        @Nullable String origin,
        Vm vm,
        Load load,
        @Nullable DiskWrites diskWrites,
        LinkSpec link,
        MigrationSpec migration,
        @Nullable String profile) {

    /** Longest transfer that a scenario may ask for: beyond it nobody migrates, and the link's clock would end. */
    static final double TRANSFER_SECONDS_MAX = 30.0 * 86_400;

    private static final long BANDWIDTH_MAX = 100_000_000_000_000L;
    private static final long DISK_WRITES_MAX = 1_000_000_000_000L;
    private static final long BUFFER_MAX = 1L << 40;

    /** A scenario of a guest that writes nothing to its disk. */
    public Scenario(
            String id,
            @Nullable String origin,
            Vm vm,
            Load load,
            LinkSpec link,
            MigrationSpec migration,
            @Nullable String profile) {
        this(id, origin, vm, load, null, link, migration, profile);
    }

    /** Returns the same migrated in another way. */
    public Scenario with(MigrationSpec other) {
        return new Scenario(id, origin, vm, load, diskWrites, link, other, profile);
    }

    /** Returns the same under another id. */
    public Scenario named(String other) {
        return new Scenario(other, origin, vm, load, diskWrites, link, migration, profile);
    }

    /** Returns everything that is wrong with this scenario taken as a whole, in the order of the file. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        checkLoad(problems);
        checkGuestPages(problems);
        problems.addAll(MigrationRules.problems(this));
        checkLink(problems);
        return problems;
    }

    private void checkLoad(List<Problem> problems) {
        long wanted = load.memory().count();
        if (wanted > vm.memory().count()) {
            problems.add(new Problem("load.memory", "more than the guest has, " + vm.memory()));
        }
        if (load instanceof Load.Stress stress && wanted / Vm.PAGE < stress.workers()) {
            problems.add(new Problem("load.memory", "less than a page for each of " + stress.workers() + " workers"));
        }
        if (diskWrites != null) {
            checkDiskWrites(diskWrites, problems);
        }
    }

    private void checkDiskWrites(DiskWrites writes, List<Problem> problems) {
        if (vm.disk() == null) {
            problems.add(new Problem("load.diskWrites", "the guest has no disk: give vm.disk"));
        } else if (writes.rate().bitsPerSecond() > DISK_WRITES_MAX) {
            problems.add(new Problem("load.diskWrites", writes.rate() + " is more than 1 Tbit/s"));
        } else if (writes.set() != null && writes.set().compareTo(vm.disk()) > 0) {
            problems.add(new Problem("load.diskSet", "more than the guest's disk, " + vm.disk()));
        }
    }

    private void checkGuestPages(List<Problem> problems) {
        GuestPages known = vm.guestPages();
        if (known == null) {
            return;
        }
        if (known.zero().count()
                > vm.memory().count()
                        - Math.min(known.nonzero().count(), vm.memory().count())) {
            problems.add(
                    new Problem("vm.guestPages", "zero and nonzero pages are more than the memory, " + vm.memory()));
        } else if (load instanceof Load.Stress
                && load.memory().count() > known.nonzero().count()) {
            problems.add(new Problem("vm.guestPages.nonzero", "less than the stressed memory, which is all nonzero"));
        }
    }

    private void checkLink(List<Problem> problems) {
        if (link.bandwidth().bitsPerSecond() > BANDWIDTH_MAX) {
            problems.add(new Problem("link.bandwidth", link.bandwidth() + " is more than 100 Tbit/s"));
        }
        checkBuffer("link.window", link.window(), problems);
        checkBuffer("link.sendBuffer", link.sendBuffer(), problems);
        long bytes = vm.memory().count();
        if (migration.storage() == Storage.BLOCK && vm.disk() != null) {
            bytes += vm.disk().count();
        }
        double seconds = bytes * 8.0 * (1 + link.competing()) / bitsPerSecondMax();
        if (seconds > TRANSFER_SECONDS_MAX) {
            problems.add(new Problem(
                    "link.bandwidth", "sending the guest once would take more than 30 days over this link"));
        }
    }

    private static void checkBuffer(String path, @Nullable Bytes size, List<Problem> problems) {
        if (size != null && size.count() > BUFFER_MAX) {
            problems.add(new Problem(path, size + " is more than 1 TiB"));
        }
    }

    private double bitsPerSecondMax() {
        double rate = (double) link.bandwidth().bitsPerSecond();
        if (migration.bandwidth() != null) {
            rate = Math.min(rate, (double) migration.bandwidth().bitsPerSecond());
        }
        if (link.window() != null && link.rtt().ns() > 0) {
            rate = Math.min(
                    rate,
                    link.window().count() * 8e9 * link.streams() / link.rtt().ns());
        }
        return rate;
    }
}
