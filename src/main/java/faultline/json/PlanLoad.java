package faultline.json;

import faultline.model.DiskWrites;
import faultline.model.Load;
import faultline.model.Vm;
import faultline.unit.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A load as a plan names it: where the stressed memory is a share of the guest's, one line serves guests of all sizes.
 *
 * @param fixed the load itself, or null where it is a share
 * @param diskWrites what it writes to the disk, or null
 * @param percent stressed share of the guest's memory
 */
record PlanLoad(@Nullable Load fixed, @Nullable DiskWrites diskWrites, int percent, int workers) {
    private static final int WORKERS_MAX = 65_536;

    /** Reads the whole object. */
    static @Nullable PlanLoad read(Fields load) {
        DiskWrites disk = LoadReader.diskWrites(load);
        if (!load.has("percent")) {
            Load fixed = LoadReader.read(load);
            return fixed == null ? null : new PlanLoad(fixed, disk, 0, 0);
        }
        load.required("kind", Forms.word(new String[] {"stress"}, word -> word));
        Integer percent = load.required("percent", Forms.wholeInt(1, 100));
        Integer workers = load.required("workers", Forms.wholeInt(1, WORKERS_MAX));
        load.end();
        return percent == null || workers == null ? null : new PlanLoad(null, disk, percent, workers);
    }

    /** Returns the load of this guest, in whole pages for each worker. */
    Load of(Vm vm) {
        if (fixed != null) {
            return fixed;
        }
        long each = vm.memory().count() * percent / 100 / workers / Vm.PAGE * Vm.PAGE;
        return new Load.Stress(new Bytes(each * workers), workers);
    }
}
