package faultline.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One real migration with what was measured of it.
 *
 * @param failed why the real migration failed, or null: a failed one is kept but not compared
 * @param notes what a reader of the figures should know, or null
 * @param reasons key of {@link Measured} → why it was not measured, in the order of the file
 */
public record Run(
        Scenario scenario,
        Measured measured,
        @Nullable String failed,
        @Nullable String notes,
        Map<String, String> reasons) {
    public Run {
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    /** A run that succeeded and needs no notes. */
    public Run(Scenario scenario, Measured measured) {
        this(scenario, measured, null, null, Map.of());
    }

    /** Returns this run with one more thing that a reader of the figures should know. */
    public Run withNote(String note) {
        return new Run(scenario, measured, failed, notes == null ? note : notes + "; " + note, reasons);
    }

    /** Returns a run for each cell, with the means of its repeats, in the order of their first ones. */
    public static List<Run> cells(List<Run> runs) {
        List<Run> means = new ArrayList<>();
        Split.byCell(runs, Run::id)
                .forEach((id, repeats) -> means.add(new Run(
                        repeats.get(0).scenario().named(id),
                        Measured.mean(repeats.stream().map(Run::measured).toList()))));
        return means;
    }

    /** Returns the run's name. */
    public String id() {
        return scenario.id();
    }
}
