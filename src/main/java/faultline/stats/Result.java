package faultline.stats;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one simulated migration came to.
 *
 * @param seed the seed that replays it
 * @param totalNs from the request to the end of the job
 * @param setupNs before the first byte
 * @param precopyNs from the first byte to the stop of the guest
 * @param downtimeNs as the source reports it
 * @param guestDowntimeNs as the guest lives through it
 * @param postcopyNs from the guest's resume to the last page's residence; 0 for pre-copy
 * @param normalPages normal pages sent, each sending counted
 * @param zeroPages zero pages sent, each sending counted
 * @param resentPages pages of both kinds that had been sent before
 * @param passes passes over memory before the stop
 * @param converged whether the rest fitted the downtime limit at the stop; true for post-copy
 * @param pageRequests request messages as QEMU counts them, repeats too
 * @param distinctFaults pages that were waited for, each counted once
 * @param vcpuBlockedNs time that each vCPU waited for pages, shape [vcpus]
 * @param allBlockedNs time in which all vCPUs waited at once
 * @param options what the options of the migration came to
 * @param faultLatency waits of the faults, in ns
 * @param timeline samples, where they were asked for
 * @param events events that the engine ran
 */
public record Result(
        long seed,
        long totalNs,
        long setupNs,
        long precopyNs,
        long downtimeNs,
        long guestDowntimeNs,
        long postcopyNs,
        Traffic traffic,
        long normalPages,
        long zeroPages,
        long resentPages,
        int passes,
        boolean converged,
        long pageRequests,
        long distinctFaults,
        long[] vcpuBlockedNs,
        long allBlockedNs,
        OptionFigures options,
        Histogram faultLatency,
        @Nullable Timeline timeline,
        long events) {
    /** Returns the bytes sent in all. */
    public long transferredBytes() {
        return traffic.total();
    }

    /** Returns the sum of the vCPUs' waits, in ns. */
    public long vcpuBlocktimeNs() {
        long sum = 0;
        for (long ns : vcpuBlockedNs) {
            sum += ns;
        }
        return sum;
    }
}
