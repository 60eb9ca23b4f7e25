package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void theTextSaysThatItIsSimulated() {
        Cli run = Cli.run("simulate", "dublin-m-idle", "--seed", "7");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("dublin-m-idle: simulated, profile ulstercloud, seed 7\n");
        assertThat(run.out()).contains("total time", "downtime (guest)", "downtime (reported)", "transferred");
    }

    @Test
    void replicationsHaveMeanLeastAndMost() {
        Cli run = Cli.run("simulate", "dublin-m-idle", "--replications", "3");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("seeds 1 to 3", "mean", "least", "most");
    }

    @Test
    void jsonParses() throws IOException {
        JsonNode one =
                JSON.readTree(Cli.run("simulate", "dublin-m-idle", "--json").out());
        JsonNode three = JSON.readTree(Cli.run("simulate", "dublin-m-idle", "--json", "--replications", "3")
                .out());

        assertThat(one.path("totalTimeNs").asLong()).isPositive();
        assertThat(three.path("replications")).hasSize(3);
        assertThat(one.path("madeBy").path("command").asText()).isEqualTo("faultline simulate dublin-m-idle --json");
        assertThat(three.path("replications").path(0))
                .isEqualTo(((ObjectNode) one).without(List.of("input", "madeBy")));
    }

    @Test
    void aTimelineEndsWithAllPagesResident() throws IOException {
        Path csv = folder.resolve("timeline.csv");

        assertThat(Cli.run("simulate", "dublin-m-idle", "--timeline", csv.toString())
                        .code())
                .isZero();

        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0)).startsWith("time_ns,");
        assertThat(lines.get(lines.size() - 1).split(",", -1)[2]).isEqualTo("1048576");
    }

    @Test
    void aChartIsAPicture() throws IOException {
        ReproduceTest.assumeFonts();
        Path chart = folder.resolve("chart.png");

        assertThat(Cli.run("simulate", "dublin-m-idle", "--chart", chart.toString())
                        .code())
                .isZero();

        assertThat(ImageIO.read(chart.toFile()).getHeight()).isGreaterThan(500);
    }

    @Test
    void aChartOfAnotherKindIsAWrongCommandLine() {
        Cli run = Cli.run("simulate", "dublin-m-idle", "--chart", "chart.gif");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines().get(0)).contains(".png or .svg");
    }

    @Test
    void noReplicationsAreAWrongCommandLine() {
        assertThat(Cli.run("simulate", "dublin-m-idle", "--replications", "0").code())
                .isEqualTo(2);
    }
}
