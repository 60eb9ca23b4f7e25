package faultline.model;

import faultline.unit.Bytes;
import faultline.unit.Span;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a real migration; null is what was not measured, never a guess.
 *
 * @param downtime as the source reports it
 * @param guestDowntime as the guest lives through it
 * @param pageRequests request messages as QEMU counts them, repeats too
 * @param distinctFaults pages that were asked for, each once
 * @param vcpuBlocktime sum of QEMU's {@code postcopy-vcpu-blocktime} over the vCPUs
 * @param allBlockedTime QEMU's {@code postcopy-blocktime}
 */
public record Measured(
        @Nullable Span totalTime,
        @Nullable Span setupTime,
        @Nullable Span downtime,
        @Nullable Span guestDowntime,
        @Nullable Bytes transferred,
        @Nullable Long normalPages,
        @Nullable Long zeroPages,
        @Nullable Long passes,
        @Nullable Long pageRequests,
        @Nullable Long distinctFaults,
        @Nullable Span vcpuBlocktime,
        @Nullable Span allBlockedTime) {
    /** Nothing was measured. */
    public static final Measured NOTHING =
            new Measured(null, null, null, null, null, null, null, null, null, null, null, null);

    /** Returns the same with the count of pages that were asked for. */
    public Measured withDistinctFaults(@Nullable Long faults) {
        return new Measured(
                totalTime,
                setupTime,
                downtime,
                guestDowntime,
                transferred,
                normalPages,
                zeroPages,
                passes,
                pageRequests,
                faults,
                vcpuBlocktime,
                allBlockedTime);
    }
}
