package faultline.model;

import faultline.unit.Rate;
import org.jspecify.annotations.Nullable;

/**
 * What the operator lets a migration use of the link, as QEMU's {@code max-bandwidth} and
 * {@code max-postcopy-bandwidth} and libvirt's two bandwidths do.
 *
 * @param precopy limit while the guest is at the source, or null
 * @param postcopy limit of the active push, or null; what a fault asked for may exceed it
 */
public record BandwidthLimits(
        @Nullable Rate precopy, @Nullable Rate postcopy) {
    /** The whole link. */
    public static final BandwidthLimits NONE = new BandwidthLimits(null, null);
}
