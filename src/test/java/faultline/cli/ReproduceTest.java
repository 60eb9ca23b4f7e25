package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void theTablesBeginAsTheStudysDo() {
        Cli run = Cli.run("reproduce", "--no-charts", "--out", folder.toString());

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("Table II: total time in s");
        assertThat(lines.get(1).trim().split(" {2,}", -1))
                .containsExactly("measured", "simulated", "error", "RAM/bandwidth", "10 s + RAM/bw", "a + b·RAM");
        assertThat(lines.get(3)).startsWith("Dublin unloaded   t      11.2 ");
        assertThat(lines).filteredOn(line -> line.startsWith("Table ")).hasSize(3);
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(folder.resolve("results.csv")).content().hasLineCount(61);
    }

    @Test
    void compareGivesTheSameErrors() throws IOException {
        JsonNode tables = JSON.readTree(Cli.run("reproduce", "--no-charts", "--json", "--out", folder.toString())
                        .out())
                .path("metrics");
        JsonNode compared = JSON.readTree(Cli.run(
                        "compare",
                        "calibration/ulstercloud/runs.json",
                        "--profile",
                        "models/profiles/ulstercloud.json",
                        "--json")
                .out());

        for (String metric : List.of("totalTime", "downtime", "transferred")) {
            JsonNode summary = compared.path("metrics").path(metric);
            assertThat(summary.path("n").asInt()).isEqualTo(20);
            double mape = tables.path(metric).path("mape").asDouble();
            assertThat(summary.path("mape").asDouble()).isPositive().isCloseTo(mape, within(1e-9));
        }
        assertThat(compared.path("metrics").has("pageRequests")).isFalse();
        JsonNode first = compared.path("runs").path(0);
        assertThat(first.path("id").asText()).isEqualTo("dublin-unloaded-t");
        assertThat(first.path("measured").path("totalTime").asText()).isEqualTo("11.2 s");
        assertThat(first.path("predicted").path("totalTime").asText()).endsWith(" s");
        assertThat(first.path("errorPercent").has("totalTime")).isTrue();
    }

    @Test
    void figuresArePngAndSvg() throws IOException {
        assumeFonts();

        Cli run = Cli.run("reproduce", "--out", folder.toString());

        assertThat(run.err()).isEmpty();
        for (int figure = 1; figure <= 3; figure++) {
            File png = folder.resolve("figure-" + figure + ".png").toFile();
            assertThat(ImageIO.read(png).getWidth()).isGreaterThan(1000);
            assertThat(folder.resolve("figure-" + figure + ".svg"))
                    .content()
                    .startsWith("<?xml")
                    .contains("<svg", "unloaded, simulated")
                    .endsWith("</svg>\n");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(7);
        }
    }

    @Test
    void withoutFontsTheTablesStillPrint() throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>\n");
        Path err = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "faultline.cli.Main",
                "reproduce",
                "--out",
                folder.toString());
        builder.environment().put("FONTCONFIG_FILE", config.toString());
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(out).contains("Table II", "Table IV");
        assertThat(Files.readAllLines(err))
                .singleElement()
                .asString()
                .contains("fontconfig, libfreetype6 and fonts-dejavu-core");
        assertThat(folder.resolve("figure-1.png")).doesNotExist();
    }

    static void assumeFonts() {
        boolean fonts;
        try {
            fonts = GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length > 0;
        } catch (LinkageError | InternalError | RuntimeException e) {
            fonts = false;
        }
        if (!fonts) {
            System.out.println("skipped: this machine has no fonts");
        }
        assumeTrue(fonts, "this machine has no fonts");
    }
}
