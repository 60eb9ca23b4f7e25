package faultline.unit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Size in whole bytes, never negative; a GB is 10⁹ bytes and a GiB 2³⁰. */
public record Bytes(long count) implements Comparable<Bytes> {
    private static final Map<String, String> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("B", "1");
        UNITS.put("kB", "1000");
        UNITS.put("MB", "1000000");
        UNITS.put("GB", "1000000000");
        UNITS.put("TB", "1000000000000");
        UNITS.put("KiB", "1024");
        UNITS.put("MiB", "1048576");
        UNITS.put("GiB", "1073741824");
        UNITS.put("TiB", "1099511627776");
    }

    /** No bytes. */
    public static final Bytes ZERO = new Bytes(0);

    public Bytes {
        if (count < 0) {
            throw new IllegalArgumentException("size must not be negative, was " + count + " B");
        }
    }

    public static Bytes ofMebibytes(long mebibytes) {
        return new Bytes(Math.multiplyExact(mebibytes, 1_048_576L));
    }

    /**
     * Reads "16384 MiB", "31800 MB", "4 KiB".
     *
     * @throws IllegalArgumentException if the unit is missing or unknown, or the number negative or too large
     */
    public static Bytes parse(String text) {
        return new Bytes(Quantities.parse(text, "a size", UNITS));
    }

    /** Megabytes (10⁶ bytes) as a double, for reports only. */
    public double megabytes() {
        return count / 1e6;
    }

    @Override
    public int compareTo(Bytes other) {
        return Long.compare(count, other.count);
    }

    /** Returns an exact form that {@link #parse} reads back: binary units where they divide it, else decimal. */
    @Override
    public String toString() {
        if (count != 0 && count % 1_073_741_824L == 0) {
            return count / 1_073_741_824L + " GiB";
        }
        if (count != 0 && count % 1_048_576L == 0) {
            return count / 1_048_576L + " MiB";
        }
        if (count != 0 && count % 1024 == 0) {
            return count / 1024 + " KiB";
        }
        return count >= 1_000_000L ? Quantities.format(count, "1000000", "MB") : count + " B";
    }
}
