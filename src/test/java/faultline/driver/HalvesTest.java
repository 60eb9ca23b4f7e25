package faultline.driver;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.driver.Halves.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** States as libvirt 9 gave them when the wire was cut: its source gives up some ten seconds before QEMU does. */
class HalvesTest {
    private static final Watch.State RUNNING = new Watch.State(1, 1);
    private static final Watch.State MIGRATED = new Watch.State(1, 2);
    private static final Watch.State SOURCE_IN_POSTCOPY = new Watch.State(3, 12);
    private static final Watch.State SOURCE_FAILED = new Watch.State(3, 13);
    private static final Watch.State DESTINATION_IN_POSTCOPY = new Watch.State(1, 10);
    private static final Watch.State DESTINATION_FAILED = new Watch.State(1, 11);

    @Test
    void bothPausedCanBeResumed() {
        assertThat(verdict(SOURCE_FAILED, "postcopy-paused", DESTINATION_FAILED))
                .isEqualTo(new Verdict.Ready());
    }

    @Test
    void aSourceWhoseQemuStillSendsIsWaitedFor() {
        assertThat(verdict(SOURCE_FAILED, "postcopy-active", DESTINATION_FAILED))
                .isEqualTo(new Verdict.Waiting(true, false));
        assertThat(verdict(SOURCE_IN_POSTCOPY, "postcopy-active", DESTINATION_IN_POSTCOPY))
                .isEqualTo(new Verdict.Waiting(true, true));
    }

    @Test
    void aDestinationThatNoticedNothingIsWaitedFor() {
        assertThat(verdict(SOURCE_FAILED, "postcopy-paused", DESTINATION_IN_POSTCOPY))
                .isEqualTo(new Verdict.Waiting(false, true));
    }

    @Test
    void aGuestThatArrivedNeedsNothing() {
        assertThat(verdict(null, "", MIGRATED)).isEqualTo(new Verdict.Arrived());
        assertThat(verdict(null, "", DESTINATION_IN_POSTCOPY)).isEqualTo(new Verdict.Waiting(false, true));
    }

    @Test
    void halfAGuestIsNone() {
        assertThat(verdict(SOURCE_FAILED, "postcopy-paused", null)).isInstanceOf(Verdict.Hopeless.class);
        assertThat(verdict(null, "", DESTINATION_FAILED)).isInstanceOf(Verdict.Hopeless.class);
        assertThat(verdict(null, "", null)).isInstanceOf(Verdict.Hopeless.class);
    }

    @Test
    void aGuestThatNeverSwitchedIsWhole() {
        assertThat(verdict(RUNNING, "active", null)).isInstanceOf(Verdict.Hopeless.class);
    }

    private static Verdict verdict(Watch.@Nullable State source, String qemu, Watch.@Nullable State destination) {
        return new Halves(source, qemu, destination).verdict();
    }
}
