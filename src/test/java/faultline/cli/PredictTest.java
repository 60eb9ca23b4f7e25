package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.json.PlainJson;
import faultline.run.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictTest {
    @TempDir
    private Path folder;

    /** Runs the example of a command's help and returns the help's text and what was printed, each line indented. */
    private static String[] example(String command) {
        String help = Cli.run(command, "--help").out();
        String example = help.substring(help.indexOf("Example:"));
        String line = example.lines()
                .filter(text -> text.startsWith("  faultline " + command))
                .findFirst()
                .orElseThrow();
        Cli run = Cli.run(line.strip().substring("faultline ".length()).split(" "));
        assertThat(run.code()).as(run.err()).isZero();
        List<String> indented = new ArrayList<>();
        run.out().lines().forEach(text -> indented.add(("  " + text).stripTrailing()));
        return new String[] {example, String.join("\n", indented).stripTrailing()};
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict", "advise"})
    void theHelpsExampleIsWhatIsPrinted(String command) {
        String[] example = example(command);

        assertThat(example[0].replace(System.lineSeparator(), "\n")).contains(example[1]);
    }

    private static Cli run(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(
                command,
                "--vcpus",
                "1",
                "--memory",
                "64MiB",
                "--disk",
                "1GiB",
                "--bandwidth",
                "1Gbit/s",
                "--rtt",
                "5ms"));
        args.addAll(Arrays.asList(more));
        return Cli.run(args.toArray(String[]::new));
    }

    @Test
    void aGuestNeedsNoFiles() {
        Cli run = run("predict", "--load", "stress:75%", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"profile\": \"ulstercloud\"", "\"totalTime\"", "\"extrapolates\"");
    }

    @Test
    void strategiesAreSimulatedAsAsked() {
        assertThat(run("predict", "--strategy", "hybrid", "--switchover", "2s").code())
                .isZero();
        assertThat(run("predict", "--strategy", "pre-copy", "--load", "uniform:32MiB:100/s:1")
                        .code())
                .isZero();
        assertThat(run("predict", "--preempt", "--storage", "block", "--set", "link.window=1MiB")
                        .code())
                .isZero();
    }

    @Test
    void whatIsMissingIsSaidByItsPath() {
        Cli run = Cli.run("predict", "--flavour", "xxl", "--rtt", "5");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("flavour: xxl: is not a known flavour", "link.bandwidth: is missing", "no unit");
    }

    @Test
    void aDomainsXmlGivesTheGuestsSize() throws IOException {
        Path image = folder.resolve("disk.raw");
        Files.write(image, new byte[4096]);
        Path xml = folder.resolve("guest.xml");
        Files.writeString(
                xml,
                "<domain type='kvm'><memory unit='MiB'>96</memory><vcpu current='2'>4</vcpu><devices>"
                        + "<disk type='file' device='disk'><source file='" + image + "'/></disk>"
                        + "<disk type='file' device='cdrom'/></devices></domain>");

        assertThat(DomainXml.read(xml))
                .containsEntry("vm.vcpus", "2")
                .containsEntry("vm.memory", "96 MiB")
                .containsEntry("vm.disk", "4 KiB");
        assertThat(Cli.run("predict", "--domain-xml", xml.toString(), "--link", "coleraine-dublin")
                        .code())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><domain><memory>&e;</memory></domain>",
                "<domain><vcpu>2</vcpu></domain>",
                "<network/>",
                "<domain>",
                "",
                "<domain><vcpu>1</vcpu>" + "<memory unit='parsec'>3</memory></domain>"
            })
    void hostileXmlIsRefusedInALine(String text) throws IOException {
        Path xml = folder.resolve("guest.xml");
        Files.writeString(xml, text);

        Cli run = Cli.run("predict", "--domain-xml", xml.toString(), "--link", "coleraine-dublin");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
    }

    @Test
    void adviceNamesTheBestAndItsSettings() {
        Cli run = run("advise", "--load", "stress:75%", "--max-downtime", "10s", "--max-time", "1s");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "pre-copy",
                        "post-copy",
                        "hybrid",
                        "none keeps every limit",
                        "breaks 1 s: total time",
                        "virsh migrate --live",
                        "live_migration_completion_timeout = ",
                        "completionTimeoutPerGiB: ",
                        "pages/s");
    }

    @Test
    void urgentPagesOfTheirOwnChannelAreTriedWhereTheHypervisorHasOne() throws IOException {
        Path profile = folder.resolve("pipelined.json");
        String batched = Files.readString(Path.of("models/profiles/ulstercloud.json"));
        Files.writeString(profile, batched.replace("\"batched\"", "\"pipelined\""));

        Cli with = run("advise", "--load", "stress:50%", "--profile", profile.toString());
        Cli without = run("advise", "--load", "stress:50%");

        assertThat(with.code()).as(with.err()).isZero();
        assertThat(with.out()).contains("\npost-copy with preempt ", "\nhybrid with preempt ");
        assertThat(without.out()).doesNotContain("with preempt");
    }

    @Test
    void theTimeoutIsADistribution() {
        Facts advice = new Facts(new LinkedHashMap<>(
                PlainJson.read(run("advise", "--load", "stress:50%", "--json").out())));

        for (Facts choice : advice.list("options")) {
            Facts within = choice.at("doneWithin");
            assertThat(within.keys()).containsExactly("p50Ns", "p90Ns", "p95Ns", "p99Ns", "p99.9Ns");
            assertThat(within.keys().stream().map(within::whole)).isSorted();
            assertThat(within.whole("p99Ns")).isEqualTo(choice.whole("timeout99Ns"));
        }
    }
}
