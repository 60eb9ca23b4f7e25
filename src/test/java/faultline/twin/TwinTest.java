package faultline.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import faultline.migration.Migration;
import faultline.stats.Recorder;
import faultline.stats.Result;
import faultline.stats.Traffic;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator and its naive twin agree to the nanosecond and the byte on random scenarios. */
class TwinTest {
    /** Seeds in a block; -Dtwin.block sets it. */
    private static final long BLOCK = Long.getLong("twin.block", 60);

    private static final long BLOCKS = Long.getLong("twin.blocks", 40);
    private static final long BRISK = Math.min(300, BLOCK * BLOCKS);
    private static final long FIRST = Long.getLong("twin.first", 1);

    static LongStream firstSeeds() {
        return LongStream.range(0, BLOCKS).map(block -> FIRST + block * BLOCK);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("firstSeeds")
    void agreesWithTheSimulator(long firstSeed) {
        assertAgreement(LongStream.range(firstSeed, firstSeed + BLOCK).mapToObj(RandomCase::of));
    }

    @Test
    void agreesWherePagesArriveAsTheirRequestsDo() {
        assertAgreement(LongStream.range(0, BRISK).mapToObj(RandomCase::brisk));
    }

    private static void assertAgreement(Stream<RandomCase> cases) {
        StringBuilder wrong = new StringBuilder();
        for (RandomCase chosen : (Iterable<RandomCase>) cases::iterator) {
            long seed = chosen.seed();
            try {
                NaiveTwin twin = new NaiveTwin(chosen.scenario(), chosen.profile(), seed);
                Migration migration = new Migration(chosen.scenario(), chosen.profile(), seed, null);
                Map<String, Object> expected = figures(twin.run(), twin.recorder());
                Map<String, Object> actual = figures(migration.run(), migration.recorder());
                String differences = expected.keySet().stream()
                        .filter(key -> !Objects.equals(expected.get(key), actual.get(key)))
                        .map(key -> "  " + key + ": twin " + expected.get(key) + ", simulator " + actual.get(key))
                        .collect(Collectors.joining("\n"));
                if (!differences.isEmpty()) {
                    wrong.append(differences).append('\n').append(chosen).append("\n\n");
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(chosen.toString(), e);
            }
        }
        if (!wrong.isEmpty()) {
            fail(wrong.toString());
        }
    }

    private static Map<String, Object> figures(Result result, Recorder recorder) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("total", result.totalNs());
        figures.put("setup", result.setupNs());
        figures.put("pre-copy", result.precopyNs());
        figures.put("downtime", result.downtimeNs());
        figures.put("guest downtime", result.guestDowntimeNs());
        figures.put("post-copy", result.postcopyNs());
        for (Traffic.Stage stage : Traffic.Stage.values()) {
            for (Traffic.Kind kind : Traffic.Kind.values()) {
                figures.put(stage.key() + " " + kind.key(), result.traffic().bytes(stage, kind));
            }
        }
        figures.put("normal pages", result.normalPages());
        figures.put("zero pages", result.zeroPages());
        figures.put("re-sent pages", result.resentPages());
        figures.put("passes", result.passes());
        figures.put("converged", result.converged());
        figures.put("page requests", result.pageRequests());
        figures.put("distinct faults", result.distinctFaults());
        figures.put("vCPU blocktime", Arrays.toString(result.vcpuBlockedNs()));
        figures.put("all blocked", result.allBlockedNs());
        figures.put("options", result.options());
        figures.put("fault latency", result.faultLatency());
        figures.put("faults in flight", recorder.faultsInFlight);
        figures.put("requests too late", recorder.requestsTooLate);
        figures.put("requests for zero pages", recorder.requestsForZero);
        figures.put("push yields", recorder.pushYields);
        figures.put("shared waits", recorder.sharedWaits);
        return figures;
    }

    @Test
    @Tag("reach") // -DexcludedGroups=reach leaves it out of a mutation run: it takes all its seeds or none
    void theSeedsReachEveryRarePath() {
        Map<String, Long> reached = new LinkedHashMap<>();
        for (long seed = 1; seed <= 600; seed++) {
            RandomCase chosen = RandomCase.of(seed);
            Migration migration = new Migration(chosen.scenario(), chosen.profile(), seed, null);
            Result result = migration.run();
            Recorder recorder = migration.recorder();
            add(reached, "fault on a page in flight", recorder.faultsInFlight);
            add(reached, "request too late", recorder.requestsTooLate);
            add(reached, "request for a zero page", recorder.requestsForZero);
            add(reached, "push yields", recorder.pushYields);
            add(reached, "shared wait", recorder.sharedWaits);
            add(reached, "page sent again", result.resentPages());
            add(reached, "repeated request", result.pageRequests() > result.distinctFaults() ? 1 : 0);
            add(reached, "not converged", result.converged() ? 0 : 1);
            add(reached, "hybrid in several passes", result.passes() > 1 && result.postcopyNs() > 0 ? 1 : 0);
            add(reached, "no pass needed", result.passes() == 0 && result.postcopyNs() == 0 ? 1 : 0);
            add(reached, "all vCPUs blocked at once", result.allBlockedNs() > 0 ? 1 : 0);
            add(reached, "all sent before the resume", result.postcopyNs() == 0 ? 1 : 0);
            NaiveTwin twin = new NaiveTwin(chosen.scenario(), chosen.profile(), seed);
            twin.run();
            add(reached, "window shut", twin.windowShut());
            add(reached, "sender slept for the limit", twin.paceSleeps());
            add(reached, "page sent as its difference", result.options().xbzrleHits());
            add(reached, "page missing in the cache", result.options().xbzrleMisses());
            add(reached, "guest throttled", result.options().stolenNs());
            add(reached, "page pushed around a fault", result.options().prepagedPages());
            add(reached, "urgent page behind a write", twin.writesCompleted);
            add(reached, "block sent again", result.options().dirtiedBlocks());
        }
        assertThat(reached)
                .allSatisfy((path, count) -> assertThat(count).as(path).isPositive());
    }

    private static void add(Map<String, Long> reached, String path, long count) {
        reached.merge(path, count, Long::sum);
    }
}
