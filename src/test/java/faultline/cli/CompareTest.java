package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.json.Runs;
import faultline.model.Run;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
    private static final String PROFILE = "calibration/testbed/base.json";
    private static final String RUN = "512m-1c-idle-10ms-400mbit-precopy-r1";

    @TempDir
    private Path folder;

    @Test
    void tellsHowThePredictionsStandToTheAims() {
        Cli done = Cli.run("compare", "calibration/testbed/train.json", "--profile", PROFILE);

        assertThat(done.code()).isZero();
        assertThat(done.out())
                .contains("runs within", "of repeats by each other", "10 ms")
                .containsPattern("totalTime .* of 37 +(reached|missed)");
    }

    @Test
    void drawsEveryRunThatHasRawSamples() throws IOException {
        Path runs = oneRun();

        Cli done = Cli.run("compare", runs.toString(), "--profile", PROFILE, "--charts", folder + "/charts");

        if (done.err().contains("fonts")) {
            return; // A machine that cannot draw text says so, and writes nothing.
        }
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(files(folder.resolve("charts"))).containsExactly(RUN + ".png", "predicted-measured.png");
        for (String name : files(folder.resolve("charts"))) {
            BufferedImage image =
                    ImageIO.read(folder.resolve("charts").resolve(name).toFile());
            assertThat(image.getWidth()).as(name).isGreaterThan(1000);
        }
    }

    @Test
    void failsWhereARunIsOverTheLimit() throws IOException {
        Path runs = oneRun();

        Cli far = Cli.run("compare", runs.toString(), "--profile", PROFILE, "--at-most", "totalTime=0.01");
        assertThat(far.code()).isEqualTo(1);
        assertThat(far.errLines())
                .singleElement()
                .asString()
                .contains(RUN, "totalTime is predicted", "more than 0.0 %");

        Cli near = Cli.run("compare", runs.toString(), "--profile", PROFILE, "--at-most", "totalTime=1000");
        assertThat(near.code()).isZero();
        assertThat(near.err()).isEmpty();

        Cli absent = Cli.run("compare", runs.toString(), "--profile", PROFILE, "--at-most", "vcpuBlocktime=25");
        assertThat(absent.code()).isEqualTo(1);
        assertThat(absent.err()).contains("was not measured");

        assertThat(Cli.run("compare", runs.toString(), "--at-most", "time=25").code())
                .isEqualTo(2);
        Cli nonsense = Cli.run("compare", runs.toString(), "--at-most", "totalTime=NaN");
        assertThat(nonsense.code()).isEqualTo(2);
        assertThat(nonsense.err()).contains("totalTime=NaN is no percentage");
    }

    @Test
    void brokenRawSamplesAreNamed() throws IOException {
        Path runs = oneRun();
        Path raw = folder.resolve("raw").resolve(RUN + ".jsonl.gz");
        Files.writeString(raw, "no gzip");

        Cli done = Cli.run("compare", runs.toString(), "--profile", PROFILE, "--charts", folder + "/charts");

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.err()).contains(raw.toString());
    }

    private Path oneRun() throws IOException {
        Path from = Path.of("calibration/testbed");
        List<Run> run = Runs.read(from.resolve("train.json").toString()).stream()
                .filter(r -> r.id().equals(RUN))
                .toList();
        Path runs = folder.resolve("runs.json");
        Runs.write(runs, run);
        Files.createDirectories(folder.resolve("raw"));
        Files.copy(
                from.resolve("raw").resolve(RUN + ".jsonl.gz"),
                folder.resolve("raw").resolve(RUN + ".jsonl.gz"));
        return runs;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
