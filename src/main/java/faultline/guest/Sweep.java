package faultline.guest;

import org.jspecify.annotations.Nullable;

/**
 * Walks its memory in a loop, writing each page, as a worker of {@code stress --vm --vm-keep} does. Before a page it
 * needs the page table that maps it.
 */
public final class Sweep extends AccessPattern {
    private final WalkedMemory memory;
    private final long length;
    private final long touchNs;
    private final int unitShift;
    private final @Nullable PageTables tables;

    private long position;
    private long originNs;

    /** The walk's table since it started, and how many in its order from there on are known to be resident. */
    private long firstTable;

    private long knownTables;
    private boolean needsTable;

    /**
     * Makes a walk.
     *
     * @param memory at least one page
     * @param touchNs time for one page, at least 1 ns
     * @param start number of the page that is touched first, from 0
     * @param unitShift a unit has {@code 1 << unitShift} pages
     * @param tables the page tables, or null where they are always there
     */
    Sweep(WalkedMemory memory, long touchNs, long start, int unitShift, @Nullable PageTables tables) {
        this.memory = memory;
        length = memory.length();
        assert length > 0 && touchNs > 0 && start >= 0 && start < length;
        this.touchNs = touchNs;
        this.position = start;
        this.unitShift = unitShift;
        this.tables = tables;
    }

    @Override
    public void start(long nowNs) {
        originNs = nowNs;
        firstTable = tables == null ? 0 : tables.number(position);
        knownTables = 0;
    }

    @Override
    public void stop(long nowNs) {
        position = (position + (nowNs - originNs) / touchNs) % length;
        originNs = nowNs;
    }

    @Override
    public void draw(PageMap resident) {
        long aheadToTable = tables == null ? length : aheadToTable(tables, resident);
        long ahead = aheadToPage(resident, aheadToTable);
        if (ahead == length) {
            candidateNs = NEVER;
            return;
        }
        needsTable = ahead == aheadToTable;
        position = (position + ahead) % length;
        candidateNs = originNs + (ahead + 1) * touchNs;
        long page = needsTable && tables != null ? tables.page(tables.number(position)) : memory.page(position);
        candidateUnit = page >>> unitShift;
    }

    /** Returns how many touches come before the next page that is missing, or {@code most} where so many come before. */
    private long aheadToPage(PageMap resident, long most) {
        long end = Math.min(length, position + most);
        long index = missing(resident, position, end);
        if (index < end) {
            return index - position;
        }
        long passed = end - position;
        return passed + missing(resident, 0, most - passed);
    }

    /** Returns the first number from {@code from} on whose page is missing, or {@code to}. */
    private long missing(PageMap resident, long from, long to) {
        long index = from;
        while (index < to) {
            long page = memory.page(index);
            long pages = Math.min(to, memory.pieceEnd(index)) - index;
            long unit = resident.nextClear(page >>> unitShift, ((page + pages - 1) >>> unitShift) + 1);
            long ahead = Math.max(0, (unit << unitShift) - page);
            if (ahead < pages) {
                return index + ahead;
            }
            index += pages;
        }
        return to;
    }

    /** Returns how many touches come before the next whose table is missing, or {@code length} where none is. */
    private long aheadToTable(PageTables walked, PageMap resident) {
        long count = walked.number(length - 1) + 1;
        while (knownTables < count) {
            long table = (firstTable + knownTables) % count;
            if (!resident.get(walked.page(table) >>> unitShift)) {
                long index = walked.number(position) == table ? position : walked.first(table);
                return index >= position ? index - position : index + length - position;
            }
            knownTables++;
        }
        return length;
    }

    @Override
    public boolean isCertain() {
        return true;
    }

    @Override
    public void touched(long nowNs) {
        if (needsTable) {
            needsTable = false;
            knownTables++;
            originNs = nowNs - touchNs; // The page itself is touched at once.
            return;
        }
        position = position + 1 == length ? 0 : position + 1;
        originNs = nowNs;
    }

    @Override
    public void collectWrites(long fromNs, long toNs, int pass, PageMap dirty) {
        long before = (fromNs - originNs) / touchNs;
        long writes = (toNs - originNs) / touchNs - before;
        if (writes >= length) {
            write(0, length, dirty);
            return;
        }
        long from = (position + before) % length;
        long end = from + writes;
        write(from, Math.min(end, length), dirty);
        write(0, Math.max(0, end - length), dirty);
    }

    /** Adds the walk's pages {@code from} to {@code to} − 1 and their tables. */
    private void write(long from, long to, PageMap dirty) {
        for (long index = from; index < to; index = memory.pieceEnd(index)) {
            long page = memory.page(index);
            dirty.setRange(page, page + Math.min(to, memory.pieceEnd(index)) - index);
        }
        if (tables != null && from < to) {
            for (long table = tables.number(from); table <= tables.number(to - 1); table++) {
                dirty.set(tables.page(table));
            }
        }
    }
}
