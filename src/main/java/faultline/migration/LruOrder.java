package faultline.migration;

import faultline.guest.PageMap;
import java.util.ArrayList;
import java.util.List;

/**
 * The least recently written pages first: by the reading of the dirty log, the last one apart, in which each was last
 * found written; within one reading in the order of memory.
 *
 * <p>Every page of a pass was found written by the last reading, so that it tells nothing; what the guest writes in two
 * intervals running it is likely to write in the next, and goes last.
 */
final class LruOrder implements PassOrder {
    /** Readings that are told apart; what was last written before them goes first, with what never was. */
    static final int READINGS = 8;

    /** What the latest readings found, the latest first. */
    private final List<PageMap> found = new ArrayList<>();

    private PageMap stage;
    private int stagesLeft;
    private long cursor;

    /** Makes the order for {@code pages} pages of which none was ever written. */
    LruOrder(long pages) {
        stage = new PageMap(pages);
    }

    @Override
    public void begin(PageMap todo) {
        stagesLeft = found.size();
        fillStage(todo);
    }

    /** Takes the next stage: the pages that were last found written by one reading and by none since but the last. */
    private void fillStage(PageMap todo) {
        stage = new PageMap(todo.size());
        stage.setAll(todo);
        if (stagesLeft < found.size() && stagesLeft > 0) {
            stage.retainAll(found.get(stagesLeft));
        }
        for (int reading = 1; reading < Math.min(stagesLeft, found.size()); reading++) {
            stage.removeAll(found.get(reading));
        }
        cursor = 0;
    }

    @Override
    public long next(PageMap todo) {
        long page = stage.nextSet(cursor, stage.size());
        while (page == stage.size()) {
            stagesLeft--;
            fillStage(todo);
            page = stage.nextSet(0, stage.size());
        }
        return page;
    }

    @Override
    public long runEnd(PageMap todo, long page, long end) {
        return stage.nextClear(page, end);
    }

    @Override
    public void sent(long page) {
        cursor = page;
    }

    @Override
    public void read(PageMap written) {
        PageMap kept = new PageMap(written.size());
        kept.setAll(written);
        found.add(0, kept);
        if (found.size() > READINGS) {
            found.remove(READINGS);
        }
    }

    @Override
    public void stop() {
        found.clear();
        stage.clearAll();
    }
}
