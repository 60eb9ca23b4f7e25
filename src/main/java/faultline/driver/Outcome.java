package faultline.driver;

import faultline.model.Measured;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a migration ended.
 *
 * @param failure why it did not succeed; null where it did
 * @param switched whether the guest had been handed over to post-copy
 * @param measured what was measured of it
 * @param reasons why a figure is missing, by its name
 * @param options what QEMU told of the migration's options, in words; empty where there is nothing to tell
 * @param events all that libvirt and QEMU told, in order of hearing
 */
public record Outcome(
        @Nullable String failure,
        boolean switched,
        Measured measured,
        Map<String, String> reasons,
        String options,
        List<MigrationEvent> events) {
    /** Whether the guest stands still at both hosts and a resume would mend it. */
    public boolean recoverable() {
        return failure != null && switched;
    }
}
