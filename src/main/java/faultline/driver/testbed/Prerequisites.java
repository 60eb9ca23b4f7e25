package faultline.driver.testbed;

import faultline.driver.DriverException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the testbed needs of the machine. */
final class Prerequisites {
    private static final List<String> PROGRAMS = List.of(
            "ip",
            "unshare",
            "nsenter",
            "setsid",
            "mount",
            "sysctl",
            "libvirtd",
            "qemu-system-x86_64",
            "busybox",
            "stress",
            "ldd",
            "ping",
            "iperf3");

    private Prerequisites() {}

    /**
     * Looks for all of it.
     *
     * @throws DriverException if something is missing, with all that is
     */
    static void check() {
        List<String> missing = new ArrayList<>();
        for (String program : PROGRAMS) {
            if (onPath(program) == null) {
                missing.add(program);
            }
        }
        for (Path file :
                List.of(Path.of("/dev/net/tun"), Layout.KERNEL, Layout.WRITER, Layout.MODULES.resolve("order"))) {
            if (!Files.isReadable(file)) {
                missing.add(file.toString());
            }
        }
        if (!missing.isEmpty()) {
            throw new DriverException(
                    "the testbed needs " + String.join(", ", missing) + ": run calibration/testbed/install, as root");
        }
    }

    static Path find(String program) {
        Path found = onPath(program);
        if (found == null) {
            throw new DriverException(program + " is not installed: run calibration/testbed/install");
        }
        return found;
    }

    private static @Nullable Path onPath(String program) {
        String path = System.getenv("PATH");
        for (String folder : ((path == null ? "" : path) + ":/usr/sbin:/sbin").split(":", -1)) {
            Path file = Path.of(folder, program);
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }
}
