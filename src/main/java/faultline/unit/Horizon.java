package faultline.unit;

/** The end of simulated time: 90 days, so that picoseconds since the start fit a long. */
public final class Horizon {
    /** The end, in ns since the start. */
    public static final long NS = 90L * 86_400 * 1_000_000_000;

    private static final long PS = NS * 1000;

    private Horizon() {}

    /** Says that a simulation has come to the end of simulated time. */
    public static final class ReachedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ReachedException() {
            super("the migration does not end within 90 simulated days, where simulated time ends");
        }
    }

    /** Returns the exception to throw at the end of simulated time. */
    public static ReachedException reached() {
        return new ReachedException();
    }

    /**
     * Returns {@code ns}, a time or a span, as whole nanoseconds.
     *
     * @throws ReachedException if it lies behind the horizon
     */
    public static long ns(double ns) {
        if (!(ns <= NS)) {
            throw new ReachedException();
        }
        return (long) ns;
    }

    /**
     * Returns {@code startPs} + {@code count} × {@code eachPs}.
     *
     * @throws ReachedException if it lies behind the horizon
     */
    public static long afterPs(long startPs, long count, long eachPs) {
        long span = count * eachPs;
        if (startPs > PS || span > PS - startPs || span < 0 || Math.multiplyHigh(count, eachPs) != 0) {
            throw new ReachedException();
        }
        return startPs + span;
    }
}
