package faultline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import faultline.json.Profiles;
import faultline.json.Scenarios;
import faultline.model.Scenario;
import faultline.stats.Result;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The published figures that the model is held against. */
class TargetTest {
    @Test
    void everyTargetHasAScenarioAndAProfile() {
        for (Target target : Target.ALL) {
            Scenario scenario = Scenarios.read(target.scenario());
            assertThat(Profiles.read(Objects.requireNonNull(scenario.profile())).settings())
                    .as(target.name())
                    .isNotEmpty();
        }
    }

    @Test
    void factorsAreAgainstTheNearerEnd() {
        Target range = new Target("x", "y", Target.Figure.SCAN, 2, 4);

        assertThat(range.factor(1)).isEqualTo(0.5);
        assertThat(range.factor(3)).isEqualTo(1);
        assertThat(range.factor(6)).isEqualTo(1.5);
        assertThat(range.met(6)).isTrue();
        assertThat(range.met(6.1)).isFalse();
        assertThat(range.met(1.3)).isFalse();
    }

    @Test
    void aLongFatPathIsLimitedByTheWindow() {
        assertThat(predicted("target-long-fat")).isCloseTo(3 * 1.048576 * 8 / 52.5, within(0.01));
    }

    @Test
    void anIdleTerabyteIsLimitedByTheSearchForZeroPages() {
        assertThat(predicted("target-1tb-idle")).isCloseTo(1e3 / 293, within(0.01));
    }

    private static double predicted(String name) {
        Target target = Target.ALL.stream()
                .filter(each -> each.scenario().equals(name))
                .findFirst()
                .orElseThrow();
        Scenario scenario = Scenarios.read(name);
        Result result = new Simulation(scenario, Profiles.read(Objects.requireNonNull(scenario.profile()))).run(1);
        return target.figure().of(result);
    }
}
