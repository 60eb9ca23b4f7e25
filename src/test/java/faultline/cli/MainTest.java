package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.model.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void nothingToDoIsAWrongCommandLine() {
        Cli run = Cli.run();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("validate");
    }

    @Test
    void helpListsEveryCommand() {
        Cli run = Cli.run("help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("validate", "generate-completion", "Exit codes");
    }

    @Test
    void anUnknownCommandIsOneOfTheUsersErrors() {
        Cli run = Cli.run("valdate");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines().get(0)).startsWith("faultline: ").contains("valdate");
        assertThat(run.err()).contains("faultline validate", "Try 'faultline --help'.");
    }

    @Test
    void validFilesAreEachSaidToBe() {
        Cli run = Cli.run("validate", "models/flavours/xl.json", "calibration/ulstercloud/runs.json");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "ok: models/flavours/xl.json: a VM of 8 vCPU, 16 GiB",
                        "ok: calibration/ulstercloud/runs.json: runs: 20");
    }

    @Test
    void oneWrongFileAmongGoodOnesIsAnError() {
        Cli run = Cli.run("validate", "models/flavours/xl.json", "src", "nowhere.json");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).startsWith("ok: models/flavours/xl.json");
        assertThat(run.errLines())
                .containsExactly(
                        "faultline: src: is a directory, not a file", "faultline: nowhere.json: does not exist");
    }

    @Test
    void versionAndCompletion() {
        assertThat(Cli.run("--version").out()).startsWith("faultline ");
        assertThat(Cli.run("generate-completion").out()).contains("validate");
    }

    @Test
    void failuresHaveTheirExitCodes() {
        assertFailure(InputException.of("f.json", "is empty"), 2, "faultline: f.json: is empty");
        assertFailure(new UserException("no such host"), 1, "faultline: no such host");
        assertFailure(
                new UncheckedIOException(new NoSuchFileException("out/x")),
                1,
                "faultline: out/x: there is no such file or folder");
        assertFailure(new IOException("disk full\nreally"), 1, "faultline: disk full really");
        assertFailure(
                new IllegalStateException("oops"),
                1,
                "faultline: internal error, java.lang.IllegalStateException: oops (--debug shows where)");
    }

    @Test
    void debuggingShowsWhere() {
        StringWriter err = new StringWriter();
        Failures.report(new UserException("no such host"), new PrintWriter(err), true);

        assertThat(err.toString()).contains("at faultline.cli.MainTest");
    }

    private static void assertFailure(Exception error, int code, String line) {
        StringWriter err = new StringWriter();
        assertThat(Failures.report(error, new PrintWriter(err), false)).isEqualTo(code);
        assertThat(err.toString().lines()).containsExactly(line);
    }
}
