package faultline.cli;

import faultline.fit.Calibration;
import faultline.fit.Coverage;
import faultline.fit.Errors;
import faultline.fit.Groups;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Setting;
import faultline.run.Comparison;
import faultline.run.Metric;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code calibrate} prints: parameters, residuals, errors in sample and left out. */
final class CalibrationReport {
    private CalibrationReport() {}

    static void print(Calibration.Outcome outcome, Profile fitted, PrintWriter out) {
        out.printf(
                "%d free parameters, %d figures of %d runs, objective %.3f %%%n%n",
                outcome.freeParameters(),
                outcome.figures(),
                outcome.inSample().rows().size(),
                outcome.objective());
        parameters(fitted, out);
        residuals(outcome.inSample(), out);
        errors(outcome, out);
        Coverage flavours = outcome.coverage().get(Groups.FLAVOUR);
        if (flavours != null) {
            coverage(outcome, out);
            heldOut(flavours, out);
        }
    }

    private static void parameters(Profile fitted, PrintWriter out) {
        out.printf("%-26s %14s   %s%n", "fitted parameter", "value", "90 % interval (bootstrap)");
        for (Map.Entry<Parameter, Setting> entry : fitted.settings().entrySet()) {
            Setting setting = entry.getValue();
            if (setting.free()) {
                Setting.Range interval = setting.interval();
                String range = interval == null
                        ? "-"
                        : form(entry.getKey(), interval.low()) + " to " + form(entry.getKey(), interval.high());
                out.printf("%-26s %14s   %s%n", entry.getKey().key(), form(entry.getKey(), setting.value()), range);
            }
        }
        out.println();
    }

    private static String form(Parameter parameter, long value) {
        return switch (parameter.kind()) {
            case SPAN -> spanForm(value);
            case BYTES -> String.format(Locale.ROOT, "%.1f kB", value / 1e3);
            case PAGES -> value + " pages";
            case SHARE -> String.format(Locale.ROOT, "%.1f %%", value / 1e4);
            case COUNT -> String.format(Locale.ROOT, "%.2f", value / 1e3);
        };
    }

    private static String spanForm(long ns) {
        if (ns >= 1_000_000_000L) {
            return String.format(Locale.ROOT, "%.2f s", ns / 1e9);
        }
        return ns >= 1_000_000L
                ? String.format(Locale.ROOT, "%.1f ms", ns / 1e6)
                : String.format(Locale.ROOT, "%.2f us", ns / 1e3);
    }

    private static void residuals(Comparison inSample, PrintWriter out) {
        List<Metric> metrics = inSampleMetrics(inSample);
        out.printf("%-24s", "residual, %");
        metrics.forEach(metric -> out.printf(" %14s", metric.key()));
        out.println();
        for (Comparison.Row row : inSample.rows()) {
            out.printf("%-24s", row.run().id());
            for (Metric metric : metrics) {
                var error = row.errorPercent(metric);
                out.printf(" %14s", error.isEmpty() ? "-" : String.format(Locale.ROOT, "%+.1f", error.getAsDouble()));
            }
            out.println();
        }
        out.println();
    }

    private static List<Metric> inSampleMetrics(Comparison inSample) {
        return List.of(Metric.values()).stream()
                .filter(metric -> inSample.summary(metric) != null)
                .toList();
    }

    private static void errors(Calibration.Outcome outcome, PrintWriter out) {
        List<Metric> metrics = inSampleMetrics(outcome.inSample());
        out.printf("%-24s", "mean abs. error, %");
        metrics.forEach(metric -> out.printf(" %14s", metric.key()));
        out.println();
        line("in sample", outcome.inSampleErrors(), metrics, out);
        for (Map.Entry<Groups, Errors> entry : outcome.leftOut().entrySet()) {
            line(words(entry.getKey()), entry.getValue(), metrics, out);
        }
    }

    private static String words(Groups groups) {
        return switch (groups) {
            case CELL -> "leave one cell out";
            case FLAVOUR -> "leave one flavour out";
            case LINK -> "leave one link out";
        };
    }

    private static void line(String name, Errors errors, List<Metric> metrics, PrintWriter out) {
        out.printf("%-24s", name);
        for (Metric metric : metrics) {
            Double error = errors.percent().get(metric);
            out.printf(" %14s", error == null ? "-" : String.format(Locale.ROOT, "%.2f", error));
        }
        out.println();
    }

    private static void coverage(Calibration.Outcome outcome, PrintWriter out) {
        List<Metric> metrics = inSampleMetrics(outcome.inSample());
        out.printf("%n%-24s", "90 % interval held, %");
        metrics.forEach(metric -> out.printf(" %14s", metric.key()));
        out.printf(" %14s%n", "all");
        outcome.coverage().forEach((groups, coverage) -> {
            Map<Metric, Double> percent = coverage.percentByMetric();
            out.printf("%-24s", words(groups));
            for (Metric metric : metrics) {
                Double share = percent.get(metric);
                out.printf(" %14s", share == null ? "-" : String.format(Locale.ROOT, "%.0f", share));
            }
            out.printf(" %14s%n", String.format(Locale.ROOT, "%.1f", coverage.percent()));
        });
    }

    private static void heldOut(Coverage coverage, PrintWriter out) {
        out.printf(
                "%n%-24s %-14s %12s %12s   %s%n",
                "left out with its flavour", "", "measured", "predicted", "90 % interval");
        for (Coverage.Check check : coverage.checks()) {
            out.printf(
                    "%-25s %-14s %12s %12s   %s to %s%s%n",
                    check.run().id(),
                    check.metric().key(),
                    figure(check.metric(), (double) check.measured()),
                    figure(check.metric(), check.predicted()),
                    figure(check.metric(), check.low()),
                    figure(check.metric(), check.high()),
                    check.hit() ? "" : "   missed");
        }
    }

    private static String figure(Metric metric, double inBaseUnits) {
        return switch (metric.kind()) {
            case SPAN -> String.format(Locale.ROOT, "%.2f s", inBaseUnits / 1e9);
            case BYTES -> String.format(Locale.ROOT, "%.0f MB", inBaseUnits / 1e6);
            case COUNT -> String.format(Locale.ROOT, "%.0f", inBaseUnits);
        };
    }
}
