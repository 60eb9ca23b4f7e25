package faultline.unit;

/** A part of a whole number, in whole numbers: no double's rounding, no overflow on the way. */
public final class Ratio {
    private Ratio() {}

    /**
     * Returns {@code value} × {@code part} / {@code whole}, rounded down.
     *
     * @param value at least 0
     * @param part at least 0
     * @param whole at least 1; (whole − 1)² must fit a long, and so must the result
     */
    public static long of(long value, long part, long whole) {
        long rest = value % whole;
        return value / whole * part + rest * (part / whole) + rest * (part % whole) / whole;
    }
}
