package faultline.cli;

import faultline.json.Profiles;
import faultline.json.Results;
import faultline.json.ScenarioTemplate;
import faultline.model.MigrationSpec;
import faultline.model.PostcopyOptions;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.report.Charts;
import faultline.report.Csv;
import faultline.report.FontsMissingException;
import faultline.report.SimulationText;
import faultline.run.Simulation;
import faultline.stats.AtomicFile;
import faultline.stats.Result;
import faultline.stats.Timeline;
import faultline.unit.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code simulate} command. */
@Command(
        name = "simulate",
        description = "Simulates one migration and says how long it takes, how long the guest stands, what is sent.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Simulate implements Callable<Integer> {
    private static final int SAMPLES = 500;
    private static final int SAMPLES_MAX = 100_000;
    private static final long SAMPLE_MIN_NS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = Candidates.Scenarios.class,
            description = "A name under models/scenarios, or a file.")
    private String scenarioName;

    @Mixin
    private MigrationFlags flags;

    @Mixin
    private ProfileOption profileOption;

    @Mixin
    private SeedOptions seeds;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --json: add a timeline of about so many samples, for faultline report (default: 0).")
    private int samples;

    @Option(names = "--timeline", paramLabel = "FILE", description = "Write samples against time as CSV.")
    private @Nullable Path timelineFile;

    @Option(names = "--chart", paramLabel = "FILE", description = "Draw samples against time; .png or .svg.")
    private @Nullable Path chartFile;

    Simulate() {}

    @Override
    public Integer call() throws IOException {
        if (chartFile != null && !Charts.canWrite(chartFile)) {
            throw new ParameterException(spec.commandLine(), "--chart: " + chartFile + " must end in .png or .svg");
        }
        Numbers.check(spec, "--samples", samples, 0, SAMPLES_MAX);
        int replications = seeds.replications();
        Scenario scenario = ScenarioTemplate.read(scenarioName).with(flags.values());
        Profile profile = Profiles.read(profileOption.or(scenario.profile()));
        Simulation simulation = new Simulation(scenario, profile);
        List<Result> results = simulation.replicate(seeds.seed(), replications);
        print(results, simulation);
        return timelineFile == null && chartFile == null ? ExitCode.OK : draw(simulation, results.get(0));
    }

    private void print(List<Result> results, Simulation simulation) {
        Scenario scenario = simulation.scenario();
        Profile profile = simulation.profile();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Timeline timeline = samples == 0 ? null : timeline(simulation, results.get(0), samples);
            out.print(Results.toJson(results, timeline, scenario, profile.name(), MadeBy.of(spec)));
        } else {
            out.println(title(scenario, profile, results));
            out.println();
            out.print(SimulationText.of(results));
            out.print(hits(results, simulation));
        }
        out.flush();
    }

    /** Returns a line on what pre-paging saved, found by simulating the same seeds without it; nothing where it is off. */
    private static String hits(List<Result> results, Simulation simulation) {
        Scenario scenario = simulation.scenario();
        PostcopyOptions options = scenario.migration().postcopy();
        if (options.prepaging() == null) {
            return "";
        }
        MigrationSpec plain = scenario.migration().with(new PostcopyOptions(options.preempt(), null));
        Simulation without = new Simulation(scenario.with(plain), simulation.profile());
        long faults = 0;
        long saved = 0;
        for (Result result : results) {
            long before = without.run(result.seed()).distinctFaults();
            faults += before;
            saved += before - result.distinctFaults();
        }
        return "\nfaults that became hits through pre-paging: " + saved + " of " + faults + "\n";
    }

    private static String title(Scenario scenario, Profile profile, List<Result> results) {
        long first = results.get(0).seed();
        String seed = results.size() == 1 ? "seed " + first : "seeds " + first + " to " + (first + results.size() - 1);
        return scenario.id() + ": simulated, profile " + profile.name() + ", " + seed;
    }

    /** Simulates a result's seed once more, with samples: their distance depends on the total time. */
    static Timeline timeline(Simulation simulation, Result first) {
        return timeline(simulation, first, SAMPLES);
    }

    private static Timeline timeline(Simulation simulation, Result first, int count) {
        Span every = new Span(Math.max(SAMPLE_MIN_NS, first.totalNs() / count));
        return Objects.requireNonNull(simulation.run(first.seed(), every).timeline(), "a timeline was asked for");
    }

    private int draw(Simulation simulation, Result first) throws IOException {
        Timeline timeline = timeline(simulation, first);
        if (timelineFile != null) {
            AtomicFile.write(timelineFile, Csv.of(timeline));
        }
        if (chartFile != null) {
            draw(chartFile, timeline, title(simulation.scenario(), simulation.profile(), List.of(first)));
        }
        return ExitCode.OK;
    }

    /** Draws samples against time, or says in a line why that is not possible here. */
    static void draw(Path file, Timeline timeline, String title) throws IOException {
        try {
            Charts.timeline(file, timeline, title);
        } catch (FontsMissingException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }
}
