package faultline.cli;

import faultline.driver.Hosts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say between which hosts. */
final class HostOptions {
    @Option(names = "--from", required = true, description = "URI of the source's libvirt, as reached from here.")
    String from = "";

    @Option(names = "--to", required = true, description = "URI of the destination's libvirt, as reached from here.")
    String to = "";

    @Option(names = "--peer", description = "URI of the destination's libvirt as the source reaches it (as --to).")
    private @Nullable String peer;

    @Option(names = "--migrate-uri", description = "Where QEMU sends to, as tcp://ADDRESS (libvirt chooses).")
    private @Nullable String migrateUri;

    @Option(names = "--source-monitor", description = "Unix socket of the guest's second monitor at the source.")
    private @Nullable Path sourceMonitor;

    @Option(names = "--destination-monitor", description = "The same at the destination; gives blocktime.")
    private @Nullable Path destinationMonitor;

    Hosts hosts() {
        return new Hosts(from, to, peer == null ? to : peer, migrateUri, sourceMonitor, destinationMonitor);
    }

    /** The options again, for a command that the user shall type. */
    String words() {
        return "--from " + from + " --to " + to + (peer == null ? "" : " --peer " + peer)
                + (migrateUri == null ? "" : " --migrate-uri " + migrateUri)
                + (destinationMonitor == null ? "" : " --destination-monitor " + destinationMonitor);
    }
}
