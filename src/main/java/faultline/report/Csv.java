package faultline.report;

import faultline.run.Comparison;
import faultline.run.Comparison.Row;
import faultline.run.Metric;
import faultline.stats.Timeline;
import java.util.Locale;
import java.util.OptionalDouble;

/** Comma-separated values with a line of names, units in the names; what charts show can be drawn from them. */
public final class Csv {
    private Csv() {}

    /** Returns a line for each sample of a simulation. */
    public static String of(Timeline timeline) {
        StringBuilder csv = new StringBuilder("time_ns,sent_bytes,resident_pages,page_requests,blocked_vcpus\n");
        for (int i = 0; i < timeline.timeNs().length; i++) {
            csv.append(timeline.timeNs()[i]).append(',');
            csv.append(timeline.sentBytes()[i]).append(',');
            csv.append(timeline.residentPages()[i]).append(',');
            csv.append(timeline.pageRequests()[i]).append(',');
            csv.append(timeline.blockedVcpus()[i]).append('\n');
        }
        return csv.toString();
    }

    /** Returns a line for each figure that was measured, in the metric's base unit: ns, bytes or a count. */
    public static String of(Comparison comparison) {
        StringBuilder csv = new StringBuilder("run,metric,unit,measured,simulated,error_percent\n");
        for (Row row : comparison.rows()) {
            for (Metric metric : Metric.values()) {
                Long measured = metric.measured(row.run().measured());
                if (measured == null) {
                    continue;
                }
                OptionalDouble error = row.errorPercent(metric);
                csv.append(quoted(row.run().id())).append(',').append(metric.key());
                csv.append(',')
                        .append(unit(metric))
                        .append(',')
                        .append(measured)
                        .append(',');
                csv.append(String.format(Locale.ROOT, "%.0f,", row.predicted(metric)));
                csv.append(error.isPresent() ? String.format(Locale.ROOT, "%.4f", error.getAsDouble()) : "");
                csv.append('\n');
            }
        }
        return csv.toString();
    }

    private static String unit(Metric metric) {
        return switch (metric.kind()) {
            case SPAN -> "ns";
            case BYTES -> "B";
            case COUNT -> "1";
        };
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._-]+") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
