package faultline.migration;

import faultline.guest.PageMap;

/** The order in which pages lie in memory. */
final class MemoryOrder implements PassOrder {
    private long cursor;

    @Override
    public void begin(PageMap todo) {
        cursor = 0;
    }

    @Override
    public long next(PageMap todo) {
        long page = todo.nextSet(cursor, todo.size());
        return page < todo.size() ? page : todo.nextSet(0, cursor);
    }

    @Override
    public long runEnd(PageMap todo, long page, long end) {
        return todo.nextClear(page, end);
    }

    @Override
    public void sent(long page) {
        cursor = page;
    }

    @Override
    public void read(PageMap written) {
        // Where a page lies does not depend on who writes it.
    }

    @Override
    public void stop() {
        // The rest goes on from the cursor.
    }
}
