package faultline.twin;

import faultline.engine.Phase;
import faultline.model.DiskWrites;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Storage;
import faultline.stats.Traffic;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The disk of block migration: an event for each write, a bit for each block. */
final class NaiveDisk {
    private final NaiveTwin twin;
    private final Profile profile;
    private final @Nullable DiskWrites writes;
    private final long diskBytes;
    private final long block;

    /** Blocks in the order in which they were last written. */
    private final Set<Long> dirty = new LinkedHashSet<>();

    private final Set<Long> inPass = new LinkedHashSet<>();
    private int blocks;
    private long written;
    private long beganNs;
    private long nextGuestNs;
    private NaiveQueue.@Nullable Event next;

    NaiveDisk(NaiveTwin twin, Scenario scenario, Profile profile) {
        this.twin = twin;
        this.profile = profile;
        boolean copied = scenario.migration().storage() == Storage.BLOCK;
        diskBytes = scenario.vm().disk() == null ? 0 : scenario.vm().disk().count();
        writes = copied ? scenario.diskWrites() : null;
        block = Math.max(4096, profile.get(Parameter.DISK_BLOCK));
    }

    /** Sends what is allocated, a block at a time, and has the guest write from now on. */
    void sendAll(NaivePace pace) {
        beganNs = twin.clock.guestAt(twin.queue.nowNs());
        if (writes != null) {
            long set = writes.set() == null ? diskBytes : writes.set().count();
            blocks = (int) Math.max(1, set / block);
            writeLater();
        }
        long bytes = NaiveTwin.ratio(diskBytes, profile.get(Parameter.DISK_ALLOCATED), 1_000_000);
        twin.link.wasIdle(twin.queue.nowNs());
        long nowNs = twin.queue.nowNs();
        for (long left = bytes; left > 0; left -= block) {
            long message = Math.min(left, block);
            nowNs = Math.max(nowNs, NaiveTwin.ceilNs(twin.link.freePs - twin.link.rates.leadPs()));
            long atNs = pace.goesNs(nowNs);
            if (atNs > nowNs) {
                pace.sleeps++;
                twin.link.wasIdle(atNs);
                nowNs = atNs;
            }
            send(message, Math.max(twin.link.rates.wirePs(message), readPs()));
            pace.spend(nowNs, message);
        }
    }

    private long readPs() {
        return profile.get(Parameter.DISK_READ) * 1000;
    }

    private void send(long bytes, long servicePs) {
        twin.link.send(bytes, servicePs);
        twin.recorder().traffic().add(twin.stage, Traffic.Kind.DISK, bytes);
    }

    private void writeLater() {
        if (writes == null) {
            return;
        }
        long size = profile.get(Parameter.DISK_WRITE_SIZE) == 0 ? block : profile.get(Parameter.DISK_WRITE_SIZE);
        BigInteger bits = BigInteger.valueOf(writes.rate().bitsPerSecond());
        BigInteger work = BigInteger.valueOf(written + 1).multiply(BigInteger.valueOf(8_000_000_000L * size));
        nextGuestNs =
                beganNs + work.add(bits).subtract(BigInteger.ONE).divide(bits).longValueExact();
        next = twin.queue.at(twin.clock.wallWhen(nextGuestNs), Phase.GUEST, 0, () -> {
            dirty.remove(written % blocks);
            dirty.add(written % blocks);
            written++;
            writeLater();
        });
    }

    /** The guest's clock runs otherwise from now on. */
    void clockChanged() {
        if (next != null) {
            next.cancelled = true;
            long atNs = twin.clock.wallWhen(nextGuestNs);
            next = twin.queue.at(atNs, next.phase, next.rank, next.action);
        }
    }

    void stop() {
        if (next != null) {
            next.cancelled = true;
        }
    }

    long waitingBytes() {
        return block * waiting().size();
    }

    private Set<Long> waiting() {
        Set<Long> all = new LinkedHashSet<>(dirty);
        all.addAll(inPass);
        return all;
    }

    void beginPass() {
        inPass.addAll(dirty);
        dirty.clear();
    }

    boolean passIsDone() {
        return inPass.isEmpty();
    }

    /** Sends a block of the pass; returns its bytes. */
    long sendNext() {
        inPass.remove(inPass.iterator().next());
        send(block, Math.max(twin.link.rates.wirePs(block), readPs()));
        twin.recorder().dirtiedBlocks++;
        return block;
    }

    /** Reads and sends, block after block, what waits while the guest stands. */
    void sendRest() {
        for (int i = waiting().size(); i > 0; i--) {
            send(block, twin.link.rates.wirePs(block) + profile.get(Parameter.DISK_REREAD) * 1000);
            twin.recorder().dirtiedBlocks++;
        }
    }
}
