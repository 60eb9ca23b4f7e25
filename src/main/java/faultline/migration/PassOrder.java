package faultline.migration;

import faultline.guest.PageMap;

/** In which order a pass of pre-copy goes over the pages that it has to send. */
interface PassOrder {
    /** A pass over {@code todo} begins. */
    void begin(PageMap todo);

    /** Returns the page that is next, one of {@code todo}, which is not empty. */
    long next(PageMap todo);

    /** Returns the first page behind {@code page}, the next one, that does not follow it in this order; at most {@code end}. */
    long runEnd(PageMap todo, long page, long end);

    /** Pages up to {@code page} − 1, the last ones that were next, have been sent. */
    void sent(long page);

    /** The dirty log was read: {@code written} is what the guest wrote since the last reading. */
    void read(PageMap written);

    /** The guest has stopped: what is left goes, in what order is the same. */
    void stop();
}
