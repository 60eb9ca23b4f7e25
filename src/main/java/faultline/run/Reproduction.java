package faultline.run;

import faultline.model.Profile;
import faultline.model.Run;
import faultline.run.Comparison.Row;
import faultline.run.Comparison.Summary;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The study's tables as measured and as simulated, and how far simpler predictions are off.
 *
 * @param comparison the runs in the order of the tables: row by row, flavour by flavour
 * @param baselines by table
 */
public record Reproduction(Profile profile, Comparison comparison, Map<Metric, List<Baseline>> baselines) {
    /** The metrics that the study measured: its Tables II, III and IV, its Figures 1, 2 and 3. */
    public static final List<Metric> TABLES = List.of(Metric.TOTAL_TIME, Metric.DOWNTIME, Metric.TRANSFERRED);

    /**
     * Simulates the study's runs.
     *
     * @param runs each with the three metrics measured and an id of the form link-load-flavour
     */
    public static Reproduction of(List<Run> runs, Profile profile, long seed) {
        Map<Metric, List<Baseline>> baselines = new EnumMap<>(Metric.class);
        TABLES.forEach(metric -> baselines.put(metric, Baseline.of(metric, runs)));
        return new Reproduction(profile, Comparison.of(runs, profile, seed, 1), baselines);
    }

    /** Returns how many of the profile's parameters were fitted. */
    public int freeParameters() {
        return (int) profile.settings().values().stream()
                .filter(setting -> setting.free())
                .count();
    }

    /** Returns the simulation's errors in one table. */
    public Summary simulated(Metric metric) {
        return present(comparison.summary(metric), metric);
    }

    /** Returns a baseline's errors in one table. */
    public Summary errors(Metric metric, Baseline baseline) {
        return present(Comparison.summary(comparison.rows(), row -> baseline.errorPercent(metric, row.run())), metric);
    }

    /** Returns the baselines of one table. */
    public List<Baseline> baselines(Metric metric) {
        return baselines.getOrDefault(metric, List.of());
    }

    /** Returns the link of a run, as its id has it. */
    public static String link(Run run) {
        return part(run, 0);
    }

    /** Returns the load of a run, as its id has it. */
    public static String load(Run run) {
        return part(run, 1);
    }

    /** Returns the flavour of a run, as its id has it. */
    public static String flavour(Run run) {
        return part(run, 2);
    }

    /** Returns the rows of one link and load, in the order of the flavours. */
    public List<Row> rows(String link, String load) {
        return comparison.rows().stream()
                .filter(row -> link(row.run()).equals(link) && load(row.run()).equals(load))
                .toList();
    }

    private static String part(Run run, int index) {
        String[] parts = run.id().split("-", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(run.id() + " is not link-load-flavour");
        }
        return parts[index];
    }

    private static Summary present(@org.jspecify.annotations.Nullable Summary summary, Metric metric) {
        if (summary == null) {
            throw new IllegalArgumentException("no run has " + metric.key() + " measured");
        }
        return summary;
    }
}
