package faultline.driver.testbed;

import faultline.driver.DriverException;
import faultline.driver.Guest;
import faultline.driver.Hosts;
import faultline.driver.Hypervisor;
import faultline.driver.Pause;
import faultline.unit.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One guest of the testbed, from boot to end. */
public final class TestbedGuest {
    private static final long BOOT_MS = 60_000;
    private static final long POLL_MS = 100;
    private static final int STEADY_TICKS = 5;
    private static final long STEADY_KIB = 256;
    private static final long PREEMPT_PORT = 49_300;
    private static final int NOISE_BYTES = 1 << 20;

    private final Layout layout;
    private final GuestSpec spec;

    public TestbedGuest(Layout layout, GuestSpec spec) {
        this.layout = layout;
        this.spec = spec;
    }

    /** Where a migration of this guest goes from and to. */
    public Hosts hosts(boolean preempt) {
        String address = "tcp://" + Host.B.wireAddress();
        return new Hosts(
                Host.A.uri(),
                Host.B.uri(),
                Host.B.peerUri(),
                preempt ? "tcp:" + Host.B.wireAddress() + ":" + PREEMPT_PORT : address,
                layout.monitor(Host.A, spec.name()),
                layout.monitor(Host.B, spec.name()));
    }

    /** Boots it at host a; where a migration with preempt is to follow, starts its empty twin at host b. */
    public void boot(boolean preempt) {
        destroy();
        removeFiles();
        makeDisks();
        try (Hypervisor source = Hypervisor.open(Host.A.uri())) {
            source.start(spec.name(), GuestXml.of(spec, layout.initrd(), false), false);
        }
        if (preempt) {
            try (Hypervisor far = Hypervisor.open(Host.B.uri())) {
                far.start(spec.name(), GuestXml.of(spec, layout.initrd(), true), true);
            }
        }
    }

    /** Waits until the guest ticks, its load has written all its memory and the free memory stands still. */
    public void settle() {
        long end = System.nanoTime() + BOOT_MS * 1_000_000;
        while (!steady(Ticks.read(layout.console(Host.A, spec.name())))) {
            if (System.nanoTime() > end) {
                throw new DriverException("guest " + spec.name() + " did not settle in " + BOOT_MS / 1000 + " s");
            }
            Pause.millis(POLL_MS);
        }
    }

    /** Returns whether the guest ticks at host b within this time. */
    public boolean ticksAtDestination(long withinMs) {
        long before = lastTick(Host.B);
        long end = System.nanoTime() + withinMs * 1_000_000;
        while (System.nanoTime() < end) {
            if (lastTick(Host.B) > before) {
                return true;
            }
            Pause.millis(POLL_MS);
        }
        return false;
    }

    /** Returns the number of the last tick at a host; −1 where there is none. */
    public long lastTick(Host host) {
        List<Ticks.Tick> ticks = Ticks.read(layout.console(host, spec.name()));
        return ticks.isEmpty() ? -1 : ticks.get(ticks.size() - 1).number();
    }

    /** Returns how many ticks are missing over both hosts' consoles. */
    public long lostTicks() {
        return Ticks.lost(
                Ticks.read(layout.console(Host.A, spec.name())), Ticks.read(layout.console(Host.B, spec.name())));
    }

    /**
     * Keeps when the destination asked for which page, compressed, and returns how many different ones it asked for; null,
     * and no file, where QEMU wrote no trace.
     */
    public @Nullable Long keepFaults(Path out) {
        Path trace = layout.trace(Host.B, spec.name());
        return Files.isReadable(trace) ? Long.valueOf(Faults.copy(trace, out)) : null;
    }

    /** Ends it at both hosts, if it is there. */
    public void destroy() {
        for (Host host : Host.BOTH) {
            try (Hypervisor hypervisor = Hypervisor.open(host.uri())) {
                hypervisor.find(spec.name()).ifPresent(Guest::destroy);
            }
        }
    }

    private boolean steady(List<Ticks.Tick> ticks) {
        if (ticks.size() < STEADY_TICKS + 1) {
            return false;
        }
        List<Ticks.Tick> last = ticks.subList(ticks.size() - STEADY_TICKS, ticks.size());
        long most = last.stream().mapToLong(Ticks.Tick::freeKib).max().orElseThrow();
        long least = last.stream().mapToLong(Ticks.Tick::freeKib).min().orElseThrow();
        long writtenKib = spec.load().memory().count() / 1024;
        long usedKib = spec.vm().memory().count() / 1024 - most;
        return most - least <= STEADY_KIB && usedKib >= writtenKib;
    }

    /** A disk full of noise at host a, and an empty one of its size at host b: libvirt wants it there. */
    private void makeDisks() {
        Bytes size = spec.vm().disk();
        if (size == null) {
            return;
        }
        byte[] noise = new byte[NOISE_BYTES];
        Random random = new Random(1);
        try (RandomAccessFile full =
                        new RandomAccessFile(layout.disk(Host.A, spec.name()).toFile(), "rw");
                RandomAccessFile empty =
                        new RandomAccessFile(layout.disk(Host.B, spec.name()).toFile(), "rw")) {
            empty.setLength(size.count());
            for (long at = 0; at < size.count(); at += NOISE_BYTES) {
                random.nextBytes(noise);
                full.write(noise, 0, (int) Math.min(NOISE_BYTES, size.count() - at));
            }
            full.getFD().sync();
        } catch (IOException e) {
            throw new DriverException("cannot make the guest's disks", e);
        }
    }

    private void removeFiles() {
        try {
            for (Host host : Host.BOTH) {
                Files.deleteIfExists(layout.console(host, spec.name()));
                Files.deleteIfExists(layout.trace(host, spec.name()));
                Files.deleteIfExists(layout.monitor(host, spec.name()));
                Files.deleteIfExists(layout.disk(host, spec.name()));
            }
        } catch (IOException e) {
            throw new DriverException("cannot remove the guest's old files", e);
        }
    }
}
