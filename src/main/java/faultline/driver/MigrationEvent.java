package faultline.driver;

import java.util.Map;

/**
 * Something that libvirt or QEMU told of a migration.
 *
 * @param timeMs when, in ms since 1970: QEMU's own stamp where it gave one, else when it was heard
 * @param who {@code source}, {@code destination}
 * @param kind {@code lifecycle}, {@code iteration}, {@code completed}, or QEMU's name of the event
 * @param values what came with it
 */
public record MigrationEvent(double timeMs, String who, String kind, Map<String, Object> values) {
    static MigrationEvent now(String who, String kind, Map<String, Object> values) {
        return new MigrationEvent((double) System.currentTimeMillis(), who, kind, values);
    }
}
