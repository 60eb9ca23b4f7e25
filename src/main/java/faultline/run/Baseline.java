package faultline.run;

import faultline.model.Load;
import faultline.model.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A prediction that needs no simulator, to hold a simulator against.
 *
 * @param name what it is, in a word or two
 * @param parameters how many numbers were fitted for it, in all the runs
 * @param predicted what it says of each run, by id, in the metric's base unit
 */
public record Baseline(String name, int parameters, Map<String, Double> predicted) {
    private static final double TEN_SECONDS_NS = 10e9;

    /**
     * Returns the baselines of a metric.
     *
     * @param runs each with this metric measured
     */
    public static List<Baseline> of(Metric metric, List<Run> runs) {
        List<Baseline> baselines = new ArrayList<>();
        if (metric == Metric.TOTAL_TIME) {
            baselines.add(formula("RAM/bandwidth", 0, runs, Baseline::sendingNs));
            baselines.add(formula("10 s + RAM/bw", 0, runs, run -> TEN_SECONDS_NS + sendingNs(run)));
        } else if (metric == Metric.TRANSFERRED) {
            baselines.add(formula("every page once", 0, runs, Baseline::memory));
        } else {
            double mean = runs.stream()
                    .mapToDouble(run -> measured(metric, run))
                    .average()
                    .orElse(0);
            baselines.add(formula("mean", 1, runs, run -> mean));
        }
        baselines.add(lines(metric, runs));
        return baselines;
    }

    /** Returns the error in percent of what was measured; NaN where 0 or nothing was. */
    public double errorPercent(Metric metric, Run run) {
        return Comparison.errorPercent(metric.measured(run.measured()), predicted.getOrDefault(run.id(), Double.NaN))
                .orElse(Double.NaN);
    }

    private static Baseline formula(String name, int parameters, List<Run> runs, ToDoubleFunction<Run> formula) {
        Map<String, Double> predicted = new LinkedHashMap<>();
        runs.forEach(run -> predicted.put(run.id(), formula.applyAsDouble(run)));
        return new Baseline(name, parameters, predicted);
    }

    /** A straight line a + b·RAM for each combination of link and load, of least mean absolute percentage error. */
    private static Baseline lines(Metric metric, List<Run> runs) {
        Map<List<Object>, List<Run>> rows = new LinkedHashMap<>();
        runs.forEach(run ->
                rows.computeIfAbsent(rowOf(run), key -> new ArrayList<>()).add(run));
        Map<String, Double> predicted = new LinkedHashMap<>();
        for (List<Run> row : rows.values()) {
            Line line = best(metric, row);
            row.forEach(run -> predicted.put(run.id(), line.at(run)));
        }
        return new Baseline("a + b·RAM", 2 * rows.size(), predicted);
    }

    /** Tries the line through each pair of runs: a sum of weighted absolute deviations is least on one of them. */
    private static Line best(Metric metric, List<Run> row) {
        Line best = new Line(measured(metric, row.get(0)), 0);
        double least = best.error(metric, row);
        for (Run one : row) {
            for (Run other : row) {
                if (memory(one) < memory(other)) {
                    Line line = Line.through(metric, one, other);
                    double error = line.error(metric, row);
                    if (error < least) {
                        least = error;
                        best = line;
                    }
                }
            }
        }
        return best;
    }

    private record Line(double a, double b) {
        static Line through(Metric metric, Run one, Run other) {
            double slope = (measured(metric, other) - measured(metric, one)) / (memory(other) - memory(one));
            return new Line(measured(metric, one) - slope * memory(one), slope);
        }

        double at(Run run) {
            return a + b * memory(run);
        }

        double error(Metric metric, List<Run> row) {
            return row.stream()
                    .mapToDouble(run -> Math.abs(at(run) / measured(metric, run) - 1))
                    .sum();
        }
    }

    private static List<Object> rowOf(Run run) {
        boolean idle = run.scenario().load() instanceof Load.Idle;
        return List.of(run.scenario().link(), idle);
    }

    private static double measured(Metric metric, Run run) {
        Long figure = metric.measured(run.measured());
        return figure == null ? Double.NaN : figure;
    }

    private static double memory(Run run) {
        return run.scenario().vm().memory().count();
    }

    private static double sendingNs(Run run) {
        return memory(run) * 8e9 / run.scenario().link().bandwidth().bitsPerSecond();
    }
}
