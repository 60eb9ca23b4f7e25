package faultline.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The order in which a resuming vCPU touches its kernel's pages, and when it writes them before. */
class AwakeningTest {
    private static final long[] PAGES = {7, 3, 11, 13, 5};
    private static final long[] WRITTEN = {3, 5, 7, 11};

    private static PageMap written(Awakening awakening, long fromNs, long toNs) {
        PageMap dirty = new PageMap(20);
        awakening.collectWrites(fromNs, toNs, 0, dirty);
        return dirty;
    }

    @Test
    void touchesItsPagesInTheirOrderAndSkipsThoseThatAreThere() {
        Awakening awakening = new Awakening(PAGES, WRITTEN, null, 0, 0);
        PageMap resident = new PageMap(20);
        awakening.start(0);
        awakening.stop(100);
        awakening.start(500);
        resident.set(3);
        awakening.draw(resident);
        assertThat(awakening.candidateUnit()).isEqualTo(7);
        assertThat(awakening.candidateNs()).isEqualTo(500);
        awakening.touched(900);
        awakening.draw(resident);
        assertThat(awakening.candidateUnit()).isEqualTo(11);
        assertThat(awakening.candidateNs()).isEqualTo(900);
        resident.set(13);
        resident.set(5);
        awakening.touched(950);
        awakening.draw(resident);
        assertThat(awakening.candidateNs()).isEqualTo(AccessPattern.NEVER);
    }

    @Test
    void goesOnWithItsOwnWorkWhenTheLastHotPageIsThere() {
        Awakening awakening = new Awakening(
                new long[] {2}, new long[0], new Sweep(WalkedMemory.inOnePiece(10, 4), 30, 1, 0, null), 0, 0);
        PageMap resident = new PageMap(20);
        awakening.start(0);
        awakening.stop(60); // The walk has touched 11 and 12.
        awakening.start(1_000);
        awakening.draw(resident);
        assertThat(awakening.candidateUnit()).isEqualTo(2);
        awakening.touched(1_700);
        awakening.draw(resident);
        assertThat(awakening.candidateUnit()).isEqualTo(13);
        assertThat(awakening.candidateNs()).isEqualTo(1_730);
    }

    @Test
    void writesEachPageOnceInAPeriodOneAfterAnother() {
        Awakening awakening = new Awakening(PAGES, WRITTEN, null, 1_000, 0);
        assertThat(Pages.of(written(awakening, 0, 1_000))).containsExactly(3L, 5L, 7L, 11L);
        assertThat(Pages.of(written(awakening, 0, 250))).containsExactly(5L);
        assertThat(Pages.of(written(awakening, 499, 1_000))).containsExactly(3L, 7L, 11L);
        assertThat(Pages.of(written(awakening, 251, 499))).isEmpty();
    }

    @Test
    void writesAllOfThemInAnyTimeWherePeriodIsNothing() {
        Awakening awakening = new Awakening(PAGES, WRITTEN, null, 0, 0);
        assertThat(Pages.of(written(awakening, 10, 11))).containsExactly(3L, 5L, 7L, 11L);
        assertThat(Pages.of(written(awakening, 10, 10))).isEmpty();
    }
}
