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
import org.junit.jupiter.params.provider.CsvSource;
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
        final int spread;
        final Engine engine = new Engine();
        final PriorityQueue<Expected> reference = new PriorityQueue<>(ORDER);
        final Map<Integer, Expected> waiting = new HashMap<>();
        final Map<Long, Integer> handleOf = new HashMap<>();
        final Handler handler = this::onEvent;
        long sequence;
        long nextArg;
        int ran;

        /** With times up to 2^{@code spread} ns ahead, most of them much nearer. */
        Drive(long seed, int spread) {
            random = new Random(seed);
            this.spread = spread;
        }

        long aheadNs() {
            return random.nextLong() >>> (Long.SIZE - 1 - random.nextInt(spread));
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
            for (int i = random.nextInt(4); i > 0 && nextArg < 2000; i--) {
                schedule();
            }
            if (!waiting.isEmpty() && random.nextInt(3) == 0) {
                List<Integer> handles = new ArrayList<>(waiting.keySet());
                int handle = handles.get(random.nextInt(handles.size()));
                Expected old = waiting.remove(handle);
                assertThat(old).isNotNull();
                assertThat(reference.remove(old)).isTrue();
                if (random.nextBoolean()) {
                    engine.cancel(handle);
                    handleOf.remove(old.arg());
                } else {
                    long atNs = engine.nowNs() + aheadNs();
                    engine.reschedule(handle, atNs);
                    note(handle, new Expected(atNs, old.phase(), old.rank(), sequence++, old.arg()));
                }
            }
        }

        void schedule() {
            long atNs = engine.nowNs() + aheadNs();
            Phase phase = PHASES.get(random.nextInt(PHASES.size()));
            int rank = random.nextInt(3) == 0 ? 65_535 - random.nextInt(2) : random.nextInt(3);
            long arg = nextArg++;
            note(engine.at(atNs, phase, rank, handler, arg), new Expected(atNs, phase, rank, sequence++, arg));
        }

        void runToTheEnd() {
            engine.run();
            assertThat(reference).isEmpty();
            assertThat(ran).isGreaterThan(40);
            assertThat(engine.executed()).isEqualTo(ran);
            assertThat(engine.pending()).isZero();
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
        Drive drive = new Drive(seed, 3);
        for (int i = 0; i < 40; i++) {
            drive.schedule();
        }
        drive.runToTheEnd();
    }

    @ParameterizedTest(name = "{0} events, up to 2^{1} ns ahead")
    @CsvSource({"40, 45", "40, 8", "200, 20", "500, 3", "500, 10", "500, 24", "500, 45"})
    void runsManyInTheOrderOfAReferenceQueue(int events, int spread) {
        for (long seed = 1; seed <= 8; seed++) {
            Drive drive = new Drive(seed, spread);
            for (int i = 0; i < events; i++) {
                drive.schedule();
            }
            drive.runToTheEnd();
        }
    }

    @Test
    void manyOnOneNanosecondKeepTheirOrder() {
        Engine engine = new Engine();
        List<Long> ran = new ArrayList<>();
        Handler note = (e, arg) -> ran.add(arg);
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            Phase phase = i % 2 == 0 ? Phase.GUEST : Phase.SOURCE;
            engine.at(1_000, phase, (count - i) % 1000, note, i);
        }
        engine.at(999, Phase.CONTROL, note, count);
        engine.run();
        assertThat(ran).hasSize(count + 1).startsWith((long) count);
        assertThat(ran.subList(1, count + 1))
                .isSortedAccordingTo(Comparator.<Long>comparingLong(i -> 1 - i % 2)
                        .thenComparing(i -> (count - i) % 1000)
                        .thenComparing(i -> i));
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
        int last = Engine.NONE;
        for (int i = 0; i < 100; i++) {
            last = engine.at(10_000 + i, Phase.GUEST, NOTHING, 0);
        }
        int far = last;
        engine.cancel(far);
        assertThatThrownBy(() -> engine.cancel(far)).isInstanceOf(AssertionError.class);
    }

    @Test
    void ranksHaveBounds() {
        Engine engine = new Engine();
        assertThatThrownBy(() -> engine.at(0, Phase.GUEST, -1, NOTHING, 0)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> engine.at(0, Phase.GUEST, 65_536, NOTHING, 0)).isInstanceOf(AssertionError.class);
    }
}
