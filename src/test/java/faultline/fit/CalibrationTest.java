package faultline.fit;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.json.Profiles;
import faultline.json.Runs;
import faultline.model.Measured;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Run;
import faultline.model.Setting;
import faultline.run.Comparison;
import faultline.run.Metric;
import faultline.run.Simulation;
import faultline.stats.Result;
import faultline.unit.Bytes;
import faultline.unit.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fit recovers what made the data, and the committed profile is an optimum of the committed runs. */
class CalibrationTest {
    private static final List<Run> STUDY = Runs.read("calibration/ulstercloud/runs.json");
    private static final Profile COMMITTED = Profiles.read("models/profiles/ulstercloud.json");

    private static final Calibration.Listener SILENT = new Calibration.Listener() {
        @Override
        public void stage(String name, long evaluations) {}

        @Override
        public void evaluated(double best) {}
    };

    private static FitOptions options(int evaluations) {
        return new FitOptions(7, 1, 1, 1, evaluations, false, 0, FitOptions.WEIGHTS_DEFAULT);
    }

    private static Run measuredBy(Profile profile, Run run) {
        Result result = new Simulation(run.scenario(), profile).run(1);
        Measured figures = new Measured(
                new Span(result.totalNs()),
                null,
                new Span(result.downtimeNs()),
                null,
                new Bytes(result.transferredBytes()),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return new Run(run.scenario(), figures);
    }

    private static Profile freeing(Profile profile, Map<Parameter, Setting.Range> bounds) {
        Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);
        profile.settings()
                .forEach((parameter, setting) -> settings.put(
                        parameter, new Setting(setting.value(), setting.from(), bounds.get(parameter), null)));
        return new Profile(profile.name(), profile.origin(), profile.behaviour(), settings);
    }

    @Test
    void recoversTheParametersThatMadeTheData() {
        List<Run> small =
                STUDY.stream().filter(run -> run.scenario().vm().vcpus() <= 2).toList();
        List<Run> made = small.stream().map(run -> measuredBy(COMMITTED, run)).toList();
        Map<Parameter, Setting.Range> bounds = Map.of(
                Parameter.SETUP_BASE, new Setting.Range(2_000_000_000L, 20_000_000_000L),
                Parameter.STOP_BASE, new Setting.Range(50_000_000L, 600_000_000L),
                Parameter.GUEST_NONZERO_IDLE, new Setting.Range(300_000L, 1_000_000L));
        Profile elsewhere = freeing(COMMITTED, bounds)
                .with(Map.of(
                        Parameter.SETUP_BASE, 5_000_000_000L,
                        Parameter.STOP_BASE, 100_000_000L,
                        Parameter.GUEST_NONZERO_IDLE, 500_000L));

        try (Calibration calibration = new Calibration(made, elsewhere, options(900), SILENT)) {
            Calibration.Outcome outcome = calibration.run();

            assertThat(outcome.freeParameters()).isEqualTo(3);
            assertThat(outcome.figures()).isEqualTo(3 * small.size());
            assertThat(outcome.objective()).isLessThan(0.2);
            for (Parameter parameter : bounds.keySet()) {
                double ratio = outcome.profile().get(parameter) / (double) COMMITTED.get(parameter);
                assertThat(ratio).as(parameter.key()).isBetween(0.98, 1.02);
            }
        }
    }

    @Test
    void theCommittedProfileIsAnOptimum() {
        try (Calibration calibration = new Calibration(STUDY, COMMITTED, options(1), SILENT)) {
            double committed = calibration.objectiveOf(COMMITTED);
            double refitted = calibration.improve(COMMITTED, 0.03, 160);
            assertThat(committed - refitted)
                    .as("what a short refit gains, in percent of error")
                    .isLessThan(0.5);
        }
    }

    @Test
    void theCommittedProfileIsLeastAlongEachParameter() {
        try (Calibration calibration = new Calibration(STUDY, COMMITTED, options(1), SILENT)) {
            double committed = calibration.objectiveOf(COMMITTED);
            FreeParameters free = FreeParameters.of(COMMITTED);
            for (int i = 0; i < free.count(); i++) {
                for (double step : new double[] {-0.05, 0.05}) {
                    double[] point = free.pointOf(COMMITTED);
                    point[i] += step;
                    assertThat(calibration.objectiveOf(free.at(point)))
                            .as("%s moved by %s of its range", free.parameters().get(i), step)
                            .isGreaterThan(committed - 0.3);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} at most {1} %")
    @CsvSource({"TOTAL_TIME, 8", "DOWNTIME, 4", "TRANSFERRED, 16"})
    void theStudyIsReproduced(Metric metric, double percent) {
        Comparison.Summary summary = Comparison.of(STUDY, COMMITTED, 1, 1).summary(metric);
        assertThat(summary).isNotNull();
        assertThat(summary.n()).isEqualTo(20);
        assertThat(summary.mape()).isLessThanOrEqualTo(percent);
    }

    @Test
    void noMoreThanSixteenParametersAreFree() {
        assertThat(FreeParameters.of(COMMITTED).count()).isLessThanOrEqualTo(16);
    }

    @Test
    void groupsKeepRepeatsTogetherAndCutTheStudyAsItIs() {
        assertThat(Groups.CELL.of(STUDY))
                .hasSize(20)
                .allSatisfy(group -> assertThat(group).hasSize(1));
        assertThat(Groups.FLAVOUR.of(STUDY))
                .hasSize(5)
                .allSatisfy(group -> assertThat(group).hasSize(4));
        assertThat(Groups.LINK.of(STUDY)).hasSize(2);
        List<Run> repeated = List.of(STUDY.get(0), STUDY.get(1), STUDY.get(0));
        assertThat(Groups.CELL.of(repeated)).containsExactly(List.of(0, 2), List.of(1));
    }

    @Test
    void intervalsHoldTheValuesOfResampledFits() {
        Map<Parameter, Setting.Range> bounds =
                Map.of(Parameter.STOP_BASE, new Setting.Range(50_000_000L, 600_000_000L));
        List<Run> tiny =
                STUDY.stream().filter(run -> run.scenario().vm().vcpus() == 1).toList();
        FitOptions options = new FitOptions(7, 1, 1, 1, 60, true, 8, FitOptions.WEIGHTS_DEFAULT);
        try (Calibration calibration = new Calibration(tiny, freeing(COMMITTED, bounds), options, SILENT)) {
            Calibration.Outcome outcome = calibration.run();
            Setting setting = outcome.profile().settings().get(Parameter.STOP_BASE);
            assertThat(setting).isNotNull();
            assertThat(setting.interval()).isNotNull();
            assertThat(setting.interval().low())
                    .isLessThanOrEqualTo(setting.interval().high());
            assertThat(outcome.leftOut().keySet()).containsExactly(Groups.CELL, Groups.FLAVOUR, Groups.LINK);
            Errors cells = outcome.leftOut().get(Groups.CELL);
            assertThat(cells).isNotNull();
            assertThat(cells.percent()).containsKey(Metric.DOWNTIME);
            Coverage coverage = outcome.coverage().get(Groups.CELL);
            assertThat(coverage).isNotNull();
            assertThat(coverage.checks()).hasSize(24);
            assertThat(outcome.uncertainty()).isNotNull();
            assertThat(outcome.uncertainty().draws()).hasSize(8);
            assertThat(outcome.uncertainty().scores().get(Metric.DOWNTIME)).hasSize(8);
        }
    }

    @Test
    void ninetyPercentIntervalsHoldNineOfTenCellsThatWereLeftOut() {
        Profile base = Profiles.read("calibration/ulstercloud/base.json");
        FitOptions options = new FitOptions(7, 1, 1, 1, 40, true, 6, FitOptions.WEIGHTS_DEFAULT);
        try (Calibration calibration = new Calibration(STUDY, base, options, SILENT)) {
            Coverage coverage = calibration.run().coverage().get(Groups.CELL);
            assertThat(coverage).isNotNull();
            assertThat(coverage.checks()).hasSize(60);
            assertThat(coverage.percent()).isBetween(80.0, 97.0);
        }
    }
}
