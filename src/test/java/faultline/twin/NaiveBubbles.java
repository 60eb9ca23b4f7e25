package faultline.twin;

import faultline.model.Prepaging;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bubbles of pre-paging: for each pivot the units of its window in the order in which they are pushed. */
final class NaiveBubbles {
    private static final class Bubble {
        final List<Integer> above = new ArrayList<>();
        final List<Integer> below = new ArrayList<>();
        boolean downNext;
    }

    private final @Nullable Prepaging option;
    private final int perUnit;
    private final int units;
    private final List<Bubble> bubbles = new ArrayList<>();
    private int turn;

    NaiveBubbles(@Nullable Prepaging option, int perUnit, int units) {
        this.option = option;
        this.perUnit = perUnit;
        this.units = units;
    }

    void answered(BitSet unsent, int pivot) {
        if (option == null) {
            return;
        }
        bubbles.removeIf(bubble -> isEmpty(bubble, unsent));
        Bubble bubble = new Bubble();
        int window = (int) Math.min(units, (option.windowPages() + perUnit - 1) / perUnit);
        for (int i = 1; i <= window; i++) {
            if (pivot + i < units) {
                bubble.above.add(pivot + i);
            }
            if (pivot - i >= 0 && option.direction() == Prepaging.Direction.BOTH) {
                bubble.below.add(pivot - i);
            }
        }
        bubbles.add(0, bubble);
        if (bubbles.size() > option.pivots()) {
            bubbles.remove(bubbles.size() - 1);
        }
        turn = 0;
    }

    private static boolean isEmpty(Bubble bubble, BitSet unsent) {
        bubble.above.removeIf(unit -> !unsent.get(unit));
        bubble.below.removeIf(unit -> !unsent.get(unit));
        return bubble.above.isEmpty() && bubble.below.isEmpty();
    }

    /** Takes the unit that is pushed next, or −1 where no bubble has one. */
    int take(BitSet unsent) {
        while (!bubbles.isEmpty()) {
            turn %= bubbles.size();
            Bubble bubble = bubbles.get(turn);
            if (isEmpty(bubble, unsent)) {
                bubbles.remove(turn);
                continue;
            }
            turn++;
            boolean down = bubble.above.isEmpty() || (bubble.downNext && !bubble.below.isEmpty());
            bubble.downNext = !down;
            return down ? bubble.below.remove(0) : bubble.above.remove(0);
        }
        return -1;
    }
}
