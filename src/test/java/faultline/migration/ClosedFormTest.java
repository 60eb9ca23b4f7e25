package faultline.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Setting;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Vm;
import faultline.stats.Result;
import faultline.stats.Traffic;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations whose course can be written down. */
class ClosedFormTest {
    /** 4104 bytes take 4 µs and 4096 bytes take 3992.2 ns. */
    private static final Rate RATE = new Rate(8_208_000_000L);

    private static final long SERVICE_NS = 4_000;

    private final Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);

    private void set(Parameter parameter, long value) {
        settings.put(parameter, new Setting(value, "test", null, null));
    }

    private Result run(Vm vm, Load load, LinkSpec link, MigrationSpec migration) {
        Scenario scenario = new Scenario("closed-form", null, vm, load, link, migration, null);
        assertThat(scenario.problems()).isEmpty();
        Profile profile = new Profile(
                "test",
                "test",
                new Profile.Behaviour(Profile.DemandService.PIPELINED, false, false, Profile.DowntimeEnd.WRITTEN),
                settings);
        return new Migration(scenario, profile, 1, null).run();
    }

    private static Vm vm(long pages, int hostPage) {
        return new Vm(1, new Bytes(pages * Vm.PAGE), null, new Bytes(hostPage), null);
    }

    private static MigrationSpec preCopy(Span downtimeLimit, int maxPasses) {
        return new MigrationSpec(
                Strategy.PRE_COPY, new Switchover.Immediately(), Storage.SHARED, false, null, downtimeLimit, maxPasses);
    }

    @Test
    void anIdlePostCopyIsTheSumOfItsParts() {
        set(Parameter.SETUP_BASE, 1_000_000);
        set(Parameter.SETUP_ROUND_TRIPS, 2_500);
        set(Parameter.STOP_BASE, 500_000);
        set(Parameter.DEVICE_STATE, 8 * 4096);
        set(Parameter.RESUME_LOAD, 70_000);
        set(Parameter.COMMIT_TIME, 30_000);
        set(Parameter.PLACE_PAGE, 600);
        set(Parameter.GUEST_NONZERO_IDLE, 250_000);
        long rttNs = 12_000; // 12.3 kB in flight fill the link: no slow start
        Result result =
                run(vm(4000, Vm.PAGE), new Load.Idle(), LinkSpec.of(RATE, new Span(rttNs)), MigrationSpec.postCopy());
        long savedPs = (1_000_000 + 30_000 + 500_000) * 1000L;
        long wire4096 = 3_992_203; // 4096 * 8 / 8.208 Gbit/s, to the nearest ps
        long wire16 = 15_595;
        long wire9 = 8_772;
        long statePs = savedPs + wire16 + 8 * wire4096;
        long writtenNs = ceil(statePs);
        long resumedNs = ceil(statePs + rttNs * 500) + 70_000;
        long lastPs = writtenNs * 1000 + 1000 * SERVICE_NS * 1000 + 3000 * wire9;
        long endNs = ceil(lastPs + rttNs * 500 + 600_000);
        assertThat(result.setupNs()).isEqualTo(1_030_000);
        assertThat(result.precopyNs()).isZero();
        assertThat(result.downtimeNs()).isEqualTo(writtenNs - savedPs / 1000 + 500_000);
        assertThat(result.guestDowntimeNs()).isEqualTo(resumedNs - savedPs / 1000 + 500_000);
        assertThat(result.postcopyNs()).isEqualTo(endNs - resumedNs);
        assertThat(result.totalNs()).isEqualTo(endNs + 30_000);
        assertThat(result.transferredBytes()).isEqualTo(16 + 8 * 4096 + 1000 * 4104 + 3000 * 9);
        assertThat(result.pageRequests()).isZero();
    }

    private static long ceil(long ps) {
        return (ps + 999) / 1000;
    }

    @ParameterizedTest(name = "resume takes {0} ns")
    @ValueSource(longs = {1_000_000, 100_000_000})
    void aPushThatIsDoneBeforeTheResumeEndsWithIt(long resumeNs) {
        set(Parameter.RESUME_LOAD, resumeNs);
        set(Parameter.GUEST_NONZERO_IDLE, 1_000_000);
        Result result = run(vm(10, Vm.PAGE), new Load.Idle(), LinkSpec.of(RATE, Span.ZERO), MigrationSpec.postCopy());
        assertThat(result.postcopyNs()).isZero();
        assertThat(result.totalNs()).isEqualTo(result.guestDowntimeNs());
    }

    @Test
    void preCopyIsAGeometricSeriesWhereThePassesDirtyAShareOfWhatTheySend() {
        set(Parameter.GUEST_TOUCH, 2 * SERVICE_NS);
        long pages = 8192;
        int passes = 8;
        Load load = new Load.Stress(new Bytes(pages * Vm.PAGE), 1);
        Result result = run(vm(pages, Vm.PAGE), load, LinkSpec.of(RATE, Span.ZERO), preCopy(Span.ZERO, passes));
        double sent = 0;
        for (int pass = 0; pass <= passes; pass++) {
            sent += pages * Math.pow(0.5, pass);
        }
        assertThat(result.passes()).isEqualTo(passes);
        assertThat(result.converged()).isFalse();
        assertThat((double) result.normalPages()).isCloseTo(sent, offset(2.0 * passes));
        assertThat(result.resentPages()).isEqualTo(result.normalPages() - pages);
        double rest = pages * Math.pow(0.5, passes);
        assertThat((double) result.guestDowntimeNs()).isCloseTo(rest * SERVICE_NS, offset(3.0 * SERVICE_NS));
        assertThat((double) result.precopyNs())
                .isCloseTo((sent - rest) * SERVICE_NS, offset(2.0 * passes * SERVICE_NS));
        assertThat(result.traffic().bytes(Traffic.Stage.PRE_COPY, Traffic.Kind.HEADERS))
                .isEqualTo(8 * (pages + passes));
    }

    @Test
    void preCopyConvergesWhenTheSeriesFallsBelowTheLimit() {
        set(Parameter.GUEST_TOUCH, 2 * SERVICE_NS);
        long pages = 8192;
        Load load = new Load.Stress(new Bytes(pages * Vm.PAGE), 1);
        // 40 pages fit the limit: each pass leaves them, and half of the others are dirty again.
        Span limit = new Span(40 * SERVICE_NS);
        Result result = run(vm(pages, Vm.PAGE), load, LinkSpec.of(RATE, Span.ZERO), preCopy(limit, 30));
        assertThat(result.converged()).isTrue();
        assertThat(result.passes()).isBetween(8, 14);
        // Behind the last page of the pass, which leaves while the guest stops already, and the pass's mark.
        assertThat(result.guestDowntimeNs()).isBetween(1L, limit.ns() + SERVICE_NS + 8);
    }

    @Test
    void aUniformLoadDirtiesWhatThePoissonLawSays() {
        long pages = 20_000;
        long writesPerSecond = 200_000;
        set(Parameter.GUEST_NONZERO_LOADED, 1_000_000);
        Load load = new Load.Uniform(new Bytes(pages * Vm.PAGE), writesPerSecond, 1);
        Result result = run(vm(pages, Vm.PAGE), load, LinkSpec.of(RATE, Span.ZERO), preCopy(Span.ZERO, 1));
        double seconds = pages * SERVICE_NS / 1e9;
        double dirty = pages * -Math.expm1(-writesPerSecond * seconds / pages);
        double deviation = Math.sqrt(dirty * (1 - dirty / pages));
        assertThat((double) result.resentPages()).isCloseTo(dirty, offset(5 * deviation));
    }

    @ParameterizedTest(name = "host page of {0} bytes")
    @ValueSource(ints = {4096, 2 * 1024 * 1024})
    void aFaultOnAnIdleLinkTakesARoundTripAndTheServiceOfItsWholeHostPage(int hostPage) {
        // A push that yields at once and for ever leaves the link to the faults of one walker.
        set(Parameter.PUSH_PATIENCE, 1_000);
        set(Parameter.PUSH_QUIET, 1_000_000_000_000L);
        set(Parameter.GUEST_TOUCH, 100);
        int perUnit = hostPage / Vm.PAGE;
        long pages = 100L * perUnit;
        long rttNs = 10_000;
        Load load = new Load.Stress(new Bytes(pages * Vm.PAGE), 1);
        Result result = run(vm(pages, hostPage), load, LinkSpec.of(RATE, new Span(rttNs)), MigrationSpec.postCopy());
        Histogram latency = result.faultLatency();
        long expected = rttNs + perUnit * SERVICE_NS;
        assertThat(latency.valuesAreEquivalent(latency.getValueAtPercentile(50), expected))
                .as("median %d, expected %d", latency.getValueAtPercentile(50), expected)
                .isTrue();
        assertThat(result.distinctFaults()).isGreaterThan(90);
        assertThat(latency.getCountAtValue(expected)).isGreaterThan(90);
    }

    @Test
    void aPostCopyThroughANarrowWindowTakesARoundTripForEachWindow() {
        long pages = 2000;
        set(Parameter.GUEST_NONZERO_IDLE, 1_000_000);
        Span rtt = Span.ofMillis(10);
        LinkSpec link = new LinkSpec(RATE, rtt, new Bytes(10 * 4104 - 26_000), null, 1, 0, null);
        Result result = run(vm(pages, Vm.PAGE), new Load.Idle(), link, MigrationSpec.postCopy());
        double windows = pages * 4104 / (10 * 4104 - 26_000.0);
        assertThat(result.totalNs() / (double) rtt.ns()).isCloseTo(windows, offset(2.0));
    }
}
