package faultline.cli;

import faultline.fit.Calibration;
import faultline.fit.Coverage;
import faultline.fit.FitOptions;
import faultline.fit.Groups;
import faultline.fit.Uncertainty;
import faultline.json.Profiles;
import faultline.json.Runs;
import faultline.model.InputException;
import faultline.model.Problem;
import faultline.model.Profile;
import faultline.model.Run;
import faultline.run.LeftOut;
import faultline.run.Metric;
import faultline.stats.Made;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code calibrate} command. */
@Command(
        name = "calibrate",
        description = "Fits a profile's free parameters to measured runs by running the simulator.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExample:%n",
        footer = {
            "  faultline calibrate calibration/ulstercloud/runs.json \\",
            "      --base calibration/ulstercloud/base.json --out models/profiles/ulstercloud.json",
            "",
            "A parameter is free when the base profile gives it bounds. The same runs, base and",
            "options give the same profile."
        })
final class Calibrate implements Callable<Integer> {
    private static final int COUNT_MAX = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUNS", description = "JSON array of measured runs.")
    private String runsFile;

    @Option(names = "--base", required = true, paramLabel = "PROFILE", description = "Name or file to start from.")
    private String baseName;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the fitted profile goes.")
    private Path out;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the optimizer (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--starts",
            defaultValue = "4",
            description = "Starts of the optimizer (default: ${DEFAULT-VALUE}).")
    private int starts;

    @Option(
            names = "--evaluations",
            defaultValue = "2500",
            description = "Most evaluations of a start and of a refit (default: ${DEFAULT-VALUE}).")
    private int evaluations;

    @Option(
            names = "--by-cell",
            description = {
                "Fit to the means of each cell's repeats (ids that differ in -rN alone): for figures that scatter by more",
                "than what a profile could explain."
            })
    private boolean byCell;

    @Option(
            names = "--replications",
            defaultValue = "1",
            description = {
                "Simulations of each run whose mean counts, with seeds from 1 on (default: ${DEFAULT-VALUE}): more where",
                "chance moves a run, as where in its memory a load begins."
            })
    private int replications;

    @Option(
            names = "--resamples",
            defaultValue = "40",
            description = "Bootstrap resamples for the 90 %% intervals; 0: none (default: ${DEFAULT-VALUE}).")
    private int resamples;

    @Option(
            names = "--cross-validate",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Refit with cells, flavours and links left out (default: ${DEFAULT-VALUE}).")
    private boolean crossValidate;

    @Option(
            names = "--weight",
            paramLabel = "METRIC=WEIGHT",
            description = "Weight of a metric's error (default: totalTime=1 downtime=1 transferred=0.75).")
    private Map<String, Double> weights = Map.of();

    @Option(names = "--json", description = "Print the fitted profile, with its fit report, as JSON.")
    private boolean json;

    Calibrate() {}

    @Override
    public Integer call() throws IOException {
        checkCounts();
        List<Run> runs =
                Runs.read(runsFile).stream().filter(run -> run.failed() == null).toList();
        runs = byCell ? Run.cells(runs) : runs;
        Profile base = Profiles.read(baseName);
        FitOptions options =
                new FitOptions(seed, 1, replications, starts, evaluations, crossValidate, resamples, metricWeights());
        Calibration.Outcome outcome;
        try (FitProgress progress = new FitProgress();
                Calibration calibration = new Calibration(runs, base, options, progress)) {
            outcome = calibration.run();
        }
        Profile fitted = outcome.profile().withFit(report(outcome));
        PrintWriter text = spec.commandLine().getOut();
        if (json) {
            text.print(Profiles.toJson(fitted));
        } else {
            CalibrationReport.print(outcome, fitted, text);
        }
        Profiles.write(out, fitted);
        text.print(json ? "" : "\nwritten: " + out + "\n");
        text.flush();
        return ExitCode.OK;
    }

    private void checkCounts() {
        Numbers.check(spec, "--starts", starts, 1, COUNT_MAX);
        Numbers.check(spec, "--replications", replications, 1, COUNT_MAX);
        Numbers.check(spec, "--evaluations", evaluations, 1, COUNT_MAX);
        Numbers.check(spec, "--resamples", resamples, 0, COUNT_MAX);
    }

    private Map<Metric, Double> metricWeights() {
        if (weights.isEmpty()) {
            return FitOptions.WEIGHTS_DEFAULT;
        }
        Map<Metric, Double> byMetric = new EnumMap<>(Metric.class);
        weights.forEach((key, weight) -> byMetric.put(metric(key), checked(key, weight)));
        return byMetric;
    }

    private static Metric metric(String key) {
        for (Metric metric : Metric.values()) {
            if (metric.key().equals(key)) {
                return metric;
            }
        }
        throw new InputException("--weight", List.of(new Problem("", "\"" + key + "\" is not a metric")));
    }

    private static double checked(String key, double weight) {
        if (!(weight >= 0) || weight > 1e6) {
            throw new InputException("--weight", List.of(new Problem(key, weight + " is not a weight from 0 to 1e6")));
        }
        return weight;
    }

    private Map<String, @Nullable Object> report(Calibration.Outcome outcome) {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("runs", runsFile);
        report.put("seed", seed);
        report.put("starts", (long) starts);
        report.put("evaluations", (long) evaluations);
        report.put("resamples", (long) resamples);
        report.put("freeParameters", (long) outcome.freeParameters());
        report.put("figures", (long) outcome.figures());
        report.put("objective", Math.round(outcome.objective() * 1000) / 1000.0);
        report.put("inSample", outcome.inSampleErrors().toMap());
        outcome.leftOut().forEach((groups, errors) -> report.put(groups.key(), errors.toMap()));
        Map<String, @Nullable Object> coverage = new LinkedHashMap<>();
        outcome.coverage().forEach((groups, shares) -> coverage.put(groups.key(), shares.toMap()));
        if (!coverage.isEmpty()) {
            report.put("coverageOf90", coverage);
        }
        Coverage flavours = outcome.coverage().get(Groups.FLAVOUR);
        if (flavours != null) {
            report.put(LeftOut.KEY, flavours.figures().toMap());
        }
        report.put(Made.KEY, MadeBy.of(spec).toMap());
        Uncertainty uncertainty = outcome.uncertainty();
        if (uncertainty != null) {
            report.putAll(uncertainty.toMap());
        }
        return report;
    }
}
