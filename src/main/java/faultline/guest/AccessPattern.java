package faultline.guest;

/**
 * What one vCPU does to memory: it names the next touch that may fault, not every touch.
 *
 * <p>Addresses are units: host pages of the destination, {@code 1 << unitShift} pages of 4 KiB each. The candidate that
 * {@link #draw} finds may have become resident by its time; it is then a hit ({@link #touched}) and the next is drawn
 * (thinning), so that the law of the faults is exact.
 */
public abstract class AccessPattern {
    /** A time that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Time of the drawn candidate, in ns, or {@link #NEVER}. */
    protected long candidateNs = NEVER;

    /** Unit of the drawn candidate. */
    protected long candidateUnit;

    /** Returns when the candidate that was drawn last is touched, in ns, or {@link #NEVER}. */
    public final long candidateNs() {
        return candidateNs;
    }

    /** Returns the unit that the candidate touches. */
    public final long candidateUnit() {
        return candidateUnit;
    }

    /** Starts, or goes on after a stop, at {@code nowNs}. */
    public abstract void start(long nowNs);

    /** Stops at {@code nowNs}: what would have been touched later is touched after the next {@link #start}. */
    public abstract void stop(long nowNs);

    /** Draws the next touch, at or after now, of a unit that is not in {@code resident} at this time. */
    public abstract void draw(PageMap resident);

    /** Returns whether a draw uses no random numbers, so that it may be made before its time. */
    public boolean isCertain() {
        return false;
    }

    /** Completes the candidate's touch at {@code nowNs}, as a hit or when its page has come. */
    public abstract void touched(long nowNs);

    /**
     * Adds the pages that a running guest wrote after {@code fromNs} and up to {@code toNs} to {@code dirty}.
     *
     * @param dirty pages of 4 KiB
     * @param pass number of the dirty-log reading, for the random streams
     */
    public abstract void collectWrites(long fromNs, long toNs, int pass, PageMap dirty);
}
