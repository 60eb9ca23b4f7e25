package faultline.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import faultline.model.Load;
import faultline.model.Measured;
import faultline.model.Run;
import faultline.model.Scenario;
import faultline.model.Vm;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed files: each is valid, and they say what the study says. */
class ModelsTest {
    static List<Path> committed() throws IOException {
        try (Stream<Path> models = Files.walk(Path.of("models"));
                Stream<Path> calibration = Files.walk(Path.of("calibration"))) {
            return Stream.concat(models, calibration)
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("committed")
    void everyCommittedFileIsValid(Path file) {
        assertThat(AnyFile.describe(file.toString())).isNotBlank();
    }

    @Test
    void theStudysTwentyRunsAreComplete() {
        List<Run> runs = Runs.read("calibration/ulstercloud/runs.json");

        assertThat(runs).hasSize(20);
        for (Run run : runs) {
            assertThat(run.measured().totalTime()).isNotNull();
            assertThat(run.measured().downtime()).isNotNull();
            assertThat(run.measured().transferred()).isNotNull();
            assertThat(run.id()).matches("(dublin|halifax)-(loaded|unloaded)-(t|s|m|l|xl)");
        }
    }

    /** Sums of the rows of Tables II to IV: total time in ms, downtime in ms, transferred in MB. */
    @ParameterizedTest
    @CsvSource({
        "dublin-unloaded, 167600, 2100, 59317",
        "dublin-loaded, 318800, 3600, 30810",
        "halifax-unloaded, 211300, 3100, 37570",
        "halifax-loaded, 525100, 3900, 27530"
    })
    void rowsAddUpToTheStudys(String row, long totalMs, long downtimeMs, long megabytes) {
        List<Run> runs = Runs.read("calibration/ulstercloud/runs.json").stream()
                .filter(run -> run.id().startsWith(row + "-"))
                .toList();

        assertThat(runs).hasSize(5);
        assertThat(sum(runs, measured -> requireNonNull(measured.totalTime()).ns()))
                .isEqualTo(totalMs * 1_000_000);
        assertThat(sum(runs, measured -> requireNonNull(measured.downtime()).ns()))
                .isEqualTo(downtimeMs * 1_000_000);
        assertThat(sum(runs, measured -> requireNonNull(measured.transferred()).count()))
                .isEqualTo(megabytes * 1_000_000);
    }

    private static long sum(List<Run> runs, ToLongFunction<Measured> figure) {
        return runs.stream().map(Run::measured).mapToLong(figure).sum();
    }

    @Test
    void runsHaveTheFlavoursAndLinksOfTheModels() {
        for (Run run : Runs.read("calibration/ulstercloud/runs.json")) {
            String[] id = run.id().split("-", -1);
            Vm flavour = Flavours.read(id[2]);
            assertThat(run.scenario().vm()).isEqualTo(flavour);
            assertThat(run.scenario().link()).isEqualTo(Links.read("coleraine-" + id[0]));
            if (id[1].equals("loaded")) {
                assertThat(run.scenario().load())
                        .isEqualTo(new Load.Stress(new Bytes(flavour.memory().count() / 4 * 3), flavour.vcpus()));
            } else {
                assertThat(run.scenario().load()).isEqualTo(new Load.Idle());
            }
        }
    }

    @Test
    void aScenarioNamesItsFlavourAndLink() {
        Scenario scenario = Scenarios.read("halifax-xl-loaded");

        assertThat(scenario.vm().memory()).isEqualTo(Bytes.parse("16 GiB"));
        assertThat(scenario.link().bandwidth()).isEqualTo(Rate.parse("3 Gbit/s"));
        assertThat(scenario.link().rtt()).isEqualTo(Span.parse("52.5 ms"));
    }
}
