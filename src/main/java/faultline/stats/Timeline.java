package faultline.stats;

/**
 * Samples of a migration against time, all arrays of one length.
 *
 * @param timeNs since the migration was asked for
 * @param sentBytes handed to the link so far
 * @param residentPages pages that the destination holds and may use
 * @param pageRequests request messages so far, repeats too
 * @param blockedVcpus vCPUs that wait for a page
 */
public record Timeline(
        long[] timeNs, long[] sentBytes, long[] residentPages, long[] pageRequests, int[] blockedVcpus) {}
