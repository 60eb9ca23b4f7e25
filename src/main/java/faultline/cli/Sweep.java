package faultline.cli;

import faultline.json.PlainJson;
import faultline.json.Profiles;
import faultline.json.ResultFiles;
import faultline.json.ScenarioTemplate;
import faultline.json.SweepLines;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.report.Charts;
import faultline.report.FontsMissingException;
import faultline.report.SweepRows;
import faultline.report.SweepText;
import faultline.run.Axis;
import faultline.run.Metric;
import faultline.run.SweepJobs;
import faultline.run.SweepJournal;
import faultline.run.SweepPlan;
import faultline.run.SweepTable;
import faultline.stats.AtomicFile;
import faultline.stats.Made;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** The {@code sweep} command. */
@Command(
        name = "sweep",
        description = "Simulates a scenario at every combination of some of its values.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExample:%n",
        footer = {
            "  faultline sweep dublin-m-idle --vary link.rtt=1ms..100ms:log:3 --out sweep.csv",
            "",
            "  3 points, 3 simulations, profile ulstercloud, seed 1",
            "",
            "  link.rtt  totalTime, s  downtime, s  transferred, MB  vcpuBlocktime, s",
            "  ----------------------------------------------------------------------",
            "      1 ms          33.0         0.40             5505              0.00",
            "     10 ms          32.2         0.44             4676              0.09",
            "    100 ms          32.6         0.82             3783              1.54"
        })
final class Sweep implements Callable<Integer> {
    private static final int THREADS_MAX = 1_024;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = Candidates.Scenarios.class,
            description = "A name under models/scenarios, or a file.")
    private String scenarioName;

    @Option(
            names = "--vary",
            required = true,
            paramLabel = "PATH=VALUES",
            description = {
                "A value by its JSON path, and what it is set to: link.rtt=1ms..200ms:log:40, "
                        + "link.rtt=0ms..50ms:lin:11, vm.memory=1GiB,4GiB,16GiB.",
                "Several: every combination. load.memory may be a share of the guest's: 75%%."
            })
    private List<String> vary = List.of();

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Set a value at every point, such as load.memory=75%%.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Mixin
    private MigrationFlags flags;

    @Mixin
    private ProfileOption profileOption;

    @Mixin
    private SeedOptions seeds;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = {
                "Where the rows go, one a simulation: .csv, or .jsonl for JSON Lines.",
                "FILE-metadata.json says how they were made."
            })
    private Path out;

    @Option(names = "--chart", paramLabel = "FILE", description = "Draw the sweep of one or two axes; .png or .svg.")
    private @Nullable Path chart;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            split = ",",
            defaultValue = "totalTime,downtime,transferred,vcpuBlocktime",
            completionCandidates = Candidates.Metrics.class,
            description = "What the chart shows (default: ${DEFAULT-VALUE}).")
    private List<String> metricNames = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: one for each processor).")
    private @Nullable Integer threads;

    @Option(
            names = "--resume",
            description = "Go on where a sweep to the same file was interrupted (it keeps FILE.journal until it ends); "
                    + "without it, start over.")
    private boolean resume;

    Sweep() {}

    @Override
    public Integer call() throws IOException {
        List<Metric> metrics = metricNames.stream().map(this::metric).toList();
        check();
        SweepPlan plan = plan();
        SweepTable table = simulate(plan);
        PrintWriter text = spec.commandLine().getOut();
        text.print(SweepText.of(table, metrics));
        text.flush();
        draw(table, metrics);
        return ExitCode.OK;
    }

    private void check() {
        if (!isCsv() && !name(out).endsWith(".jsonl")) {
            throw usage("--out: " + out + " must end in .csv or .jsonl");
        }
        if (chart != null && !Charts.canWrite(chart)) {
            throw usage("--chart: " + chart + " must end in .png or .svg");
        }
        if (chart != null && vary.size() > 2) {
            throw usage("--chart: a sweep of one or two axes can be drawn, not of " + vary.size());
        }
        if (threads != null) {
            Numbers.check(spec, "--threads", threads, 1, THREADS_MAX);
        }
    }

    private SweepPlan plan() {
        ScenarioTemplate template = ScenarioTemplate.read(scenarioName);
        List<Axis> axes = axes();
        Map<String, String> fixed = fixed();
        int replications = seeds.replications();
        Profile profile = Profiles.read(profileOption.or(template.profile()));
        try {
            return SweepPlan.of(
                    scenarioName, values -> with(template, fixed, values), axes, profile, seeds.seed(), replications);
        } catch (IllegalArgumentException e) {
            throw usage("--vary: " + e.getMessage());
        }
    }

    private static Scenario with(ScenarioTemplate template, Map<String, String> fixed, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(fixed);
        all.putAll(values);
        return template.with(all);
    }

    private List<Axis> axes() {
        List<Axis> axes = new ArrayList<>();
        for (String written : vary) {
            Axis axis = axis("--vary", written);
            if (axes.stream().anyMatch(other -> other.path().equals(axis.path()))) {
                throw usage("--vary: " + axis.path() + " is varied twice");
            }
            axes.add(axis);
        }
        return axes;
    }

    private Map<String, String> fixed() {
        Map<String, String> fixed = new LinkedHashMap<>(flags.values());
        set.forEach((path, value) -> fixed.put(
                path, axis("--set", path + "=" + value).values().get(0).text()));
        return fixed;
    }

    private Axis axis(String option, String written) {
        try {
            return Axis.parse(written);
        } catch (IllegalArgumentException e) {
            throw usage(option + ": " + e.getMessage());
        }
    }

    private SweepTable simulate(SweepPlan plan) throws IOException {
        Path journalFile = out.resolveSibling(out.getFileName() + ".journal");
        String fingerprint = plan.fingerprint(String.join(" ", new Version().getVersion()));
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        long[][] figures;
        try (SweepJournal journal =
                SweepJournal.open(journalFile, fingerprint, plan.jobs(), SweepTable.COLUMNS, resume)) {
            BitSet done = journal.done();
            try (Bar bar = Bar.onTerminal("sweep", done.cardinality(), plan.jobs())) {
                SweepJobs.Sink sink = (job, result) -> {
                    journal.put(job, SweepTable.figures(result));
                    bar.step();
                };
                new SweepJobs(plan, sink).run(done, workers);
            }
            figures = journal.rows();
        }
        SweepTable table = new SweepTable(plan, figures);
        AtomicFile.write(out.resolveSibling(out.getFileName() + ResultFiles.ABOUT), PlainJson.of(about(plan)));
        AtomicFile.write(out, isCsv() ? SweepRows.csv(table) : SweepLines.of(table));
        Files.delete(journalFile);
        return table;
    }

    /** Returns what lies beside the rows, so that they can be made again. */
    private Map<String, @Nullable Object> about(SweepPlan plan) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("scenario", plan.points().get(0).scenario().id());
        about.put("profile", plan.profile().name());
        about.put("seed", plan.seed());
        about.put("replications", (long) plan.replications());
        about.put("axes", plan.axes().stream().map(Axis::path).toList());
        about.put(Made.KEY, MadeBy.of(spec).toMap());
        return about;
    }

    private void draw(SweepTable table, List<Metric> metrics) throws IOException {
        if (chart == null) {
            return;
        }
        try {
            Charts.sweep(chart, table, metrics);
        } catch (FontsMissingException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    private Metric metric(String key) {
        for (Metric metric : Metric.values()) {
            if (metric.key().equals(key)) {
                return metric;
            }
        }
        throw usage("--metric: \"" + key + "\" is none of "
                + Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.joining(", ")));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private boolean isCsv() {
        return name(out).endsWith(".csv");
    }

    private static String name(Path path) {
        return path.toString().toLowerCase(Locale.ROOT);
    }
}
