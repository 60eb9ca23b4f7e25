package faultline.driver;

import faultline.model.MigrationSpec;
import faultline.model.Storage;
import java.util.Map;
import java.util.StringJoiner;

/** What QEMU tells of the options of a migration, in words: figures for which a run has no keys. */
final class OptionFigures {
    private int throttlePercent;

    /** Looks at a sample: a throttle is told only while it holds. */
    void sample(Map<String, ?> statistics) {
        throttlePercent = Math.max(throttlePercent, (int) number(statistics, "auto_converge_throttle"));
    }

    /** Returns what was told, empty where no option has figures. */
    String told(MigrationSpec spec, Map<String, ?> job) {
        sample(job);
        StringJoiner told = new StringJoiner("; ");
        if (spec.precopy().xbzrle() != null) {
            told.add("xbzrle: " + number(job, "compression_pages") + " pages as " + number(job, "compression_bytes")
                    + " B, " + number(job, "compression_cache_misses") + " cache misses, "
                    + number(job, "compression_overflow") + " overflows, cache " + number(job, "compression_cache")
                    + " B");
        }
        if (spec.precopy().autoConverge() != null) {
            told.add("auto-converge: throttled to " + throttlePercent + " % at most");
        }
        if (spec.storage() == Storage.BLOCK) {
            told.add("disk: " + number(job, "disk_processed") + " of " + number(job, "disk_total") + " B");
        }
        return told.toString();
    }

    private static long number(Map<String, ?> values, String key) {
        Object value = values.get(key);
        try {
            return value == null ? 0 : Long.parseLong(value.toString());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
