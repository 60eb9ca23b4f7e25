package faultline.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A worker's walk, and the page tables that it needs on its way. */
class SweepTest {
    private static final long TOUCH_NS = 10;

    /** Eight system pages, ten of the load, two zero pages. */
    private static final MemoryImage IMAGE = new MemoryImage(20, 8, 18, 18, 20);

    /** The load's tables map four pages each and are pages 5, 4 and 3. */
    private static Sweep walk(long start) {
        return new Sweep(WalkedMemory.inOnePiece(8, 10), TOUCH_NS, start, 0, new PageTables(IMAGE, 5, 1, 4));
    }

    private static PageMap allBut(long... missing) {
        PageMap resident = new PageMap(20);
        resident.setRange(0, 20);
        for (long page : missing) {
            resident.clearRange(page, page + 1);
        }
        return resident;
    }

    @Test
    void aTableComesBeforeItsFirstPageAndThePageAtOnceAfterIt() {
        Sweep walk = walk(2);
        PageMap resident = allBut(4, 12);
        walk.start(100);
        walk.draw(resident);
        assertThat(walk.candidateUnit()).isEqualTo(4);
        assertThat(walk.candidateNs()).isEqualTo(100 + 3 * TOUCH_NS); // The walk's pages 2, 3 and 4, page 12 of memory.
        walk.touched(500);
        resident.set(4);
        walk.draw(resident);
        assertThat(walk.candidateUnit()).isEqualTo(12);
        assertThat(walk.candidateNs()).isEqualTo(500);
        walk.touched(700);
        resident.set(12);
        walk.draw(resident);
        assertThat(walk.candidateNs()).isEqualTo(AccessPattern.NEVER);
    }

    @Test
    void aWalkThatStartsWithinATableNeedsItFirstAndNotAgainWhenItComesRound() {
        Sweep walk = walk(9);
        PageMap resident = allBut(3, 5);
        walk.start(0);
        walk.draw(resident);
        assertThat(walk.candidateUnit()).isEqualTo(3); // The third table, that of the walk's pages 8 and 9.
        assertThat(walk.candidateNs()).isEqualTo(TOUCH_NS);
        walk.touched(50);
        walk.draw(resident); // It is on its way only: what was touched is not asked for again.
        assertThat(walk.candidateUnit()).isEqualTo(5);
        assertThat(walk.candidateNs()).isEqualTo(50 + TOUCH_NS); // Page 9 at 50, then round to page 0.
    }

    @Test
    void writesTheTablesOfThePagesThatItWrites() {
        Sweep walk = walk(7);
        walk.start(0);
        PageMap dirty = new PageMap(20);
        walk.collectWrites(0, 4 * TOUCH_NS, 0, dirty); // 7, 8, 9, then 0.
        assertThat(Pages.of(dirty)).containsExactly(3L, 4L, 5L, 8L, 15L, 16L, 17L);
        PageMap one = new PageMap(20);
        walk.collectWrites(0, TOUCH_NS, 0, one);
        assertThat(Pages.of(one)).containsExactly(4L, 15L);
    }

    @Test
    void withoutTablesOnlyItsOwnPagesCount() {
        Sweep walk = new Sweep(WalkedMemory.inOnePiece(8, 10), TOUCH_NS, 2, 0, null);
        walk.start(0);
        walk.draw(allBut(3, 4, 5, 9));
        assertThat(walk.candidateUnit()).isEqualTo(9);
        assertThat(walk.candidateNs()).isEqualTo(10 * TOUCH_NS);
    }

    @Test
    void tablesGoRoundBelowTheLowestSystemPage() {
        PageTables tables = new PageTables(IMAGE, 1, 2, 4);
        assertThat(tables.page(0)).isEqualTo(1);
        assertThat(tables.page(1)).isEqualTo(7);
        assertThat(tables.page(4)).isEqualTo(1);
    }

    /** Of 23 pages from 100 on the second and third of four workers get two each in turn, twice, then 3 of the last 7. */
    private static final WalkedMemory SHARE = WalkedMemory.share(100, 23, 1, 2, 4, 2);

    @Test
    void severalWorkersAreGivenTheirMemoryInTurns() {
        assertThat(LongStream.range(0, SHARE.length()).map(SHARE::page))
                .containsExactly(102L, 103L, 104L, 105L, 110L, 111L, 112L, 113L, 117L, 118L, 119L, 120L);
        assertThat(SHARE.pieceEnd(5)).isEqualTo(8);
        assertThat(SHARE.pieceEnd(8)).isEqualTo(12);
        assertThat(WalkedMemory.share(100, 23, 1, 2, 4, 0)).isEqualTo(WalkedMemory.inOnePiece(105, 12));
    }

    @Test
    void aWalkGoesFromPieceToPieceAndRound() {
        Sweep walk = new Sweep(SHARE, TOUCH_NS, 6, 0, null);
        PageMap resident = new PageMap(130);
        resident.setRange(0, 130);
        resident.clearRange(106, 110); // Another worker's.
        resident.clearRange(118, 119);
        resident.clearRange(104, 105);
        walk.start(0);
        walk.draw(resident);
        assertThat(walk.candidateUnit()).isEqualTo(118);
        assertThat(walk.candidateNs()).isEqualTo(4 * TOUCH_NS);
        walk.touched(100);
        resident.set(118);
        walk.draw(resident);
        assertThat(walk.candidateUnit()).isEqualTo(104);
        assertThat(walk.candidateNs()).isEqualTo(100 + 5 * TOUCH_NS);
        PageMap dirty = new PageMap(130);
        new Sweep(SHARE, TOUCH_NS, 6, 0, null).collectWrites(0, 9 * TOUCH_NS, 0, dirty);
        assertThat(Pages.of(dirty)).containsExactly(102L, 103L, 104L, 112L, 113L, 117L, 118L, 119L, 120L);
    }
}
