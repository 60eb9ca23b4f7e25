package faultline.migration;

import faultline.guest.PageMap;
import faultline.model.Prepaging;
import faultline.stats.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bubbles around the units that were asked for last, and where none is left, the order of a cursor.
 *
 * <p>The latest request's bubble is served first, then they take turns, a unit each. A bubble that grows both ways takes
 * turns too, the units behind its pivot first; it ends when its window holds nothing unsent.
 */
final class BubbleOrder implements PushOrder {
    private final Prepaging option;
    private final Recorder recorder;
    private final long windowUnits;
    private final int unitShift;
    private final CursorOrder otherwise = new CursorOrder(false);
    private final List<Bubble> bubbles = new ArrayList<>();
    private int turn;
    private @Nullable Bubble growing;

    /** Makes the order for units of {@code 1 << unitShift} pages. */
    BubbleOrder(Prepaging option, int unitShift, Recorder recorder) {
        this.option = option;
        this.recorder = recorder;
        this.unitShift = unitShift;
        windowUnits = (option.windowPages() + (1L << unitShift) - 1) >> unitShift;
    }

    /** One pivot and how far its bubble has grown. */
    private final class Bubble {
        private final long last;
        private final long first;
        private long above;
        private long below;
        private boolean downNext;

        Bubble(long pivot, long units) {
            above = pivot + 1;
            below = pivot - 1;
            last = Math.min(units - 1, pivot + windowUnits);
            first = option.direction() == Prepaging.Direction.BOTH ? Math.max(0, pivot - windowUnits) : pivot;
        }

        /** Returns the unit that is next, or −1. */
        long next(PageMap todo) {
            above = todo.nextSet(above, last + 1);
            while (below >= first && !todo.get(below)) {
                below--;
            }
            boolean up = above <= last;
            boolean down = below >= first;
            if (up && (!down || !downNext)) {
                return above;
            }
            return down ? below : -1;
        }

        void sent(long unit) {
            downNext = unit == above;
        }
    }

    @Override
    public long next(PageMap todo) {
        while (!bubbles.isEmpty()) {
            turn = turn >= bubbles.size() ? 0 : turn;
            Bubble bubble = bubbles.get(turn);
            long unit = bubble.next(todo);
            if (unit >= 0) {
                growing = bubble;
                return unit;
            }
            bubbles.remove(turn);
        }
        growing = null;
        return otherwise.next(todo);
    }

    @Override
    public long runEnd(PageMap todo, long unit, long end) {
        Bubble bubble = growing;
        if (bubble == null) {
            return otherwise.runEnd(todo, unit, end);
        }
        boolean alone = bubbles.size() == 1 && option.direction() == Prepaging.Direction.FORWARD;
        return alone ? todo.nextClear(unit, Math.min(end, bubble.last + 1)) : unit + 1;
    }

    @Override
    public void sent(long from, long to) {
        Bubble bubble = growing;
        if (bubble == null) {
            otherwise.sent(from, to);
            return;
        }
        bubble.sent(from);
        recorder.prepagedPages += (to - from) << unitShift;
        turn++;
    }

    @Override
    public void answered(PageMap todo, long unit, long end) {
        bubbles.removeIf(bubble -> bubble.next(todo) < 0);
        bubbles.add(0, new Bubble(unit, todo.size()));
        if (bubbles.size() > option.pivots()) {
            bubbles.remove(bubbles.size() - 1);
        }
        turn = 0;
    }
}
