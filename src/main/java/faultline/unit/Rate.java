package faultline.unit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Throughput in whole bits per second, at least one: links are rated in bits, memory is sized in bytes. */
public record Rate(long bitsPerSecond) implements Comparable<Rate> {
    private static final Map<String, String> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("bit/s", "1");
        UNITS.put("kbit/s", "1000");
        UNITS.put("Mbit/s", "1000000");
        UNITS.put("Gbit/s", "1000000000");
        UNITS.put("Tbit/s", "1000000000000");
        UNITS.put("B/s", "8");
        UNITS.put("kB/s", "8000");
        UNITS.put("MB/s", "8000000");
        UNITS.put("GB/s", "8000000000");
        UNITS.put("KiB/s", "8192");
        UNITS.put("MiB/s", "8388608");
        UNITS.put("GiB/s", "8589934592");
    }

    public Rate {
        if (bitsPerSecond < 1) {
            throw new IllegalArgumentException("rate must be at least 1 bit/s, was " + bitsPerSecond);
        }
    }

    /**
     * Reads "7 Gbit/s", "50 MB/s".
     *
     * @throws IllegalArgumentException if the unit is missing or unknown, or the number negative, zero or too large
     */
    public static Rate parse(String text) {
        long bits = Quantities.parse(text, "a rate", UNITS);
        if (bits < 1) {
            throw new IllegalArgumentException(text.strip() + " is less than 1 bit/s");
        }
        return new Rate(bits);
    }

    /** Megabytes per second as a double, for reports only. */
    public double megabytesPerSecond() {
        return bitsPerSecond / 8e6;
    }

    @Override
    public int compareTo(Rate other) {
        return Long.compare(bitsPerSecond, other.bitsPerSecond);
    }

    /** Returns an exact form that {@link #parse} reads back. */
    @Override
    public String toString() {
        if (bitsPerSecond >= 1_000_000_000L) {
            return Quantities.format(bitsPerSecond, "1000000000", "Gbit/s");
        }
        if (bitsPerSecond >= 1_000_000L) {
            return Quantities.format(bitsPerSecond, "1000000", "Mbit/s");
        }
        return bitsPerSecond >= 1_000L ? Quantities.format(bitsPerSecond, "1000", "kbit/s") : bitsPerSecond + " bit/s";
    }
}
