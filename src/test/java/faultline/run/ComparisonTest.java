package faultline.run;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.json.Profiles;
import faultline.json.Runs;
import faultline.model.Measured;
import faultline.model.Run;
import faultline.run.Comparison.Row;
import faultline.run.Comparison.Summary;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Run RUN = Runs.study().get(0);

    @Test
    void nothingMeasuredGivesNoError() {
        assertThat(Comparison.errorPercent(null, 5)).isEmpty();
    }

    @Test
    void aMeasuredZeroGivesNoErrorInPercent() {
        assertThat(Comparison.errorPercent(0L, 5)).isEmpty();
    }

    @Test
    void anErrorIsInPercentOfTheMeasured() {
        assertThat(Comparison.errorPercent(200L, 150)).hasValue(-25);
    }

    @Test
    void theMedianOfAnEvenCountIsTheMiddle() {
        Comparison comparison = new Comparison(List.of(row(1.1), row(0.8), row(1.0), row(1.4)));

        Summary summary = comparison.summary(Metric.TOTAL_TIME);

        assertThat(summary).isNotNull();
        assertThat(summary.n()).isEqualTo(4);
        assertThat(summary.mape()).isCloseTo(17.5, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(summary.median()).isCloseTo(15, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(summary.worst()).isCloseTo(40, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void aMetricThatNoRunMeasuredHasNoSummary() {
        assertThat(new Comparison(List.of(row(1))).summary(Metric.PAGE_REQUESTS))
                .isNull();
    }

    @Test
    void failedRunsAreLeftOutAndCounted() {
        Run failed = new Run(RUN.scenario(), Measured.NOTHING, "the guest did not start", null, Map.of());

        Comparison comparison = Comparison.of(List.of(RUN, failed), Profiles.read("ulstercloud"), 1, 1);

        assertThat(comparison.failed()).isEqualTo(1);
        assertThat(comparison.rows()).extracting(Row::run).containsExactly(RUN);
    }

    private static Row row(double factor) {
        Long measured = Metric.TOTAL_TIME.measured(RUN.measured());
        Map<Metric, Double> predicted = new EnumMap<>(Metric.class);
        predicted.put(Metric.TOTAL_TIME, measured == null ? 0 : measured * factor);
        return new Row(RUN, predicted);
    }
}
