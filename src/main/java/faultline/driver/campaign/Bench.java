package faultline.driver.campaign;

import faultline.model.Plan;
import faultline.model.Run;

/** A place where a run can be made. */
public interface Bench {
    /**
     * Makes one run, from setting up to tidying up.
     *
     * @throws faultline.driver.DriverException if it could not be made
     */
    Run make(Plan.Slot slot);

    /** Tidies up after a run that broke off. */
    void tidy(Plan.Slot slot);
}
