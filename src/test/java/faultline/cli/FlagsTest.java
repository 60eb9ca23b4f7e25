package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option of a migration can be switched on from the command line. */
class FlagsTest {
    private static final String[] FLAGS = {
        "--prepaging",
        "--preempt",
        "--reorder",
        "--xbzrle",
        "--transport",
        "--auto-converge",
        "--max-bandwidth",
        "--postcopy-bandwidth",
        "--storage",
        "--disk-writes"
    };

    @ParameterizedTest
    @ValueSource(strings = {"simulate", "sweep", "predict", "advise"})
    void helpListsThem(String command) {
        Cli run = Cli.run(command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains(FLAGS);
    }

    static Stream<String> sets() {
        return Stream.of(
                "halifax-l-hybrid --prepaging=64pages:both:4 --preempt --postcopy-bandwidth=2Gbit/s",
                "halifax-l-hybrid --preempt=full",
                "halifax-xl-precopy --reorder=lru --xbzrle --auto-converge --max-bandwidth=1Gbit/s",
                "halifax-xl-precopy --xbzrle=128MiB --auto-converge=30%:5%:90% --transport=tcp",
                "halifax-xl-precopy --transport=rdma",
                "halifax-s-block --disk-writes=20MB/s:1GiB --storage=block");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void simulateTakesThem(String line) {
        Cli run = Cli.run(("simulate " + line).split(" ", -1));

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("total time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--prepaging=64",
                "--prepaging=64pages:back",
                "--prepaging=64pages:both:4:5",
                "--preempt=half",
                "--xbzrle=3MiB",
                "--auto-converge=20",
                "--auto-converge=20%:200%",
                "--transport=udp",
                "--max-bandwidth=0",
                "--disk-writes=20MB"
            })
    void aWrongValueIsOneLine(String flag) {
        Cli run = Cli.run("simulate", "halifax-l-hybrid", flag);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines().get(0)).isNotBlank();
        assertThat(run.err()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void advisingGivesEachStrategyWhatItCanHave() {
        Cli run = Cli.run(
                ("advise --flavour t --link coleraine-dublin --xbzrle --reorder lru --prepaging=64pages --postcopy-bandwidth"
                                + " 1Gbit/s --max-bandwidth 2Gbit/s --seed 1")
                        .split(" ", -1));

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("pre-copy", "post-copy", "hybrid", "with prepaging.window 64pages");
    }
}
