package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final String[] SMALL = {
        "sweep", "dublin-m-idle", "--vary", "link.rtt=1ms..50ms:log:4", "--vary", "vm.vcpus=1,2", "--replications", "2"
    };

    @TempDir
    private Path folder;

    private static String[] with(String[] args, String... more) {
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return all;
    }

    @Test
    void theHelpsExampleIsWhatIsPrinted() {
        String help = Cli.run("sweep", "--help").out();
        String example = help.substring(help.indexOf("Example:"));
        Path out = folder.resolve("sweep.csv");
        List<String> command = List.of("sweep dublin-m-idle --vary link.rtt=1ms..100ms:log:3 --out".split(" "));
        assertThat(example).contains("faultline " + String.join(" ", command) + " sweep.csv");

        Cli run = Cli.run(with(command.toArray(String[]::new), out.toString()));

        assertThat(run.code()).as(run.err()).isZero();
        String indented = run.out()
                .lines()
                .map(line -> ("  " + line).stripTrailing() + "\n")
                .reduce("", String::concat);
        assertThat(example).contains(indented.stripTrailing());
    }

    @Test
    void rowsAreTheSameWhateverTheThreads() throws IOException {
        Path one = folder.resolve("one.csv");
        Path three = folder.resolve("three.csv");
        Cli.run(with(SMALL, "--out", one.toString(), "--threads", "1"));
        Cli.run(with(SMALL, "--out", three.toString(), "--threads", "3"));

        assertThat(Files.readString(three)).isEqualTo(Files.readString(one));
        List<String> lines = Files.readAllLines(one);
        assertThat(lines).hasSize(17);
        assertThat(lines.get(0)).startsWith("point,link.rtt_ns,vm.vcpus,seed,total_time_ns,");
        assertThat(lines.get(1)).startsWith("0,1000000,1,1,");
        assertThat(lines.get(16)).startsWith("7,50000000,2,2,").endsWith(",true");
        assertThat(folder.resolve("one.csv.journal")).doesNotExist();
    }

    @Test
    void jsonLinesHaveTheValuesAsScenariosDo() throws IOException {
        Path out = folder.resolve("sweep.jsonl");
        Cli run = Cli.run(
                "sweep",
                "halifax-xl-loaded",
                "--vary",
                "vm.memory=64MiB,128MiB",
                "--set",
                "load.memory=75%",
                "--out",
                out.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readAllLines(out).get(1))
                .startsWith("{\"point\":1,\"at\":{\"vm.memory\":\"128 MiB\"},\"seed\":1,\"totalTimeNs\":");
    }

    @Test
    void chartsAreDrawnOfOneAxisTwoAxesAndWords() throws IOException {
        for (String[] axes : List.of(
                new String[] {"--vary", "link.rtt=1ms..4ms:log:3"},
                new String[] {"--vary", "link.rtt=1ms,2ms,3ms", "--vary", "vm.vcpus=1,2"},
                new String[] {"--vary", "link.rtt=1ms..7ms:lin:7", "--vary", "vm.vcpus=1..7:lin:7"},
                new String[] {"--vary", "migration.storage=shared,block"})) {
            Path chart = folder.resolve("chart.svg");
            String[] files = {
                "--set",
                "vm.memory=64MiB",
                "--set",
                "vm.disk=1GiB",
                "--out",
                folder.resolve("sweep.csv").toString(),
                "--chart",
                chart.toString()
            };
            Cli run = Cli.run(with(with(new String[] {"sweep", "dublin-m-idle"}, axes), files));

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(Files.readString(chart))
                    .startsWith("<?xml")
                    .contains("<svg")
                    .endsWith("</svg>\n");
            Files.delete(chart);
        }
    }

    @Test
    void everyProblemIsSaidOnceWithItsPath() {
        Cli run = Cli.run(
                "sweep",
                "halifax-xl-loaded",
                "--vary",
                "link.rrt=1ms,2ms",
                "--vary",
                "vm.vcpus=0,1",
                "--out",
                folder.resolve("x.csv").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly(
                        "faultline: halifax-xl-loaded: vm.vcpus: 0 is not from 1 to 1024"
                                + " (at link.rrt = 1 ms, vm.vcpus = 0 and 1 more points)",
                        "faultline: halifax-xl-loaded: link.rrt: unknown key; did you mean \"rtt\"?"
                                + " (at link.rrt = 1 ms, vm.vcpus = 0 and 3 more points)");
        assertThat(folder.resolve("x.csv")).doesNotExist();
    }

    @Test
    void wrongOptionsAreTheUsersErrors() {
        for (String[] wrong : List.of(
                new String[] {"--out", "x.parquet"},
                new String[] {"--out", "x.csv", "--chart", "x.gif"},
                new String[] {"--out", "x.csv", "--threads", "0"},
                new String[] {"--out", "x.csv", "--metric", "speed"},
                new String[] {"--out", "x.csv", "--vary", "link.rtt=1ms..5ms"},
                new String[] {"--out", "x.csv", "--vary", "link.rtt=1..1000000:lin:1000000"})) {
            String[] base = {"sweep", "dublin-m-idle", "--vary", "vm.vcpus=1"};
            Cli run = Cli.run(with(base, wrong));

            assertThat(run.code()).as(String.join(" ", wrong)).isEqualTo(2);
        }
    }
}
