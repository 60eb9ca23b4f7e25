package faultline.model;

import faultline.unit.Bytes;

/** What the guest does to its memory while it is moved. */
public sealed interface Load {
    /** Returns the memory that the load keeps in use; none for an idle guest. */
    Bytes memory();

    /** Only the kernel's own background writes. */
    record Idle() implements Load {
        @Override
        public Bytes memory() {
            return Bytes.ZERO;
        }
    }

    /**
     * Workers that walk their share of {@code memory} in a loop, writing a byte in each page, as
     * {@code stress --vm --vm-keep} does.
     */
    record Stress(Bytes memory, int workers) implements Load {}

    /**
     * Independent accesses, each to a page drawn uniformly from {@code memory}.
     *
     * @param accessesPerSecond of the whole guest, spread evenly over its vCPUs
     * @param writeShare share of accesses that write, 0 to 1
     */
    record Uniform(Bytes memory, long accessesPerSecond, double writeShare) implements Load {}

    /**
     * Independent accesses, the page of rank k drawn with probability proportional to k to the power −exponent.
     *
     * @param accessesPerSecond of the whole guest, spread evenly over its vCPUs
     * @param exponent skew, above 0 and at most 4
     * @param writeShare share of accesses that write, 0 to 1
     */
    record Zipf(Bytes memory, long accessesPerSecond, double exponent, double writeShare) implements Load {}
}
