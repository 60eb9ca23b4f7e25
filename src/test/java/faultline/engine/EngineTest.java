package faultline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import faultline.unit.Horizon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
    private static final List<Phase> PHASES = List.of(Phase.values());
    private static final Handler NOTHING = (engine, arg) -> {};

    private record Expected(long timeNs, Phase phase, int rank, long sequence, long arg) {}

    private static final Comparator<Expected> ORDER = Comparator.comparingLong(Expected::timeNs)
            .thenComparing(Expected::phase)
            .thenComparingInt(Expected::rank)
            .thenComparingLong(Expected::sequence);

    /** Drives an engine and java.util.PriorityQueue with the same random calls, also from within handlers. */
    private static final class Drive {
        final Random random;
        final Engine engine = new Engine();
        final PriorityQueue<Expected> reference = new PriorityQueue<>(ORDER);
        final Map<Integer, Expected> waiting = new HashMap<>();
        final Map<Long, Integer> handleOf = new HashMap<>();
        final Handler handler = this::onEvent;
        long sequence;
        long nextArg;
        int ran;

        Drive(long seed) {
            random = new Random(seed);
        }

        void onEvent(Engine e, long arg) {
            Expected expected = reference.remove();
            assertThat(arg).isEqualTo(expected.arg());
            assertThat(e.nowNs()).isEqualTo(expected.timeNs());
            Integer handle = handleOf.remove(arg);
            assertThat(handle).isNotNull();
            waiting.remove(handle);
            ran++;
            act();
            assertThat(e.pending()).isEqualTo(reference.size());
        }

        void act() {
            for (int i = random.nextInt(4); i > 0 && nextArg < 3000; i--) {
                schedule();
            }
            List<Integer> handles = new ArrayList<>(waiting.keySet());
            if (!handles.isEmpty() && random.nextInt(3) == 0) {
                int handle = handles.get(random.nextInt(handles.size()));
                Expected old = waiting.remove(handle);
                assertThat(old).isNotNull();
                assertThat(reference.remove(old)).isTrue();
                if (random.nextBoolean()) {
                    engine.cancel(handle);
                    handleOf.remove(old.arg());
                } else {
                    long atNs = engine.nowNs() + random.nextInt(6);
                    engine.reschedule(handle, atNs);
                    note(handle, new Expected(atNs, old.phase(), old.rank(), sequence++, old.arg()));
                }
            }
        }

        void schedule() {
            long atNs = engine.nowNs() + random.nextInt(6);
            Phase phase = PHASES.get(random.nextInt(PHASES.size()));
            int rank = random.nextInt(3) == 0 ? 65_535 - random.nextInt(2) : random.nextInt(3);
            long arg = nextArg++;
            note(engine.at(atNs, phase, rank, handler, arg), new Expected(atNs, phase, rank, sequence++, arg));
        }

        void note(int handle, Expected expected) {
            assertThat(waiting.put(handle, expected)).isNull();
            handleOf.put(expected.arg(), handle);
            reference.add(expected);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void runsInTheOrderOfAReferenceQueue(long seed) {
        Drive drive = new Drive(seed);
        for (int i = 0; i < 40; i++) {
            drive.schedule();
        }
        drive.engine.run();
        assertThat(drive.reference).isEmpty();
        assertThat(drive.ran).isGreaterThan(40);
        assertThat(drive.engine.executed()).isEqualTo(drive.ran);
        assertThat(drive.engine.pending()).isZero();
    }

    @Test
    void handlesAreUsedAgain() {
        Engine engine = new Engine();
        int handle = engine.at(5, Phase.GUEST, NOTHING, 0);
        engine.cancel(handle);
        assertThat(engine.at(6, Phase.GUEST, NOTHING, 0)).isEqualTo(handle);
        engine.run();
        assertThat(engine.after(1, Phase.GUEST, NOTHING, 0)).isEqualTo(handle);
        assertThat(engine.pending()).isOne();
    }

    @Test
    void afterCountsFromNow() {
        Engine engine = new Engine();
        List<Long> times = new ArrayList<>();
        engine.at(5, Phase.GUEST, (e, a) -> e.after(7, Phase.GUEST, (f, b) -> times.add(f.nowNs()), 0), 0);
        engine.run();
        assertThat(times).containsExactly(12L);
    }

    @Test
    void stopsAndGoesOn() {
        Engine engine = new Engine();
        engine.at(1, Phase.GUEST, (e, arg) -> e.stop(), 0);
        engine.at(2, Phase.GUEST, NOTHING, 0);
        engine.run();
        assertThat(engine.nowNs()).isEqualTo(1);
        assertThat(engine.pending()).isOne();
        engine.run();
        assertThat(engine.nowNs()).isEqualTo(2);
    }

    @Test
    void simulatedTimeEnds() {
        Engine engine = new Engine();
        engine.at(Horizon.NS, Phase.GUEST, NOTHING, 0);
        engine.at(Horizon.NS + 1, Phase.GUEST, NOTHING, 0);
        assertThatThrownBy(engine::run).isInstanceOf(Horizon.ReachedException.class);
        assertThat(engine.nowNs()).isEqualTo(Horizon.NS);
    }

    @Test
    void thePastIsClosed() {
        Engine engine = new Engine();
        engine.at(10, Phase.GUEST, NOTHING, 0);
        engine.run();
        int handle = engine.at(10, Phase.GUEST, NOTHING, 0);
        assertThatThrownBy(() -> engine.at(9, Phase.GUEST, NOTHING, 0)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> engine.reschedule(handle, 9)).isInstanceOf(AssertionError.class);
    }

    @Test
    void whatDoesNotWaitCannotBeMoved() {
        Engine engine = new Engine();
        int handle = engine.at(10, Phase.GUEST, NOTHING, 0);
        engine.at(11, Phase.GUEST, NOTHING, 0);
        engine.cancel(handle);
        assertThatThrownBy(() -> engine.cancel(handle)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> engine.reschedule(handle, 20)).isInstanceOf(AssertionError.class);
    }

    @Test
    void ranksHaveBounds() {
        Engine engine = new Engine();
        assertThatThrownBy(() -> engine.at(0, Phase.GUEST, -1, NOTHING, 0)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> engine.at(0, Phase.GUEST, 65_536, NOTHING, 0)).isInstanceOf(AssertionError.class);
    }
}
