package faultline.cli;

import faultline.fit.Prediction;
import faultline.fit.Prediction.Basis;
import faultline.fit.Prediction.Estimate;
import faultline.json.Scenarios;
import faultline.report.Table;
import faultline.run.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A prediction for people and, with stable keys, for machines. */
final class PredictionText {
    /** What is printed, in this order. */
    static final Map<Metric, String> SHOWN = shown();

    private PredictionText() {}

    private static Map<Metric, String> shown() {
        Map<Metric, String> shown = new LinkedHashMap<>();
        shown.put(Metric.TOTAL_TIME, "total time");
        shown.put(Metric.DOWNTIME, "downtime (reported)");
        shown.put(Metric.GUEST_DOWNTIME, "downtime (guest)");
        shown.put(Metric.TRANSFERRED, "transferred");
        shown.put(Metric.VCPU_BLOCKTIME, "stall (vCPU blocktime, sum)");
        return shown;
    }

    static String of(Prediction prediction, String profile, long seed) {
        Table table = new Table(1);
        table.row("", "median", "90 % interval", "interval from").rule();
        SHOWN.forEach((metric, name) -> {
            Estimate estimate = prediction.of(metric);
            table.row(
                    name,
                    figure(metric, estimate.middle()),
                    figure(metric, estimate.low()) + " to " + figure(metric, estimate.high()),
                    estimate.basis().word());
        });
        return "predicted with profile " + profile + ", " + sample(prediction, seed) + "\n\n" + table + "\n"
                + notes(prediction);
    }

    private static String sample(Prediction prediction, long seed) {
        int n = prediction.replications();
        String seeds = n == 1 ? "seed " + seed : "seeds " + seed + " to " + (seed + n - 1);
        return seeds + ", " + prediction.draws() + " bootstrap draws";
    }

    private static String notes(Prediction prediction) {
        StringBuilder notes = new StringBuilder();
        Estimate total = prediction.of(Metric.TOTAL_TIME);
        for (Basis basis : Basis.values()) {
            if (SHOWN.keySet().stream().anyMatch(metric -> prediction.of(metric).basis() == basis)) {
                notes.append(basis.word()).append(": ").append(meaning(basis, total.residuals().length));
            }
        }
        for (String axis : prediction.outside()) {
            notes.append("warning: extrapolates: ").append(axis).append('\n');
        }
        return notes.toString();
    }

    private static String meaning(Basis basis, int cells) {
        return switch (basis) {
            case CONFORMAL ->
                "parameters and replications, widened by the errors for " + cells
                        + " cells left out of the fit\n  (conformalized quantile regression)\n";
            case PARAMETERS -> "bootstrap of the fit and replications only: the fit measured nothing of the kind\n";
            case REPLICATIONS ->
                "replications only: the profile has no bootstrap draws and residuals; calibrate gives them\n";
        };
    }

    /** Returns a figure with its unit. */
    static String figure(Metric metric, double inBaseUnits) {
        return switch (metric.kind()) {
            case SPAN -> span(inBaseUnits);
            case BYTES ->
                inBaseUnits >= 1e10
                        ? String.format(Locale.ROOT, "%.1f GB", inBaseUnits / 1e9)
                        : String.format(Locale.ROOT, "%.0f MB", inBaseUnits / 1e6);
            case COUNT -> String.format(Locale.ROOT, "%.0f", inBaseUnits);
        };
    }

    static String span(double ns) {
        return ns >= 2e9
                ? String.format(Locale.ROOT, "%.1f s", ns / 1e9)
                : String.format(Locale.ROOT, "%.0f ms", ns / 1e6);
    }

    static Map<String, @Nullable Object> toMap(Prediction prediction, String profile, long seed) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("profile", profile);
        map.put("seed", seed);
        map.put("replications", (long) prediction.replications());
        map.put("bootstrapDraws", (long) prediction.draws());
        map.put("metrics", metrics(prediction));
        map.put("extrapolates", List.copyOf(prediction.outside()));
        map.put("input", Scenarios.toMap(prediction.scenario()));
        return map;
    }

    private static Map<String, @Nullable Object> metrics(Prediction prediction) {
        Map<String, @Nullable Object> metrics = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            Estimate estimate = prediction.of(metric);
            Map<String, @Nullable Object> figures = new LinkedHashMap<>();
            figures.put("median", Math.round(estimate.middle()));
            figures.put("low90", Math.round(estimate.low()));
            figures.put("high90", Math.round(estimate.high()));
            figures.put("unit", unit(metric));
            figures.put("intervalFrom", estimate.basis().word());
            metrics.put(metric.key(), figures);
        }
        return metrics;
    }

    private static String unit(Metric metric) {
        return switch (metric.kind()) {
            case SPAN -> "ns";
            case BYTES -> "B";
            case COUNT -> "1";
        };
    }
}
