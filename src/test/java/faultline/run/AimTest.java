package faultline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import faultline.json.Runs;
import faultline.model.Measured;
import faultline.model.Run;
import faultline.model.Scenario;
import faultline.run.Comparison.Row;
import faultline.unit.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AimTest {
    private static final Scenario SCENARIO = Runs.study().get(0).scenario();
    private static final Aim TOTAL = aim(Metric.TOTAL_TIME);
    private static final Aim BLOCKED = aim(Metric.VCPU_BLOCKTIME);
    private static final Aim DOWNTIME = aim(Metric.DOWNTIME);

    @Test
    void isTheMeanErrorAgainstTheLimit() {
        Aim.Standing standing = TOTAL.standing(
                of(row("a-r1", Metric.TOTAL_TIME, 1000, 1040), row("b-r1", Metric.TOTAL_TIME, 1000, 920)));

        assertThat(standing).isNotNull();
        assertThat(standing.mape()).isCloseTo(6, within(1e-9));
        assertThat(standing.within()).isEqualTo(1);
        assertThat(standing.limit()).isEqualTo(5);
        assertThat(standing.spread()).isNaN();
        assertThat(standing.reached()).isFalse();
    }

    @Test
    void isWiderWhereRepeatsDifferByMore() {
        // 900 and 1100 have a mean of 1000 and a standard deviation of 141.4.
        Aim.Standing standing = TOTAL.standing(
                of(row("a-r1", Metric.TOTAL_TIME, 900, 1000), row("a-r2", Metric.TOTAL_TIME, 1100, 1000)));

        assertThat(standing).isNotNull();
        assertThat(standing.spread()).isCloseTo(14.142, within(1e-3));
        assertThat(standing.limit()).isCloseTo(1.5 * 14.142, within(1e-3));
        assertThat(standing.reached()).isTrue();
    }

    @Test
    void shortBlocktimesAreJudgedInMilliseconds() {
        Row good = row("a-r1", Metric.VCPU_BLOCKTIME, 20, 69);
        Row bad = row("b-r1", Metric.VCPU_BLOCKTIME, 99, 150);
        Row idle = row("c-r1", Metric.VCPU_BLOCKTIME, 0, 10);

        Aim.Standing standing = BLOCKED.standing(of(good, bad, idle));

        assertThat(standing).isNotNull();
        assertThat(standing.runs()).isEqualTo(3);
        assertThat(standing.within()).isEqualTo(2);
        assertThat(standing.mape()).as("none is judged in percent").isNaN();
    }

    @Test
    void downtimesAreJudgedEitherWay() {
        Row nearInMs = row("a-r1", Metric.DOWNTIME, 8, 17);
        Row nearInPercent = row("b-r1", Metric.DOWNTIME, 300, 360);
        Row far = row("c-r1", Metric.DOWNTIME, 8, 40);

        Aim.Standing standing = DOWNTIME.standing(of(nearInMs, nearInPercent, far));

        assertThat(standing).isNotNull();
        assertThat(standing.within()).isEqualTo(2);
        assertThat(standing.reached()).isFalse();
    }

    @Test
    void aCellIsTheMeanOfItsRepeats() {
        Row low = row("a-r1", Metric.TOTAL_TIME, 500, 1000);
        Row high = row("a-r2", Metric.TOTAL_TIME, 1500, 1000);
        Row other = row("b-r1", Metric.TOTAL_TIME, 1000, 1100);

        Aim.Standing standing = TOTAL.standing(of(low, high, other));

        assertThat(standing).isNotNull();
        assertThat(standing.cellMape()).isEqualTo(5);
        assertThat(standing.mape()).isCloseTo((100 + 100 / 3.0 + 10) / 3, within(1e-9));
    }

    @Test
    void aCellIsReachedWhereItsRunsCouldNotBe() {
        Row low = row("a-r1", Metric.TOTAL_TIME, 100, 1000);
        Row high = row("a-r2", Metric.TOTAL_TIME, 1900, 1000);

        Aim.Standing standing = TOTAL.standing(of(low, high));

        assertThat(standing).isNotNull();
        assertThat(standing.mape()).isGreaterThan(standing.limit());
        assertThat(standing.cellMape()).isZero();
        assertThat(standing.reached()).isTrue();
    }

    @Test
    void repeatsPredictEachOtherByTheMeanOfTheOthers() {
        Row low = row("a-r1", Metric.TOTAL_TIME, 500, 1000);
        Row middle = row("a-r2", Metric.TOTAL_TIME, 1000, 1000);
        Row high = row("a-r3", Metric.TOTAL_TIME, 1500, 1000);
        Row single = row("b-r1", Metric.TOTAL_TIME, 1000, 1100);

        Aim.Standing standing = TOTAL.standing(of(low, middle, high, single));

        assertThat(standing).isNotNull();
        assertThat(standing.repeats()).isCloseTo((150 + 0 + 50) / 3.0, within(1e-9));
    }

    @Test
    void whatNobodyMeasuredHasNoStanding() {
        assertThat(BLOCKED.standing(of(row("a-r1", Metric.TOTAL_TIME, 1, 1)))).isNull();
    }

    private static Comparison of(Row... rows) {
        return new Comparison(List.of(rows));
    }

    private static Row row(String id, Metric metric, long measuredMs, long predictedMs) {
        Span span = Span.ofMillis(measuredMs);
        Measured measured = switch (metric) {
            case TOTAL_TIME -> new Measured(span, null, null, null, null, null, null, null, null, null, null, null);
            case DOWNTIME -> new Measured(null, null, span, null, null, null, null, null, null, null, null, null);
            default -> new Measured(null, null, null, null, null, null, null, null, null, null, span, null);
        };
        return new Row(new Run(SCENARIO.named(id), measured), Map.of(metric, predictedMs * 1e6));
    }

    private static Aim aim(Metric metric) {
        return Aim.ALL.stream().filter(a -> a.metric() == metric).findFirst().orElseThrow();
    }
}
