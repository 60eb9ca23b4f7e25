package faultline.driver.testbed;

import faultline.driver.Command;
import faultline.driver.DriverException;
import faultline.driver.Pause;
import faultline.driver.Sockets;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Two hosts and a wire on this machine: put up, looked at and taken down. */
public final class Testbed {
    /**
     * The wire goes before all else where the kernel allows it: a wire does not wait for the hosts' processors. Without,
     * the same migration over 400 Mbit/s took 8.0 to 8.8 s one time and 7.3 to 7.8 another; with it 7.12 to 7.16.
     */
    private static final String WIRE_PRIORITY = "10";

    private static final long STEP_MS = 20;
    private static final long WAIT_MS = 15_000;

    private final Layout layout;
    private final List<String> self;

    /**
     * @param self the command that runs Faultline, to which {@code testbed wire …} is added
     */
    public Testbed(Layout layout, List<String> self) {
        this.layout = layout;
        this.self = List.copyOf(self);
    }

    public Layout layout() {
        return layout;
    }

    /**
     * Takes the testbed for this program alone, until the lease is closed: two campaigns at once would end each other's
     * guests and measure each other's wire.
     *
     * @throws DriverException if another program has it
     */
    public Lease lease() {
        return Lease.take(layout.lease());
    }

    /** Puts up what is not up yet. */
    public void up(Wire wire) {
        if (isUp()) {
            set(wire);
            return;
        }
        down();
        Prerequisites.check();
        try {
            makeDirectories();
            GuestImage.build(layout.initrd());
            for (Host host : Host.BOTH) {
                HostSetup setup = new HostSetup(host, layout);
                setup.files();
                setup.network();
                setup.mounts();
            }
            startWire(wire);
            for (Host host : Host.BOTH) {
                HostSetup setup = new HostSetup(host, layout);
                setup.wire(Wire.MTU);
                setup.daemon();
            }
            await("libvirtd at both hosts", () -> Host.BOTH.stream().allMatch(Testbed::listens));
        } catch (RuntimeException e) {
            down();
            throw e;
        }
    }

    /** Returns whether everything that {@link #up} starts is there. */
    public boolean isUp() {
        return status().stream().allMatch(Part::alive);
    }

    /** One piece of the testbed and whether it is there. */
    public record Part(String name, boolean alive, String detail) {}

    /** Looks at each piece. */
    public List<Part> status() {
        List<Part> parts = new ArrayList<>();
        for (Host host : Host.BOTH) {
            parts.add(process("namespaces of host " + host.letter(), layout.pid("holder", host)));
            parts.add(process("libvirtd of host " + host.letter(), layout.pid("libvirtd", host)));
        }
        Part wire = process("wire", layout.pid("wire"));
        parts.add(wire.alive() ? new Part("wire", true, WireProcess.order(layout.wireSocket(), "status")) : wire);
        return parts;
    }

    /** Changes what the wire does, at once. */
    public void set(Wire wire) {
        WireProcess.order(layout.wireSocket(), wire.command());
    }

    /** Makes the wire lose every frame. */
    public void cut() {
        WireProcess.order(layout.wireSocket(), "cut");
    }

    /** Ends {@link #cut}. */
    public void mend() {
        WireProcess.order(layout.wireSocket(), "mend");
    }

    /** Starts a host's libvirtd again where it has gone. */
    public void restartDaemon(Host host) {
        Path file = layout.pid("libvirtd", host);
        if (Owned.load(file).filter(Owned::alive).isEmpty()) {
            new HostSetup(host, layout).daemon();
            await("libvirtd of host " + host.letter(), () -> listens(host));
        }
    }

    /** Kills a host's libvirtd, as a crash would: its guests run on. */
    public void killDaemon(Host host) {
        Owned.load(layout.pid("libvirtd", host)).ifPresent(Owned::kill);
    }

    /** Takes everything down that {@link #up} put up, guests too, and nothing else. */
    public void down() {
        for (Host host : Host.BOTH) {
            endProcesses(host);
        }
        Owned.load(layout.pid("wire")).ifPresent(Owned::end);
        for (Host host : Host.BOTH) {
            Command.of("ip", "netns", "del", host.namespace()).tryRun();
            Command.of("ip", "link", "del", host.cable()).tryRun();
        }
        removeDirectories();
    }

    private void endProcesses(Host host) {
        Owned.load(layout.pid("libvirtd", host)).ifPresent(Owned::end);
        Command.Done inside =
                Command.of("ip", "netns", "pids", host.namespace()).tryRun();
        if (inside.code() == 0) {
            inside.out().lines().map(String::strip).filter(s -> !s.isEmpty()).forEach(Testbed::endInside);
        }
        Owned.load(layout.pid("holder", host)).ifPresent(Owned::end);
    }

    private static void endInside(String pid) {
        ProcessHandle.of(Long.parseLong(pid)).map(Owned::of).ifPresent(Owned::end);
    }

    private void startWire(Wire wire) {
        List<String> words = new ArrayList<>(
                Command.of("chrt", "--fifo", WIRE_PRIORITY, "true").tryRun().code() == 0
                        ? List.of("chrt", "--fifo", WIRE_PRIORITY)
                        : List.of());
        words.addAll(self);
        words.addAll(List.of("testbed", "wire", "--socket", layout.wireSocket().toString()));
        words.addAll(List.of("--taps", Host.A.tap() + "," + Host.B.tap(), wire.command()));
        Process process = Command.of(words).startDetached(layout.wireLog());
        Owned.of(process).save(layout.pid("wire"));
        await("the wire", () -> {
            if (!process.isAlive()) {
                throw new DriverException("the wire ended at once: see " + layout.wireLog());
            }
            return Files.exists(layout.wireSocket());
        });
    }

    private static Part process(String name, Path file) {
        Optional<Owned> owned = Owned.load(file);
        boolean alive = owned.filter(Owned::alive).isPresent();
        return new Part(name, alive, alive ? "pid " + owned.get().pid() : "not running");
    }

    private static boolean listens(Host host) {
        return Sockets.connects(host.managedAddress(), 16_509, 200);
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(String what, Condition condition) {
        long end = System.nanoTime() + WAIT_MS * 1_000_000;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new DriverException(what + " did not come up in " + WAIT_MS / 1000 + " s");
            }
            Pause.millis(STEP_MS);
        }
    }

    /** Makes the root, and those of libvirt's directories that a machine without libvirt lacks; notes which. */
    private void makeDirectories() {
        try {
            Files.createDirectories(layout.root());
            StringBuilder made = new StringBuilder();
            for (Path point : HostSetup.mountPoints()) {
                if (Files.notExists(point)) {
                    Files.createDirectories(point);
                    made.append(point).append('\n');
                }
            }
            Files.writeString(layout.madeDirectories(), made);
        } catch (IOException e) {
            throw new DriverException("cannot make the testbed's directories", e);
        }
    }

    /** What another program of this machine has put something into meanwhile is no longer the testbed's alone. */
    private static void removeEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // libvirt's own tools, started outside the testbed, keep their sockets and tokens there.
        }
    }

    private void removeDirectories() {
        if (Files.notExists(layout.root())) {
            return;
        }
        try {
            if (Files.exists(layout.madeDirectories())) {
                for (String made : Files.readAllLines(layout.madeDirectories())) {
                    removeEmpty(Path.of(made));
                }
            }
            try (Stream<Path> all = Files.walk(layout.root())) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new DriverException("cannot remove the testbed's directories", e);
        }
    }
}
