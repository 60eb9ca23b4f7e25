package faultline.model;

import faultline.unit.Bytes;
import faultline.unit.Span;
import java.util.List;
import java.util.function.Function;
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

    /** Returns the mean of each figure over those that have it. */
    public static Measured mean(List<Measured> all) {
        return new Measured(
                span(all, Measured::totalTime),
                span(all, Measured::setupTime),
                span(all, Measured::downtime),
                span(all, Measured::guestDowntime),
                bytes(all, Measured::transferred),
                mean(all, Measured::normalPages),
                mean(all, Measured::zeroPages),
                mean(all, Measured::passes),
                mean(all, Measured::pageRequests),
                mean(all, Measured::distinctFaults),
                span(all, Measured::vcpuBlocktime),
                span(all, Measured::allBlockedTime));
    }

    private static @Nullable Span span(List<Measured> all, Function<Measured, @Nullable Span> figure) {
        Long mean = mean(all, measured -> {
            Span span = figure.apply(measured);
            return span == null ? null : span.ns();
        });
        return mean == null ? null : new Span(mean);
    }

    private static @Nullable Bytes bytes(List<Measured> all, Function<Measured, @Nullable Bytes> figure) {
        Long mean = mean(all, measured -> {
            Bytes bytes = figure.apply(measured);
            return bytes == null ? null : bytes.count();
        });
        return mean == null ? null : new Bytes(mean);
    }

    private static @Nullable Long mean(List<Measured> all, Function<Measured, @Nullable Long> figure) {
        long sum = 0;
        int n = 0;
        for (Measured measured : all) {
            Long value = figure.apply(measured);
            if (value != null) {
                sum += value;
                n++;
            }
        }
        return n == 0 ? null : Math.round((double) sum / n);
    }

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
