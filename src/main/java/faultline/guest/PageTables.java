package faultline.guest;

/**
 * Where a worker's last level of page tables lies: a page of them for each stretch of its walk, each some pages below
 * the one before, as Linux hands out free kernel memory from the top and traces of real runs show.
 *
 * <p>What walks them writes them too: QEMU's TCG looks for an entry as if to store there (x86 {@code ptw_translate}),
 * to have the accessed bit at hand.
 */
final class PageTables {
    private final MemoryImage image;
    private final long top;
    private final int step;
    private final long reach;

    /**
     * Makes the tables.
     *
     * @param image has at least one nonzero page that is not the load's
     * @param top which of these the first of them is, from 0; they go round below the lowest
     * @param step how many of these pages one table lies below the one before, at least 1
     * @param reach pages of the walk that one of them maps, at least 1
     */
    PageTables(MemoryImage image, long top, int step, long reach) {
        assert image.systemPages() > 0 && step > 0 && reach > 0;
        this.image = image;
        this.top = top;
        this.step = step;
        this.reach = reach;
    }

    /** Returns which table maps the walk's page {@code index}, from 0. */
    long number(long index) {
        return index / reach;
    }

    /** Returns the walk's first page that table {@code number} maps. */
    long first(long number) {
        return number * reach;
    }

    /** Returns the page that table {@code number} is. */
    long page(long number) {
        return image.systemPage(Math.floorMod(top - number * step, image.systemPages()));
    }
}
