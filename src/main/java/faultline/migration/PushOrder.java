package faultline.migration;

import faultline.guest.PageMap;

/** Which unit the active push sends next. */
interface PushOrder {
    /** Returns the unit that is next, one of {@code todo}, which is not empty. */
    long next(PageMap todo);

    /** Returns the first unit behind {@code unit}, the next one, that does not follow it in this order; at most {@code end}. */
    long runEnd(PageMap todo, long unit, long end);

    /** Units {@code from} to {@code to} − 1, which were next, have been pushed. */
    void sent(long from, long to);

    /** A request for {@code unit}, which was unsent, was answered with the unsent units before {@code end}. */
    void answered(PageMap todo, long unit, long end);
}
