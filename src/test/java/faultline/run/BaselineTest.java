package faultline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import faultline.json.Runs;
import faultline.model.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final List<Run> RUNS = Runs.study();

    @Test
    void straightLinesScoreWhatTheyScoredElsewhere() {
        assertThat(mape(Metric.TOTAL_TIME, "a + b·RAM")).isCloseTo(17.0, within(0.2));
    }

    @Test
    void aStraightLineTakesTwoParametersForEachRow() {
        assertThat(Baseline.of(Metric.DOWNTIME, RUNS))
                .filteredOn(baseline -> baseline.name().equals("a + b·RAM"))
                .extracting(Baseline::parameters)
                .containsExactly(8);
    }

    @Test
    void memoryOverBandwidthIsFarFromTheMeasuredTimes() {
        assertThat(mape(Metric.TOTAL_TIME, "RAM/bandwidth")).isCloseTo(81.2, within(0.1));
        assertThat(mape(Metric.TOTAL_TIME, "10 s + RAM/bw")).isCloseTo(48.1, within(0.1));
    }

    @Test
    void everyPageOnceSaysNothingOfResending() {
        assertThat(mape(Metric.TRANSFERRED, "every page once")).isCloseTo(23.5, within(0.1));
    }

    private static double mape(Metric metric, String name) {
        Baseline baseline = Baseline.of(metric, RUNS).stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow();
        return RUNS.stream()
                .mapToDouble(run -> Math.abs(baseline.errorPercent(metric, run)))
                .average()
                .orElseThrow();
    }
}
