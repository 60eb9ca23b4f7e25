package faultline.driver.testbed;

import faultline.driver.Command;
import faultline.driver.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sets one host up: namespaces, a cable to this machine, libvirt's directories of its own, and its libvirtd. */
final class HostSetup {
    /** libvirt's directories, each with the part of the layout that is mounted over it. */
    private static final String[][] MOUNTS = {
        {"etc", "/etc/libvirt"},
        {"run", "/run/libvirt"},
        {"lib", "/var/lib/libvirt"},
        {"cache", "/var/cache/libvirt"},
        {"log", "/var/log/libvirt"}
    };

    /** Linux's own defaults, said aloud because a machine may have others. */
    private static final List<String> TCP =
            List.of("net.ipv4.tcp_rmem=4096 131072 6291456", "net.ipv4.tcp_wmem=4096 16384 4194304");

    /** So that a cut wire is noticed in seconds, not after a quarter of an hour. */
    private static final String TCP_RETRIES = "net.ipv4.tcp_retries2=5";

    private final Host host;
    private final Layout layout;

    HostSetup(Host host, Layout layout) {
        this.host = host;
        this.layout = layout;
    }

    void network() {
        String ns = host.namespace();
        Command.of("ip", "netns", "add", ns).run();
        Command.of("ip", "link", "add", host.cable(), "type", "veth", "peer", "name", "mgmt", "netns", ns)
                .run();
        Command.of("ip", "addr", "add", host.managerAddress() + "/24", "dev", host.cable())
                .run();
        Command.of("ip", "link", "set", host.cable(), "up").run();
        Command.of("ip", "-n", ns, "addr", "add", host.managedAddress() + "/24", "dev", "mgmt")
                .run();
        Command.of("ip", "-n", ns, "link", "set", "mgmt", "up").run();
        Command.of("ip", "-n", ns, "link", "set", "lo", "up").run();
        List<String> sysctl = new ArrayList<>(List.of("sysctl", "-q", "-w"));
        sysctl.addAll(TCP);
        sysctl.add(TCP_RETRIES);
        Command.of(sysctl).under(host.inNetwork()).run();
    }

    /** Moves the wire's tap into the host and routes over it, with CUBIC as Linux has it by default. */
    void wire(int mtu) {
        String ns = host.namespace();
        Command.of("ip", "link", "set", host.tap(), "netns", ns, "name", "wire").run();
        Command.of("ip", "-n", ns, "link", "set", "wire", "mtu", String.valueOf(mtu), "up")
                .run();
        Command.of("ip", "-n", ns, "addr", "add", host.wireAddress() + "/24", "dev", "wire")
                .run();
        Command.of(
                        "ip",
                        "-n",
                        ns,
                        "route",
                        "replace",
                        "10.77.9.0/24",
                        "dev",
                        "wire",
                        "src",
                        host.wireAddress(),
                        "congctl",
                        "cubic")
                .run();
    }

    /** Starts a sleeping process that holds the mount and UTS namespaces, and mounts the host's directories in them. */
    void mounts() {
        Process holder = Command.of("unshare", "-m", "-u", "--propagation", "private", "sleep", "infinity")
                .under(host.inNetwork())
                .startDetached(layout.daemonLog(host));
        Owned owned = Owned.of(holder);
        owned.save(layout.pid("holder", host));
        awaitOwnMounts(owned);
        for (String[] mount : MOUNTS) {
            Path part = layout.of(host, mount[0]);
            Command.of("mount", "--bind", part.toString(), mount[1])
                    .under(inside(owned))
                    .run();
        }
        Command.of("hostname", host.namespace()).under(inside(owned)).run();
    }

    void daemon() {
        Owned holder = Owned.load(layout.pid("holder", host))
                .filter(Owned::alive)
                .orElseThrow(() -> new DriverException("host " + host.letter() + " has no namespaces"));
        Process daemon = Command.of("libvirtd", "-l", "-p", "/run/libvirt/libvirtd.pid")
                .under(inside(holder))
                .startDetached(layout.daemonLog(host));
        Owned.of(daemon).save(layout.pid("libvirtd", host));
    }

    void files() {
        try {
            for (String[] mount : MOUNTS) {
                Files.createDirectories(layout.of(host, mount[0]));
            }
            Path etc = layout.of(host, "etc");
            Files.writeString(etc.resolve("libvirtd.conf"), libvirtdConf());
            Files.writeString(etc.resolve("qemu.conf"), qemuConf());
        } catch (IOException e) {
            throw new DriverException("cannot write the files of host " + host.letter(), e);
        }
    }

    static List<Path> mountPoints() {
        List<Path> points = new ArrayList<>();
        for (String[] mount : MOUNTS) {
            points.add(Path.of(mount[1]));
        }
        return points;
    }

    private static List<String> inside(Owned holder) {
        return List.of("nsenter", "-t", String.valueOf(holder.pid()), "-m", "-u", "-n", "--");
    }

    /** Waits until the holder has left this process's mount namespace: before that a mount would land here. */
    private static void awaitOwnMounts(Owned holder) {
        Path self = Path.of("/proc/self/ns/uts");
        Path held = Path.of("/proc/" + holder.pid() + "/ns/uts");
        try {
            for (int i = 0; i < 200; i++) {
                if (Files.exists(held) && !Files.readSymbolicLink(held).equals(Files.readSymbolicLink(self))) {
                    return;
                }
                Thread.sleep(10);
            }
        } catch (IOException e) {
            throw new DriverException("cannot read " + held, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new DriverException("unshare did not make namespaces of its own: is this run as root?");
    }

    private String libvirtdConf() {
        return String.join(
                "\n",
                "listen_tls = 0",
                "listen_tcp = 1",
                "auth_tcp = \"none\"",
                "tcp_port = \"16509\"",
                "host_uuid = \"" + host.uuid() + "\"",
                "log_outputs = \"3:file:/var/log/libvirt/libvirtd.log\"",
                "");
    }

    private String qemuConf() {
        return String.join(
                "\n",
                "security_driver = \"none\"",
                "namespaces = []",
                "cgroup_controllers = []",
                "stdio_handler = \"file\"",
                "migration_host = \"" + host.wireAddress() + "\"",
                "user = \"root\"",
                "group = \"root\"",
                "remember_owner = 0",
                "keepalive_interval = 2",
                "keepalive_count = 3",
                "");
    }
}
