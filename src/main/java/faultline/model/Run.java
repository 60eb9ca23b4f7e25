package faultline.model;

/** One real migration with what was measured of it. */
public record Run(Scenario scenario, Measured measured) {
    /** Returns the run's name. */
    public String id() {
        return scenario.id();
    }
}
