package faultline.cli;

import faultline.json.Comparisons;
import faultline.json.Profiles;
import faultline.json.Runs;
import faultline.model.Profile;
import faultline.model.Run;
import faultline.report.ComparisonText;
import faultline.run.Comparison;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code compare} command. */
@Command(
        name = "compare",
        description = "Sets what was measured beside what a profile predicts, without any fitting.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Compare implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUNS", description = "A file of runs.")
    private String runsFile;

    @Mixin
    private ProfileOption profileOption;

    @Mixin
    private SeedOptions seeds;

    @Option(names = "--json", description = "Print JSON; errors are in percent.")
    private boolean json;

    Compare() {}

    @Override
    public Integer call() {
        int replications = seeds.replications();
        List<Run> runs = Runs.read(runsFile);
        Profile profile = Profiles.read(profileOption.or(null));
        Progress.say(spec, "simulating " + runs.size() + " runs ...");
        Comparison comparison = Comparison.of(runs, profile, seeds.seed(), replications);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Comparisons.toJson(comparison, profile.name()));
        } else {
            out.println(runsFile + ": measured, and simulated with profile " + profile.name());
            out.println();
            out.print(ComparisonText.of(comparison));
        }
        out.flush();
        return ExitCode.OK;
    }
}
