package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources the completion script in the shells that are there, and the manual pages in man's checker. */
class CompletionTest {
    @TempDir
    private Path folder;

    private Path script;

    private static boolean has(String program) {
        boolean found = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!found) {
            System.out.println("skipped: no " + program + " here");
        }
        return found;
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    @BeforeEach
    void writeScript() throws IOException {
        script = Files.writeString(
                folder.resolve("faultline-completion"),
                Cli.run("generate-completion").out());
    }

    @Test
    void bashTakesTheScript() throws Exception {
        assumeTrue(has("bash"), "no bash here");

        assertThat(run("bash", "-n", script.toString())).isEmpty();
        assertThat(run("bash", "--norc", "-c", "source " + script + " && complete -p faultline"))
                .contains("-F _complete_faultline faultline");
    }

    @ParameterizedTest
    @CsvSource({
        "pred, predict",
        "rep, report reproduce",
        "predict --fla, --flavour",
        "predict --flavour x, xl",
        "predict --link coleraine-h, coleraine-halifax",
        "advise --profile ul, ulstercloud",
        "predict --strategy h, hybrid",
        "predict --storage b, block",
        "migrate --strategy post, post-copy",
    })
    void bashCompletesWordsAndValues(String typed, String expected) throws Exception {
        assumeTrue(has("bash"), "no bash here");
        List<String> words = List.of(("faultline " + typed).split(" ", -1));

        String reply = run(
                "bash",
                "--norc",
                "-c",
                "source " + script + "; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD=" + (words.size() - 1)
                        + "; COMP_LINE='" + String.join(" ", words) + "'; COMP_POINT=${#COMP_LINE}; "
                        + "_complete_faultline 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"");

        assertThat(reply.lines().map(String::strip)).contains(expected.split(" ", -1));
    }

    @Test
    void zshTakesTheScript() throws Exception {
        assumeTrue(has("zsh"), "no zsh here");

        assertThat(run("zsh", "-n", script.toString())).isEmpty();
        assertThat(run(
                        "zsh",
                        "-f",
                        "-c",
                        "autoload -Uz compinit && compinit -u -D; source " + script
                                + "; print -r -- $_comps[faultline]"))
                .contains("_complete_faultline");
    }

    @Test
    void manualPagesPassTheirChecker() throws Exception {
        Path pages = folder.resolve("man1");
        assertThat(Cli.run("generate-man-pages", "--out", pages.toString()).code())
                .isZero();

        assertThat(pages.resolve("faultline.1")).exists();
        String predict = Files.readString(pages.resolve("faultline-predict.1"));
        assertThat(predict)
                .startsWith(".TH \"FAULTLINE\\-PREDICT\" 1 ")
                .contains(".SH NAME", ".SH SYNOPSIS", ".SH OPTIONS", "\\fB\\-\\-flavour\\fR=\\fIFLAVOUR\\fR")
                .contains(".SH EXIT STATUS", ".SH EXAMPLES", "median         90 % interval")
                .doesNotContain("%%", "${");
        assumeTrue(has("mandoc"), "no mandoc here");
        try (Stream<Path> all = Files.list(pages)) {
            for (Path page : all.toList()) {
                assertThat(run("sh", "-c", "mandoc -T lint -W warning " + page + " | grep -v 'missing date' || true"))
                        .as(page.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void everyOptionStandsInItsManualPage() throws IOException {
        Path pages = folder.resolve("man1");
        Cli.run("generate-man-pages", "--out", pages.toString());

        for (var command : GenerateManPages.commands(Main.commandLine("help").getCommandSpec())) {
            String page = Files.readString(pages.resolve(ManPage.name(command) + ".1"));
            command.options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> assertThat(page)
                            .contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR"));
        }
    }
}
