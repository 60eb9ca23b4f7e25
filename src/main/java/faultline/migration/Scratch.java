package faultline.migration;

import faultline.guest.PageMap;
import faultline.stats.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Arrays that one migration after the other works in, so that in a sweep or a calibration hardly any is allocated.
 *
 * <p>For one migration at a time.
 */
public final class Scratch {
    /** Most pages of the sets that are kept: those of a guest of 1 TiB, or of several that are smaller. */
    private static final long KEPT_MAX = 1L << 28;

    private final List<PageMap> idle = new ArrayList<>();
    private final List<PageMap> used = new ArrayList<>();
    private final Histogram latency = Recorder.latencies();
    private final Flights flights = new Flights();
    private final Flights asides = new Flights();

    /** Takes back everything that the last migration had. */
    void begin() {
        idle.addAll(used);
        used.clear();
        long pages = 0;
        for (int i = idle.size() - 1; i >= 0; i--) {
            pages += idle.get(i).size();
            if (pages > KEPT_MAX) {
                idle.remove(i);
            }
        }
        latency.reset();
        flights.clear();
        asides.clear();
    }

    /** Returns an empty set of {@code size} pages. */
    PageMap pages(long size) {
        PageMap map = null;
        for (int i = idle.size() - 1; i >= 0 && map == null; i--) {
            if (idle.get(i).size() == size) {
                map = idle.remove(i);
                map.clearAll();
            }
        }
        if (map == null) {
            map = new PageMap(size);
        }
        used.add(map);
        return map;
    }

    Histogram latency() {
        return latency;
    }

    Flights flights() {
        return flights;
    }

    Flights asides() {
        return asides;
    }
}
