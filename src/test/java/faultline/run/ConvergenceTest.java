package faultline.run;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.json.Profiles;
import faultline.json.ScenarioTemplate;
import faultline.model.Load;
import faultline.model.Profile;
import faultline.model.Scenario;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvergenceTest {
    private static final Profile PROFILE = Profiles.read("ulstercloud");

    private static Scenario scenario(String memory, String bandwidth, String load) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", "c");
        values.put("vm.vcpus", "3");
        values.put("vm.memory", memory);
        values.put("vm.disk", "1 GiB");
        values.put("link.bandwidth", bandwidth);
        values.put("link.rtt", "2 ms");
        values.put("migration.strategy", "pre-copy");
        values.put("load.kind", "uniform");
        values.put("load.memory", load);
        values.put("load.accesses", "1000 /s");
        values.put("load.writeShare", "1");
        return ScenarioTemplate.empty("test").with(values);
    }

    /** The figure stands between rates that do and rates that do not converge, in simulations of the guest itself. */
    @ParameterizedTest
    @CsvSource({"512 MiB, 1 Gbit/s, 256 MiB", "1 GiB, 400 Mbit/s, 700 MiB", "256 MiB, 3 Gbit/s, 200 MiB"})
    void simulationsAtEitherSideAgree(String memory, String bandwidth, String load) {
        Scenario scenario = scenario(memory, bandwidth, load);
        Convergence found = Convergence.search(scenario, PROFILE, 1);

        assertThat(found.unbounded()).isFalse();
        assertThat(converges(scenario, found.pagesPerSecond() * 85 / 100)).isTrue();
        assertThat(converges(scenario, found.pagesPerSecond() * 120 / 100)).isFalse();
    }

    private static boolean converges(Scenario scenario, long rate) {
        Scenario faster = new Scenario(
                scenario.id(),
                scenario.origin(),
                scenario.vm(),
                new Load.Uniform(scenario.load().memory(), rate, 1),
                scenario.diskWrites(),
                scenario.link(),
                scenario.migration(),
                scenario.profile());
        return new Simulation(faster, PROFILE).run(1).converged();
    }

    @ParameterizedTest
    @CsvSource({"64 MiB, 10 Gbit/s, 32 MiB"})
    void whatFitsTheDowntimeLimitConvergesAtAnyRate(String memory, String bandwidth, String load) {
        assertThat(Convergence.search(scenario(memory, bandwidth, load), PROFILE, 1)
                        .unbounded())
                .isTrue();
    }
}
