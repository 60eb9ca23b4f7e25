package faultline.guest;

import java.util.ArrayList;
import java.util.List;

/** What a page map holds, for tests to look at. */
final class Pages {
    private Pages() {}

    /** Returns the pages that are set, by address. */
    static List<Long> of(PageMap map) {
        List<Long> pages = new ArrayList<>();
        for (long page = map.nextSet(0, map.size()); page < map.size(); page = map.nextSet(page + 1, map.size())) {
            pages.add(page);
        }
        return pages;
    }
}
