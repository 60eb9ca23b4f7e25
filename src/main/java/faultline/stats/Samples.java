package faultline.stats;

/**
 * What the driver saw of a real migration against time, all arrays of one length.
 *
 * @param timeNs since QEMU began to set the migration up
 * @param sentBytes sent so far, as QEMU counts them
 * @param leftBytes memory still to be sent
 * @param pageRequests request messages so far, repeats too
 */
public record Samples(long[] timeNs, long[] sentBytes, long[] leftBytes, long[] pageRequests) {}
