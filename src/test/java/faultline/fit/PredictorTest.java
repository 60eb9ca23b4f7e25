package faultline.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import faultline.fit.Prediction.Basis;
import faultline.fit.Prediction.Estimate;
import faultline.json.Profiles;
import faultline.json.Runs;
import faultline.model.InputException;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Run;
import faultline.model.Scenario;
import faultline.run.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {
    private static final List<Run> STUDY = Runs.read("calibration/ulstercloud/runs.json");
    private static final Scenario SMALL = STUDY.get(0).scenario();

    @TempDir
    private Path folder;

    private static Profile bare() {
        Profile committed = Profiles.read("models/profiles/ulstercloud.json");
        return new Profile(committed.name(), committed.origin(), committed.behaviour(), committed.settings());
    }

    private static Uncertainty uncertainty() {
        double[] errors = {-0.1, 0.05, 0.2, -0.3, 0.1, 0.0, 0.15, -0.05, 0.02, 0.08};
        return new Uncertainty(
                List.of(Parameter.SETUP_BASE),
                List.of(new long[] {9_000_000_000L}, new long[] {10_000_000_000L}, new long[] {11_000_000_000L}),
                Map.of(Metric.TOTAL_TIME, errors),
                Map.of(Metric.TOTAL_TIME, errors),
                Domain.of(STUDY));
    }

    private static Profile knowing() {
        return bare().withFit(uncertainty().toMap());
    }

    @Test
    void aFileCarriesWhatTheFitKnows() throws IOException {
        Path file = folder.resolve("profile.json");
        Profiles.write(file, knowing());

        Uncertainty read = Uncertainty.of(Profiles.read(file.toString()));

        assertThat(read).isNotNull();
        assertThat(read.toMap()).isEqualTo(uncertainty().toMap());
        assertThat(read.parameters()).containsExactly(Parameter.SETUP_BASE);
        assertThat(read.draws().get(2)).containsExactly(11_000_000_000L);
    }

    @Test
    void whatIsNotAsCalibrateWritesItIsAnInputError() {
        Map<String, Object> broken = new java.util.LinkedHashMap<>();
        broken.put("fittedOn", Map.of());
        broken.put("residuals", Map.of());
        broken.put("scores", Map.of());
        broken.put("draws", Map.of("parameters", List.of("no.such"), "vectors", List.of()));
        Profile profile = bare().withFit(broken);

        assertThatThrownBy(() -> new Predictor(profile)).isInstanceOf(InputException.class);
    }

    @Test
    void heldOutErrorsWidenTheIntervalOfTheirMetricOnly() {
        Prediction prediction = new Predictor(knowing()).predict(SMALL, 1, 2, 40);

        Estimate total = prediction.of(Metric.TOTAL_TIME);
        assertThat(prediction.draws()).isEqualTo(3);
        assertThat(total.basis()).isEqualTo(Basis.CONFORMAL);
        assertThat(total.high() / total.middle()).isGreaterThan(Math.exp(0.2));
        assertThat(total.low()).isLessThan(total.middle());
        Estimate stall = prediction.of(Metric.VCPU_BLOCKTIME);
        assertThat(stall.basis()).isEqualTo(Basis.PARAMETERS);
        assertThat(stall.low()).isLessThanOrEqualTo(stall.high());
    }

    @Test
    void withoutAFitReportOnlyReplicationsAreLeft() {
        Prediction prediction = new Predictor(bare()).predict(SMALL, 1, 3, 40);

        assertThat(prediction.of(Metric.TOTAL_TIME).basis()).isEqualTo(Basis.REPLICATIONS);
        assertThat(prediction.outside()).isEmpty();
    }

    @Test
    void moreMigrationsTakeLongerThanTheMedianOfThem() {
        Estimate total = new Predictor(knowing()).predict(SMALL, 1, 2, 40).of(Metric.TOTAL_TIME);

        assertThat(total.below(0.99)).isGreaterThan(total.below(0.9)).isGreaterThan(total.middle());
        Estimate bare = new Predictor(bare()).predict(SMALL, 1, 2, 40).of(Metric.TOTAL_TIME);
        assertThat(bare.below(0.99)).isGreaterThanOrEqualTo(bare.middle());
    }

    @Test
    void extrapolationNamesItsAxes() {
        Domain domain = Domain.of(
                STUDY.stream().filter(run -> run.scenario().vm().vcpus() <= 2).toList());
        Scenario large = STUDY.stream()
                .map(Run::scenario)
                .filter(scenario -> scenario.vm().vcpus() == 8)
                .findFirst()
                .orElseThrow();

        assertThat(domain.outside(SMALL)).isEmpty();
        assertThat(domain.outside(large))
                .containsExactly(
                        "vm.vcpus 8 is outside of the fit's 1 to 2",
                        "vm.memory 16 GiB is outside of the fit's 512 MiB to 4 GiB",
                        "vm.disk 120 GiB is outside of the fit's 1 GiB to 40 GiB");
    }
}
