package faultline.report;

import faultline.run.AxisValue;
import faultline.run.Metric;
import java.util.Locale;

/**
 * The unit in which a chart shows a quantity.
 *
 * @param unit as written behind "in"; empty for plain numbers
 * @param size of the unit in base units
 */
record Scale(String unit, double size) {
    private static final Scale ONE = new Scale("", 1);

    /** Returns the unit that suits figures of a metric up to {@code most} base units. */
    static Scale of(Metric metric, double most) {
        return switch (metric.kind()) {
            case SPAN -> span(most);
            case BYTES -> most >= 1e9 ? new Scale("GB", 1e9) : new Scale("MB", 1e6);
            case COUNT -> ONE;
        };
    }

    /** Returns the unit that suits an axis's values up to {@code most} base units. */
    static Scale of(AxisValue.Kind kind, double most) {
        return switch (kind) {
            case SPAN -> span(most);
            case BYTES -> bytes(most);
            case RATE -> most >= 1e9 ? new Scale("Gbit/s", 1e9) : new Scale("Mbit/s", 1e6);
            case FREQUENCY -> new Scale("/s", 1);
            case SHARE -> new Scale("%", 1);
            case PAGES, NUMBER, WORD -> ONE;
        };
    }

    private static Scale span(double mostNs) {
        if (mostNs >= 2e9) {
            return new Scale("s", 1e9);
        }
        return mostNs >= 2e6 ? new Scale("ms", 1e6) : new Scale("µs", 1e3);
    }

    private static Scale bytes(double most) {
        if (most >= 1L << 30) {
            return new Scale("GiB", 1L << 30);
        }
        return most >= 1L << 20 ? new Scale("MiB", 1L << 20) : new Scale("KiB", 1024);
    }

    double shown(double inBaseUnits) {
        return inBaseUnits / size;
    }

    /** Returns a name with the unit: "RTT in ms". */
    String label(String name) {
        return unit.isEmpty() ? name : name + " in " + unit;
    }

    /** Returns a number with three digits that count, and no zeros after them. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        int decimals = (int) Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
        String text = String.format(Locale.ROOT, "%." + Math.min(9, decimals) + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
