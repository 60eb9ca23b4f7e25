package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a sweep in a JVM of its own; {@code -Dfaultline.kills=20} kills oftener. */
class SweepKillTest {
    private static final int KILLS = Integer.getInteger("faultline.kills", 3);

    @TempDir
    private Path folder;

    private static List<String> sweep(Path out, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "sweep",
                "halifax-xl-loaded",
                "--vary",
                "link.rtt=1ms..200ms:log:10",
                "--replications",
                "4",
                "--out",
                out.toString()));
        command.addAll(List.of(more));
        return command;
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits until the journal has at least so many bytes more, or the process has ended. */
    private static void awaitGrowth(Process process, Path journal, long bytes, long nanos) throws Exception {
        long from = Files.exists(journal) ? Files.size(journal) : 0;
        while (process.isAlive() && (!Files.exists(journal) || Files.size(journal) < from + bytes)) {
            Thread.sleep(1);
        }
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    @Test
    void killedAgainAndAgainItEndsWithTheSameFile() throws Exception {
        Path calm = folder.resolve("calm.csv");
        assertThat(start(sweep(calm)).waitFor()).isZero();
        Path out = folder.resolve("killed.csv");
        Path journal = folder.resolve("killed.csv.journal");
        Random random = new Random(4);
        int killed = 0;
        for (int round = 0; killed < KILLS; round++) {
            assertThat(round).as("rounds").isLessThan(10 * KILLS);
            Process process = start(sweep(out, "--resume"));
            awaitGrowth(process, journal, random.nextInt(400), random.nextInt(30_000_000));
            killed += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
            if (Files.exists(out)) {
                assertThat(Files.readString(out)).isEqualTo(Files.readString(calm));
                Files.delete(out);
            }
        }
        assertThat(start(sweep(out, "--resume")).waitFor()).isZero();
        assertThat(Files.readString(out)).isEqualTo(Files.readString(calm));
        assertThat(journal).doesNotExist();
    }
}
