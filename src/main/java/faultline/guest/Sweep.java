package faultline.guest;

/** Walks a range of pages in a loop, writing each, as a worker of {@code stress --vm --vm-keep} does. */
public final class Sweep extends AccessPattern {
    private final long first;
    private final long length;
    private final long touchNs;
    private final int unitShift;

    private long position;
    private long originNs;

    /**
     * Makes a walk.
     *
     * @param first first page of the range
     * @param length pages in the range, at least 1
     * @param touchNs time for one page, at least 1 ns
     * @param start page of the range that is touched first, counted from 0
     * @param unitShift a unit has {@code 1 << unitShift} pages
     */
    public Sweep(long first, long length, long touchNs, long start, int unitShift) {
        assert length > 0 && touchNs > 0 && start >= 0 && start < length;
        this.first = first;
        this.length = length;
        this.touchNs = touchNs;
        this.position = start;
        this.unitShift = unitShift;
    }

    @Override
    public void start(long nowNs) {
        originNs = nowNs;
    }

    @Override
    public void stop(long nowNs) {
        position = (position + (nowNs - originNs) / touchNs) % length;
        originNs = nowNs;
    }

    @Override
    public void draw(PageMap resident) {
        long page = missing(resident, first + position, first + length);
        if (page == first + length) {
            page = missing(resident, first, first + position);
            if (page == first + position) {
                candidateNs = NEVER;
                return;
            }
        }
        long index = page - first;
        long ahead = index >= position ? index - position : index + length - position;
        candidateNs = originNs + (ahead + 1) * touchNs;
        candidateUnit = page >>> unitShift;
        position = index;
    }

    private long missing(PageMap resident, long from, long to) {
        if (from >= to) {
            return to;
        }
        long unit = resident.nextClear(from >>> unitShift, ((to - 1) >>> unitShift) + 1);
        return Math.min(to, Math.max(from, unit << unitShift));
    }

    @Override
    public boolean isCertain() {
        return true;
    }

    @Override
    public void touched(long nowNs) {
        position = position + 1 == length ? 0 : position + 1;
        originNs = nowNs;
    }

    @Override
    public void collectWrites(long fromNs, long toNs, int pass, PageMap dirty) {
        long before = (fromNs - originNs) / touchNs;
        long writes = (toNs - originNs) / touchNs - before;
        if (writes >= length) {
            dirty.setRange(first, first + length);
            return;
        }
        long from = (position + before) % length;
        long end = from + writes;
        dirty.setRange(first + from, first + Math.min(end, length));
        dirty.setRange(first, first + Math.max(0, end - length));
    }
}
