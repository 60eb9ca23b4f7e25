package faultline.model;

/**
 * A push that turns to the pages around each fault: the bubbling of Hines and Gopalan (VEE 2009).
 *
 * @param windowPages pages of 4 KiB that the push takes around a pivot, in each direction, before it leaves it
 * @param pivots how many of the latest faults it grows bubbles around, in turn
 */
public record Prepaging(long windowPages, Direction direction, int pivots) {
    /** Most pages of a window: 64 TiB, a window without end. */
    public static final long WINDOW_MAX = 1L << 34;

    /** Most pivots. */
    public static final int PIVOTS_MAX = 1024;

    /** Which way a bubble grows. */
    public enum Direction {
        /** Behind the fault only. */
        FORWARD("forward"),
        /** Behind and before it, in turn. */
        BOTH("both");

        private final String word;

        Direction(String word) {
            this.word = word;
        }

        /** Returns the word that files use. */
        public String word() {
            return word;
        }
    }
}
