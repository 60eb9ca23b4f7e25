package faultline.driver.campaign;

import faultline.model.Run;
import java.util.Set;

/** Where finished runs are kept, each before the next begins. */
public interface RunStore {
    /** Returns the ids of the runs that need not be made again. */
    Set<String> finished();

    /** Keeps a run, durably, in place of an older one of the same id. */
    void keep(Run run);
}
