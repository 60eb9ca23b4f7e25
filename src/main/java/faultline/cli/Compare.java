package faultline.cli;

import faultline.json.Comparisons;
import faultline.json.Profiles;
import faultline.json.RawLogs;
import faultline.json.Runs;
import faultline.model.Profile;
import faultline.model.Run;
import faultline.report.Charts;
import faultline.report.ComparisonText;
import faultline.report.FontsMissingException;
import faultline.run.Comparison;
import faultline.run.Metric;
import faultline.run.Simulation;
import faultline.stats.Samples;
import faultline.stats.Timeline;
import faultline.unit.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code compare} command. */
@Command(
        name = "compare",
        description = "Sets what was measured beside what a profile predicts, without any fitting.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Compare implements Callable<Integer> {
    private static final int SAMPLES = 500;
    private static final long SAMPLE_MIN_NS = 1_000_000;

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

    @Option(
            names = "--charts",
            paramLabel = "DIR",
            description = {
                "Draw predicted against measured into DIR, and each run that has raw samples (raw/ID.jsonl.gz beside",
                "RUNS) with its simulation over it."
            })
    private @Nullable Path charts;

    @Option(
            names = "--at-most",
            paramLabel = "FIGURE=PERCENT",
            description = {
                "Fail (exit code 1) where a run's prediction is off by more, or the figure was not measured:",
                "--at-most totalTime=25."
            })
    private Map<String, Double> atMost = new LinkedHashMap<>();

    Compare() {}

    @Override
    public Integer call() throws IOException {
        Map<Metric, Double> limits = limits();
        int replications = seeds.replications();
        List<Run> runs = Runs.read(runsFile);
        Profile profile = Profiles.read(profileOption.or(null));
        Progress.say(spec, "simulating " + runs.size() + " runs ...");
        Comparison comparison = Comparison.of(runs, profile, seeds.seed(), replications);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Comparisons.toJson(comparison, profile.name(), seeds.seed(), replications, MadeBy.of(spec)));
        } else {
            out.println(runsFile + ": measured, and simulated with profile " + profile.name());
            out.println();
            out.print(ComparisonText.of(comparison));
        }
        out.flush();
        if (charts != null) {
            draw(charts, comparison, profile);
        }
        return judge(comparison, limits);
    }

    private Map<Metric, Double> limits() {
        Map<Metric, Double> limits = new LinkedHashMap<>();
        atMost.forEach((key, percent) -> {
            Metric metric = Arrays.stream(Metric.values())
                    .filter(m -> m.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "--at-most: there is no figure " + key + ": use one of "
                                    + Arrays.stream(Metric.values())
                                            .map(Metric::key)
                                            .collect(Collectors.joining(", "))));
            if (!(percent >= 0 && percent < Double.POSITIVE_INFINITY)) {
                throw new ParameterException(
                        spec.commandLine(), "--at-most: " + key + "=" + percent + " is no percentage, as 25 is");
            }
            limits.put(metric, percent);
        });
        return limits;
    }

    /** Says what is over its limit, a line each. */
    private int judge(Comparison comparison, Map<Metric, Double> limits) {
        PrintWriter err = spec.commandLine().getErr();
        int code = ExitCode.OK;
        for (Comparison.Row row : comparison.rows()) {
            for (Map.Entry<Metric, Double> limit : limits.entrySet()) {
                OptionalDouble error = row.errorPercent(limit.getKey());
                if (error.isEmpty() || Math.abs(error.getAsDouble()) > limit.getValue()) {
                    String what = error.isEmpty()
                            ? " was not measured"
                            : String.format(
                                    Locale.ROOT,
                                    " is predicted %+.1f %% off, more than %.1f %%",
                                    error.getAsDouble(),
                                    limit.getValue());
                    err.println("faultline: " + row.run().id() + ": "
                            + limit.getKey().key() + what);
                    code = ExitCode.SOFTWARE;
                }
            }
        }
        err.flush();
        return code;
    }

    private void draw(Path folder, Comparison comparison, Profile profile) throws IOException {
        try {
            String of = runsFile + ", profile " + profile.name();
            Charts.scatter(folder.resolve("predicted-measured.png"), comparison, "Predicted and measured: " + of);
            int drawn = 0;
            for (Comparison.Row row : comparison.rows()) {
                drawn += overlay(folder, row.run(), profile) ? 1 : 0;
            }
            Progress.say(
                    spec,
                    "drew " + folder.resolve("predicted-measured.png") + " and the samples of " + drawn + " of "
                            + comparison.rows().size() + " runs");
        } catch (FontsMissingException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Draws one run over its simulation; false where it has no raw samples. */
    private boolean overlay(Path folder, Run run, Profile profile) throws IOException, FontsMissingException {
        Path raw = RawLogs.beside(Path.of(runsFile), run.id());
        Samples samples = Files.exists(raw) ? RawLogs.read(raw) : null;
        if (samples == null) {
            return false;
        }
        long lastNs = samples.timeNs()[samples.timeNs().length - 1];
        Span every = new Span(Math.max(SAMPLE_MIN_NS, lastNs / SAMPLES));
        Timeline timeline = Objects.requireNonNull(
                new Simulation(run.scenario(), profile).run(seeds.seed(), every).timeline(), "it was asked for");
        long memory = run.scenario().vm().memory().count();
        Charts.overlay(
                folder.resolve(run.id() + ".png"), timeline, samples, memory, run.id() + ", profile " + profile.name());
        return true;
    }
}
