package faultline.migration;

/** Places of the control plane's events that fall on the same nanosecond, in the order in which they run. */
final class Ranks {
    static final int SWITCH = 0;
    static final int PASS = 1;
    static final int PUSH_START = 2;
    static final int RESUME = 3;
    static final int REVIEW = 4;
    static final int QUIET = 5;
    static final int GATHER = 6;
    static final int SAMPLE = 7;
    static final int FINISH = 8;

    /** Rank of the prefetcher's requests, behind those of the vCPUs. */
    static final int PREFETCH = 60_000;

    /** Rank of a batch's answer, behind the vCPUs' touches. */
    static final int ANSWER = 60_001;

    private Ranks() {}
}
