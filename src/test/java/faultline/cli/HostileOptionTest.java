package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options that are numbers or quantities: what is out of range is said in one line, with exit code 2. */
class HostileOptionTest {
    private static final String SIMULATE = "simulate dublin-m-idle";
    private static final String SWEEP = "sweep dublin-m-idle --vary vm.vcpus=1 --out OUT.csv";
    private static final String CALIBRATE =
            "calibrate calibration/ulstercloud/runs.json --base calibration/ulstercloud/base.json --out OUT.json";
    private static final String PREDICT = "predict --flavour t --link coleraine-dublin";
    private static final String ADVISE = "advise --flavour t --link coleraine-dublin";
    private static final String MIGRATE =
            "migrate guest --strategy post-copy --from test:///default --to test:///default";

    @TempDir
    private Path folder;

    static Stream<Arguments> outOfRange() {
        List<Arguments> cases = new ArrayList<>();
        add(cases, SIMULATE, "--replications", "0", "-1", "100001", "1e3", "0x10", "99999999999");
        add(cases, SIMULATE, "--seed", "1.5", "one", "99999999999999999999");
        add(cases, SWEEP, "--threads", "0", "-2", "1025", "two");
        add(cases, SWEEP, "--replications", "0", "-1");
        add(cases, CALIBRATE, "--starts", "0", "-1", "1000001", "many");
        add(cases, CALIBRATE, "--evaluations", "0", "-5");
        add(cases, CALIBRATE, "--replications", "0", "-1");
        add(cases, CALIBRATE, "--resamples", "-1", "1000001");
        add(cases, CALIBRATE, "--weight", "totalTime=-1", "totalTime=NaN", "totalTime=x", "speed=1");
        add(cases, PREDICT, "--replications", "0", "-1");
        add(cases, PREDICT, "--vcpus", "0", "-1", "1.5", "1025");
        add(cases, PREDICT, "--memory", "0GiB", "-1GiB", "5", "1e99GiB");
        add(cases, PREDICT, "--rtt", "-5ms", "5");
        add(cases, PREDICT, "--bandwidth", "0Mbit/s", "-1Gbit/s", "NaN");
        add(cases, ADVISE, "--replications", "0");
        add(cases, ADVISE, "--max-downtime", "500", "-1s", "soon");
        add(cases, ADVISE, "--max-stall", "1 GiB");
        add(cases, ADVISE, "--max-time", "");
        add(cases, "compare calibration/ulstercloud/runs.json", "--replications", "0");
        add(cases, "probe --iperf localhost", "--seconds", "0", "-1", "86401");
        add(cases, "probe --iperf localhost", "--streams", "0", "129");
        add(cases, MIGRATE, "--timeout", "600", "-1 s");
        add(cases, MIGRATE, "--bandwidth", "400", "0 Mbit/s");
        add(cases, MIGRATE + " --stress 1GiB", "--workers", "0", "-1");
        add(cases, MIGRATE, "--stress", "512");
        add(
                cases,
                "campaign calibration/testbed/ci-plan.json --out OUT.json",
                "--max-stolen",
                "-1",
                "101",
                "NaN",
                "5%");
        add(cases, "campaign calibration/testbed/ci-plan.json --out OUT.json", "--tries", "0", "-3", "two");
        add(cases, "testbed up", "--rate", "400");
        add(cases, "testbed up", "--rtt", "-1 ms");
        add(cases, "testbed guest g", "--vcpus", "0", "-1");
        add(cases, "testbed guest g", "--workers", "0");
        add(cases, "testbed guest g", "--memory", "256");
        return cases.stream();
    }

    private static void add(List<Arguments> cases, String command, String option, String... values) {
        for (String value : values) {
            cases.add(Arguments.of(command, option, value));
        }
    }

    @ParameterizedTest(name = "{0} {1}={2}")
    @MethodSource
    void outOfRange(String command, String option, String value) {
        List<String> args = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            args.add(word.startsWith("OUT") ? folder.resolve(word).toString() : word);
        }
        args.add(option + "=" + value);

        Cli run = Cli.run(args.toArray(String[]::new));

        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines().get(0)).startsWith("faultline: ");
        assertThat(run.errLines().stream().filter(line -> !line.startsWith("Try ")))
                .as(run.err())
                .hasSize(1);
        assertThat(run.err()).doesNotContain("Exception").doesNotContain("internal error");
        assertThat(folder).isEmptyDirectory();
    }
}
