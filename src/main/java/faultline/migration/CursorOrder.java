package faultline.migration;

import faultline.guest.PageMap;

/** The order in which units lie in memory, from a cursor on and around. */
final class CursorOrder implements PushOrder {
    private final boolean follow;
    private long cursor;

    /**
     * Makes the order, from the first unit on.
     *
     * @param follow whether it goes on behind each answer
     */
    CursorOrder(boolean follow) {
        this.follow = follow;
    }

    @Override
    public long next(PageMap todo) {
        long unit = todo.nextSet(cursor, todo.size());
        return unit < todo.size() ? unit : todo.nextSet(0, cursor);
    }

    @Override
    public long runEnd(PageMap todo, long unit, long end) {
        return todo.nextClear(unit, end);
    }

    @Override
    public void sent(long from, long to) {
        cursor = to;
    }

    @Override
    public void answered(PageMap todo, long unit, long end) {
        if (follow) {
            cursor = end;
        }
    }
}
