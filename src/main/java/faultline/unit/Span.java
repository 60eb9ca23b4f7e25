package faultline.unit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Length of time in whole nanoseconds, never negative. */
public record Span(long ns) implements Comparable<Span> {
    private static final Map<String, String> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("ns", "1");
        UNITS.put("us", "1000");
        UNITS.put("µs", "1000");
        UNITS.put("ms", "1000000");
        UNITS.put("s", "1000000000");
        UNITS.put("min", "60000000000");
        UNITS.put("h", "3600000000000");
    }

    /** No time at all. */
    public static final Span ZERO = new Span(0);

    public Span {
        if (ns < 0) {
            throw new IllegalArgumentException("span must not be negative, was " + ns + " ns");
        }
    }

    public static Span ofMillis(long millis) {
        return new Span(Math.multiplyExact(millis, 1_000_000L));
    }

    public static Span ofSeconds(long seconds) {
        return new Span(Math.multiplyExact(seconds, 1_000_000_000L));
    }

    /**
     * Reads "5.5 ms", "197.4 s", "2 h".
     *
     * @throws IllegalArgumentException if the unit is missing or unknown, or the number negative or too large
     */
    public static Span parse(String text) {
        return new Span(Quantities.parse(text, "a time span", UNITS));
    }

    /** Seconds as a double, for reports only. */
    public double seconds() {
        return ns / 1e9;
    }

    @Override
    public int compareTo(Span other) {
        return Long.compare(ns, other.ns);
    }

    /** Returns an exact form that {@link #parse} reads back. */
    @Override
    public String toString() {
        if (ns >= 1_000_000_000L || ns == 0) {
            return Quantities.format(ns, "1000000000", "s");
        }
        if (ns >= 1_000_000L) {
            return Quantities.format(ns, "1000000", "ms");
        }
        return ns >= 1_000L ? Quantities.format(ns, "1000", "us") : ns + " ns";
    }
}
