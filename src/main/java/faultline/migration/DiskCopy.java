package faultline.migration;

import faultline.model.DiskWrites;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Storage;
import faultline.stats.Recorder;
import faultline.stats.Traffic;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Ratio;
import java.math.BigInteger;

/**
 * Block migration of the disk: all that is allocated of it first, then the blocks that the guest writes meanwhile, before
 * the pages of each pass, and the last of them while the guest stands.
 *
 * <p>A block that is copied while the guest runs is read ahead of the link; one that the guest's stop leaves behind is read
 * and then sent, as QEMU does. The guest writes its set in a loop, a block at a time, so that the blocks that wait are the
 * last ones written, and are counted.
 */
final class DiskCopy {
    private static final long SHARE_ONE = 1_000_000;
    private static final int CHUNK = 4096;
    private static final BigInteger BITS_PER_BYTE_NS = BigInteger.valueOf(8_000_000_000L);

    private final Wire wire;
    private final Recorder recorder;
    private final long allocatedBytes;
    private final long blockBytes;
    private final long diskReadPs;
    private final long readPs;
    private final long rereadPs;
    private final long setBlocks;
    private final BigInteger writeBits;
    private final BigInteger writeBytes;

    /** Writes whose blocks have been sent, in the order of the writes. */
    private long sentWrites;

    /** Writes whose blocks the pass has to send. */
    private long passWrites;

    private long beganNs;

    DiskCopy(Scenario scenario, Profile profile, Wire wire, Recorder recorder) {
        this.wire = wire;
        this.recorder = recorder;
        Bytes disk = scenario.vm().disk();
        boolean copied = scenario.migration().storage() == Storage.BLOCK && disk != null;
        long diskBytes = disk == null ? 0 : disk.count();
        allocatedBytes = copied ? Ratio.of(diskBytes, profile.get(Parameter.DISK_ALLOCATED), SHARE_ONE) : 0;
        blockBytes = Math.max(CHUNK, profile.get(Parameter.DISK_BLOCK));
        long wirePs = wire.link.rates().wirePs(blockBytes);
        diskReadPs = profile.get(Parameter.DISK_READ) * 1000;
        readPs = Math.max(wirePs, diskReadPs);
        rereadPs = wirePs + profile.get(Parameter.DISK_REREAD) * 1000;
        DiskWrites writes = copied ? scenario.diskWrites() : null;
        Bytes set = writes == null ? null : writes.set();
        setBlocks = writes == null ? 0 : Math.max(1, (set == null ? diskBytes : set.count()) / blockBytes);
        Rate rate = writes == null ? null : writes.rate();
        writeBits = BigInteger.valueOf(rate == null ? 0 : rate.bitsPerSecond());
        long size = profile.get(Parameter.DISK_WRITE_SIZE);
        writeBytes = BigInteger.valueOf(size == 0 ? blockBytes : size);
    }

    /** Sends all that is allocated of the disk; the guest's writes count from now, {@code guestNs} on its clock. */
    void sendAll(Sender sender, long nowNs, long guestNs) {
        beganNs = guestNs;
        sender.begin(nowNs);
        sender.commitAll(blockBytes, readPs, allocatedBytes / blockBytes);
        long rest = allocatedBytes % blockBytes;
        if (rest > 0) {
            sender.commitAll(rest, Math.max(wire.link.rates().wirePs(rest), diskReadPs), 1);
        }
        wire.account(Traffic.Kind.DISK, allocatedBytes);
    }

    /** Returns how many writes the guest has made when its clock shows {@code guestNs}. */
    private long writes(long guestNs) {
        return BigInteger.valueOf(guestNs - beganNs)
                .multiply(writeBits)
                .divide(BITS_PER_BYTE_NS.multiply(writeBytes))
                .longValueExact();
    }

    /** Returns how many blocks wait when the guest's clock shows {@code guestNs}. */
    long waiting(long guestNs) {
        return Math.min(setBlocks, writes(guestNs) - sentWrites);
    }

    /** Returns the bytes of {@code blocks} blocks. */
    long bytes(long blocks) {
        return blocks * blockBytes;
    }

    /** A pass begins, which sends the blocks that wait. */
    void beginPass(long guestNs) {
        passWrites = writes(guestNs);
        sentWrites = Math.max(sentWrites, passWrites - setBlocks);
    }

    /** Returns how many blocks of the pass wait. */
    long left() {
        return passWrites - sentWrites;
    }

    /** Returns the time that {@code blocks} of them take, in ps. */
    long servicePs(long blocks) {
        return blocks * readPs;
    }

    /** Sends blocks of the pass that can be committed by {@code nowNs}, and returns how many these were. */
    long send(Sender sender, long nowNs) {
        long sent = sender.commit(nowNs, blockBytes, readPs, left());
        sentWrites += sent;
        account(sent);
        return sent;
    }

    /** Sends what waits when the guest, whose clock shows {@code guestNs}, stands. */
    void sendRest(Sender sender, long guestNs) {
        long blocks = waiting(guestNs);
        sender.commitAll(blockBytes, rereadPs, blocks);
        account(blocks);
    }

    private void account(long blocks) {
        recorder.dirtiedBlocks += blocks;
        wire.account(Traffic.Kind.DISK, bytes(blocks));
    }
}
