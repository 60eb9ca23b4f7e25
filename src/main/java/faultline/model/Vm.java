package faultline.model;

import faultline.unit.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The virtual machine that moves.
 *
 * @param disk its disk, or null for a diskless guest
 * @param hostPage granularity of post-copy at the destination: 4 KiB, 2 MiB or 1 GiB
 * @param guestPages how memory splits into zero and nonzero pages, where it is known
 */
public record Vm(
        int vcpus,
        Bytes memory,
        @Nullable Bytes disk,
        Bytes hostPage,
        @Nullable GuestPages guestPages) {
    /** Size of a page that the source tracks and sends. */
    public static final int PAGE = 4096;

    /** Most vCPUs that a scenario may have. */
    public static final int VCPUS_MAX = 1024;

    /** Returns the number of 4 KiB pages. */
    public long pages() {
        return memory.count() / PAGE;
    }

    /** Returns how many 4 KiB pages one host page holds. */
    public int pagesPerHostPage() {
        return (int) (hostPage.count() / PAGE);
    }
}
