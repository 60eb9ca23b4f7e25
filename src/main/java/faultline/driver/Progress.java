package faultline.driver;

import java.util.Map;

/**
 * How far a migration has come.
 *
 * @param phase {@code pre-copy} or {@code post-copy}
 * @param requests page requests so far
 * @param bytesPerSecond as the source sees it
 */
public record Progress(
        long elapsedMs, String phase, long sentBytes, long leftBytes, long requests, long bytesPerSecond) {
    static Progress of(Map<String, ?> statistics, boolean switched, long elapsedMs) {
        return new Progress(
                elapsedMs,
                switched ? "post-copy" : "pre-copy",
                number(statistics, "memory_processed"),
                number(statistics, "memory_remaining"),
                number(statistics, "memory_postcopy_requests"),
                number(statistics, "memory_bps"));
    }

    private static long number(Map<String, ?> statistics, String key) {
        Object value = statistics.get(key);
        try {
            return value == null ? 0 : Long.parseLong(value.toString());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
