package faultline.model;

import org.jspecify.annotations.Nullable;

/**
 * A parameter's value in a profile, in base units of its {@link Parameter.Kind}, and where it comes from.
 *
 * @param from "fit", or the source of a value that is not fitted
 * @param bounds least and most that a fit may give it, or null: then it is not free
 * @param interval ends of its 90 % bootstrap interval, or null where there is none
 */
public record Setting(
        long value,
        String from,
        @Nullable Range bounds,
        @Nullable Range interval) {
    /** Closed range in base units. */
    public record Range(long low, long high) {}

    /** Returns whether calibration may change it. */
    public boolean free() {
        return bounds != null;
    }

    /** Returns this setting with another value. */
    public Setting with(long newValue) {
        return new Setting(newValue, from, bounds, interval);
    }
}
