package faultline.model;

/**
 * Throttles a guest that writes faster than passes send.
 *
 * @param initialPercent share of time that is taken from a vCPU at first
 * @param incrementPercent how much is added each time that it was not enough
 * @param maxPercent most that is ever taken
 */
public record AutoConverge(int initialPercent, int incrementPercent, int maxPercent) {
    /** Most that QEMU takes: a guest that does not run at all does not get anywhere. */
    public static final int MOST_PERCENT = 99;

    /** QEMU's defaults. */
    public static final AutoConverge DEFAULT = new AutoConverge(20, 10, MOST_PERCENT);
}
