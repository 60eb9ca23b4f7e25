package faultline.model;

import java.util.Collections;
import java.util.LinkedHashMap;
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

    /** Returns the run's name. */
    public String id() {
        return scenario.id();
    }
}
