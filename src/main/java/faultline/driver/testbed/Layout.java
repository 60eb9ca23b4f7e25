package faultline.driver.testbed;

import java.nio.file.Path;

/** Where the testbed keeps its files: all of them under one directory, which goes when the testbed goes. */
public record Layout(Path root) {
    /** The directory unless told. */
    public static final Path DEFAULT = Path.of("/var/lib/faultline/testbed");

    /** Where {@code calibration/testbed/install} puts the guest's kernel. */
    static final Path KERNEL = Path.of("/var/lib/faultline/guest/vmlinuz");

    /** Where it puts the guest's own writer, and the modules of its kernel with their order. */
    static final Path WRITER = Path.of("/var/lib/faultline/guest/writer");

    static final Path MODULES = Path.of("/var/lib/faultline/guest/modules");

    /** Beside the directory, because the directory comes and goes while it is held. */
    Path lease() {
        return root.resolveSibling(root.getFileName() + ".lock");
    }

    Path wireSocket() {
        return root.resolve("wire.sock");
    }

    Path wireLog() {
        return root.resolve("wire.log");
    }

    Path initrd() {
        return root.resolve("initrd.gz");
    }

    Path madeDirectories() {
        return root.resolve("made-directories");
    }

    Path pid(String what) {
        return root.resolve(what + ".pid");
    }

    Path pid(String what, Host host) {
        return pid(what + "-" + host.letter());
    }

    Path of(Host host, String part) {
        return root.resolve(host.letter()).resolve(part);
    }

    Path daemonLog(Host host) {
        return of(host, "libvirtd.out");
    }

    /** The host's file that a guest's serial console is written to. */
    public Path console(Host host, String guest) {
        return of(host, "log").resolve(guest + ".console");
    }

    /** The host's socket of a guest's second monitor. */
    public Path monitor(Host host, String guest) {
        return of(host, "log").resolve(guest + ".qmp");
    }

    /** The host's image of a guest's disk. */
    Path disk(Host host, String guest) {
        return of(host, "lib").resolve(guest + ".img");
    }

    /** The host's file that QEMU writes a guest's faults to. */
    public Path trace(Host host, String guest) {
        return of(host, "log").resolve(guest + ".trace");
    }
}
