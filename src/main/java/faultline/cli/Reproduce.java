package faultline.cli;

import faultline.json.Comparisons;
import faultline.json.Profiles;
import faultline.json.Runs;
import faultline.model.Run;
import faultline.report.Charts;
import faultline.report.Csv;
import faultline.report.FontsMissingException;
import faultline.report.ReproductionText;
import faultline.run.Reproduction;
import faultline.stats.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code reproduce} command. */
@Command(
        name = "reproduce",
        description = {
            "Simulates the study's twenty migrations and prints its Tables II, III and IV: measured, simulated, error,"
                    + " and the errors of simpler predictions.",
            "Draws its Figures 1 to 3 and writes results.csv into a folder."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Reproduce implements Callable<Integer> {
    private static final long SEED = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProfileOption profileOption;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where figures and results.csv go (default: out).")
    private Path folder = Path.of("out");

    @Option(names = "--json", description = "Print JSON; errors are in percent.")
    private boolean json;

    @Option(names = "--no-charts", description = "Draw no figures.")
    private boolean noCharts;

    Reproduce() {}

    @Override
    public Integer call() throws IOException {
        List<Run> runs = Runs.study();
        Progress.say(spec, "simulating " + runs.size() + " migrations ...");
        Reproduction reproduction = Reproduction.of(runs, Profiles.read(profileOption.or(null)), SEED);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Comparisons.toJson(reproduction, SEED, MadeBy.of(spec)) : ReproductionText.of(reproduction));
        out.flush();
        AtomicFile.write(folder.resolve("results.csv"), Csv.of(reproduction.comparison()));
        if (!noCharts) {
            draw(reproduction);
        }
        return ExitCode.OK;
    }

    /** Draws the figures; without fonts says so in a line, since the tables are what was asked for. */
    private void draw(Reproduction reproduction) throws IOException {
        try {
            Charts.study(folder, reproduction);
        } catch (FontsMissingException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("faultline: no figures were drawn: " + e.getMessage());
            err.flush();
        }
    }
}
