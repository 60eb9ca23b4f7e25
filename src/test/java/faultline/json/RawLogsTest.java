package faultline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import faultline.stats.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawLogsTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheSamplesOfACommittedRun() throws IOException {
        Path runs = Path.of("calibration/testbed/train.json");

        Samples samples = RawLogs.read(RawLogs.beside(runs, "512m-1c-stress50-10ms-400mbit-hybrid1-r1"));

        assertThat(samples).isNotNull();
        int last = samples.timeNs().length - 1;
        assertThat(last).isGreaterThan(50);
        assertThat(samples.timeNs()).isSorted();
        assertThat(samples.sentBytes()).isSorted();
        assertThat(samples.pageRequests()).isSorted();
        assertThat(samples.leftBytes()[0]).isGreaterThan(400_000_000);
        assertThat(samples.sentBytes()[last]).isGreaterThan(500_000_000);
    }

    @Test
    void timesCountFromTheSetUpAndASampleKeepsWhatHadNotChanged() throws IOException {
        Path file = write(
                "{\"ms\":10,\"who\":\"source\",\"kind\":\"sample\",\"values\":{\"memory_total\":\"0\"}}",
                "{\"ms\":100,\"who\":\"source\",\"kind\":\"MIGRATION\",\"values\":{\"status\":\"setup\"}}",
                "{\"ms\":110,\"who\":\"source\",\"kind\":\"sample\",\"values\":"
                        + "{\"memory_total\":\"4096\",\"memory_remaining\":\"4096\",\"memory_processed\":\"7\"}}",
                "{\"ms\":120,\"who\":\"destination\",\"kind\":\"sample\",\"values\":{\"memory_remaining\":\"1\"}}",
                "{\"ms\":130.5,\"who\":\"source\",\"kind\":\"sample\",\"values\":{\"memory_processed\":8}}");

        Samples samples = RawLogs.read(file);

        assertThat(samples).isNotNull();
        assertThat(samples.timeNs()).containsExactly(10_000_000, 30_500_000);
        assertThat(samples.sentBytes()).containsExactly(7, 8);
        assertThat(samples.leftBytes()).containsExactly(4096, 4096);
        assertThat(samples.pageRequests()).containsExactly(0, 0);
    }

    @Test
    void aMigrationThatNeverBeganHasNone() throws IOException {
        assertThat(RawLogs.read(write(
                        "{\"ms\":10,\"who\":\"source\",\"kind\":\"sample\",\"values\":{\"memory_total\":\"9\"}}")))
                .isNull();
    }

    @Test
    void whatIsNoRawLogIsNamed() throws IOException {
        Path file = write("tick 1");

        assertThatThrownBy(() -> RawLogs.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    private Path write(String... lines) throws IOException {
        Path file = folder.resolve("raw.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
