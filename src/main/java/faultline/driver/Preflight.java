package faultline.driver;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/** What has to hold before a guest can be moved between two hosts, looked at one by one. */
public final class Preflight {
    private static final int[] PORTS = {49_152, 49_183, 49_215};
    private static final int PORT_MS = 1000;
    private static final int LIBVIRT_PORT = 16_509;
    private static final long QEMU_POSTCOPY = 2_005_000;
    private static final long LIBVIRT_POSTCOPY = 1_003_003;

    private final String fromUri;
    private final String toUri;
    private final @Nullable String domain;
    private final List<Finding> findings = new ArrayList<>();

    public Preflight(String fromUri, String toUri, @Nullable String domain) {
        this.fromUri = fromUri;
        this.toUri = toUri;
        this.domain = domain;
    }

    /** Looks at everything that can be looked at. */
    public List<Finding> run() {
        try (Reached from = reach("source", fromUri);
                Reached to = reach("destination", toUri)) {
            ports();
            if (from.host == null || to.host == null) {
                return findings;
            }
            versions(from.host, to.host);
            uuids(from.host, to.host);
            findings.add(PostCopyProbe.of(to.host));
            name(to.host);
            clocks();
            if (domain != null) {
                guest(from.host, to.host, domain);
            }
        }
        return findings;
    }

    /** A host that answered, or did not. */
    private record Reached(@Nullable Hypervisor host) implements AutoCloseable {
        @Override
        public void close() {
            if (host != null) {
                host.close();
            }
        }
    }

    private Reached reach(String who, String uri) {
        try {
            Hypervisor host = Hypervisor.open(uri);
            findings.add(Finding.ok(who + " reached at " + uri));
            if (!host.encrypted() && !uri.startsWith("qemu+ssh") && !uri.startsWith("qemu:///")) {
                findings.add(Finding.warning(
                        who + " answers without encryption" + (uri.contains("+tcp") ? " or authentication" : ""),
                        "anyone who reaches it is root there: use qemu+tls:// or qemu+ssh://"));
            }
            return new Reached(host);
        } catch (DriverException e) {
            findings.add(Finding.fails(
                    who + ": " + e.getMessage(),
                    "start libvirtd there with --listen and listen_tcp or listen_tls in libvirtd.conf, and let port "
                            + LIBVIRT_PORT + " (TLS 16514, SSH 22) through"));
            return new Reached(null);
        }
    }

    private void versions(Hypervisor from, Hypervisor to) {
        String seen = "QEMU " + version(from.hypervisorVersion()) + " to " + version(to.hypervisorVersion())
                + ", libvirt " + version(from.libvirtVersion()) + " to " + version(to.libvirtVersion());
        if (Math.min(from.hypervisorVersion(), to.hypervisorVersion()) < QEMU_POSTCOPY
                || Math.min(from.libvirtVersion(), to.libvirtVersion()) < LIBVIRT_POSTCOPY) {
            findings.add(Finding.fails(seen, "post-copy needs QEMU 2.5 and libvirt 1.3.3 at both"));
        } else if (from.hypervisorVersion() > to.hypervisorVersion()) {
            findings.add(Finding.warning(
                    seen, "the destination is older: give the guest a machine type that it knows, or upgrade it"));
        } else {
            findings.add(Finding.ok(seen));
        }
    }

    private void uuids(Hypervisor from, Hypervisor to) {
        String source = uuid(from);
        if (source.equals(uuid(to))) {
            findings.add(Finding.fails(
                    "both hosts have the UUID " + source,
                    "set host_uuid in libvirtd.conf at one of them, to what uuidgen prints"));
        } else {
            findings.add(Finding.ok("different host UUIDs"));
        }
    }

    private static String uuid(Hypervisor host) {
        Document capabilities = Xml.parse(host.capabilities());
        return Xml.all(capabilities, "uuid").stream()
                .map(e -> e.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private void name(Hypervisor to) {
        String name = to.hostName();
        try {
            findings.add(Finding.ok("the destination calls itself " + name + ", which is "
                    + InetAddress.getByName(name).getHostAddress() + " here"));
        } catch (UnknownHostException e) {
            findings.add(Finding.warning(
                    "the destination calls itself " + name + ", which does not resolve here",
                    "put it in /etc/hosts at the source, or give --migrate-uri tcp://ADDRESS"));
        }
    }

    /** A refused connection proves the way as well as an accepted one; only silence is a firewall. */
    private void ports() {
        String host = URI.create(toUri).getHost();
        if (host == null) {
            return;
        }
        List<String> silent = new ArrayList<>();
        for (int port : PORTS) {
            if (!Sockets.reachable(host, port, PORT_MS)) {
                silent.add(String.valueOf(port));
            }
        }
        findings.add(
                silent.isEmpty()
                        ? Finding.ok("migration ports 49152 to 49215 of the destination reached from here")
                        : Finding.fails(
                                "no answer from port " + String.join(", ", silent) + " of the destination",
                                "let TCP ports 49152 to 49215 through to it"));
    }

    private void clocks() {
        findings.add(Finding.warning(
                "clock skew not measured: libvirt does not tell a host's time",
                "compare chronyc tracking at both hosts; a guest's clock jumps by the skew"));
    }

    private void guest(Hypervisor from, Hypervisor to, String name) {
        Guest guest = from.guest(name);
        if (!guest.running()) {
            findings.add(Finding.fails(
                    name + " is " + guest.state().toString().toLowerCase(Locale.ROOT) + ", not running",
                    "start it: only a running guest moves live"));
        }
        if (to.find(name).isPresent()) {
            findings.add(Finding.fails("the destination has a guest " + name + " already", "undefine it there"));
        }
        DomainFacts facts = new DomainFacts(guest.xml());
        memory(to, facts);
        cpu(to, facts);
        findings.addAll(DiskCheck.of(facts.localDisks(), from, to));
    }

    private void memory(Hypervisor to, DomainFacts facts) {
        long free = to.freeMemoryBytes();
        String seen = "the guest has " + facts.memory() + ", the destination " + free / 1_048_576 + " MiB free";
        findings.add(
                free > facts.memory().count()
                        ? Finding.ok(seen)
                        : Finding.fails(seen, "move or shrink something at the destination first"));
    }

    private void cpu(Hypervisor to, DomainFacts facts) {
        if (facts.emulated() || facts.cpu().isEmpty()) {
            findings.add(Finding.ok("the guest's processor is emulated"));
        } else if (to.canRunCpu(facts.cpu())) {
            findings.add(Finding.ok("the destination has the guest's processor"));
        } else {
            findings.add(Finding.fails(
                    "the destination lacks something of the guest's processor",
                    "give the guest the model that virsh hypervisor-cpu-baseline finds for both hosts"));
        }
    }

    private static String version(long number) {
        return number / 1_000_000 + "." + number / 1000 % 1000 + "." + number % 1000;
    }
}
