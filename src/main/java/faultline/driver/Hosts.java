package faultline.driver;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration goes from and to.
 *
 * @param from URI at which this program reaches the source's libvirt
 * @param to URI at which this program reaches the destination's libvirt
 * @param peer URI at which the source reaches the destination's libvirt
 * @param migrateUri address that QEMU sends to, as {@code tcp://HOST}; null where libvirt chooses
 * @param sourceMonitor the guest's second monitor at the source, or null
 * @param destinationMonitor the guest's second monitor at the destination, or null
 */
public record Hosts(
        String from,
        String to,
        String peer,
        @Nullable String migrateUri,
        @Nullable Path sourceMonitor,
        @Nullable Path destinationMonitor) {
    /** Two hosts that reach each other as this program reaches them. */
    public static Hosts of(String from, String to) {
        return new Hosts(from, to, to, null, null, null);
    }
}
