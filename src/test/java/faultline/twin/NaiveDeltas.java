package faultline.twin;

import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Xbzrle;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** XBZRLE's cache: one page in each slot, and when it was used. */
final class NaiveDeltas {
    private record Slot(int page, int used) {}

    private final @Nullable Xbzrle option;
    private final Profile profile;
    private final Map<Long, Slot> cache = new HashMap<>();

    NaiveDeltas(@Nullable Xbzrle option, Profile profile) {
        this.option = option;
        this.profile = profile;
    }

    private long slot(int page) {
        return option == null ? -1 : page % (option.cache().count() / 4096);
    }

    boolean has(int page) {
        Slot slot = cache.get(slot(page));
        return slot != null && slot.page == page;
    }

    long bytes() {
        return 11 + Math.min(4093, profile.get(Parameter.XBZRLE_ENCODED));
    }

    /** A page went as its difference. */
    void hit(int page, int readings) {
        cache.put(slot(page), new Slot(page, readings));
    }

    /** A page went whole; returns whether that was a miss. */
    boolean whole(int page, int readings, boolean stopped) {
        if (option == null || readings == 0) {
            return false;
        }
        Slot there = cache.get(slot(page));
        if (!stopped && (there == null || there.used + 2 <= readings)) {
            cache.put(slot(page), new Slot(page, readings));
        }
        return true;
    }
}
