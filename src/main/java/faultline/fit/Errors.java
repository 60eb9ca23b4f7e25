package faultline.fit;

import faultline.run.Comparison;
import faultline.run.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mean absolute percentage errors, by metric, of predictions beside measurements.
 *
 * @param percent of each metric that was measured
 */
public record Errors(Map<Metric, Double> percent) {
    static Errors of(List<Comparison.Row> rows) {
        Map<Metric, Double> percent = new EnumMap<>(Metric.class);
        Comparison comparison = new Comparison(new ArrayList<>(rows));
        for (Metric metric : Metric.values()) {
            Comparison.Summary summary = comparison.summary(metric);
            if (summary != null) {
                percent.put(metric, summary.mape());
            }
        }
        return new Errors(percent);
    }

    /** Returns the errors by the metrics' names, rounded to a hundredth of a percent, for files. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        percent.forEach((metric, error) -> map.put(metric.key(), Math.round(error * 100) / 100.0));
        return map;
    }
}
