package faultline.report;

import faultline.run.Metric;
import java.util.Locale;

/** Forms of numbers in tables: points for decimals on any machine, units that people read. */
final class Numbers {
    private Numbers() {}

    /** Returns a number with so many decimals. */
    static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Returns an error with its sign: "+1.2 %". */
    static String error(double percent) {
        return Double.isNaN(percent) ? "–" : String.format(Locale.ROOT, "%+.1f %%", percent);
    }

    /** Returns a mean of absolute errors: "1.2 %". */
    static String percent(double percent) {
        return Double.isNaN(percent) ? "–" : fixed(percent, 1) + " %";
    }

    /** Returns the unit in which a metric is shown; empty for counts. */
    static String unit(Metric metric) {
        return switch (metric.kind()) {
            case SPAN -> "s";
            case BYTES -> "MB";
            case COUNT -> "";
        };
    }

    /** Returns a figure of the metric in the unit of {@link #unit}. */
    static double shown(Metric metric, double inBaseUnits) {
        return switch (metric.kind()) {
            case SPAN -> inBaseUnits / 1e9;
            case BYTES -> inBaseUnits / 1e6;
            case COUNT -> inBaseUnits;
        };
    }

    /** Returns a figure of the metric as tables show it, without its unit. */
    static String figure(Metric metric, double inBaseUnits) {
        double shown = shown(metric, inBaseUnits);
        return switch (metric.kind()) {
            case SPAN -> fixed(shown, metric == Metric.DOWNTIME || shown < 10 ? 2 : 1);
            case BYTES, COUNT -> fixed(shown, 0);
        };
    }
}
