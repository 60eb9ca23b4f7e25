package faultline.cli;

import faultline.fit.Prediction;
import faultline.fit.Predictor;
import faultline.fit.Uncertainty;
import faultline.json.PlainJson;
import faultline.json.Profiles;
import faultline.model.InputException;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.report.Charts;
import faultline.report.LeftOutText;
import faultline.run.LeftOut;
import faultline.run.Simulation;
import faultline.stats.Made;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code predict} command. */
@Command(
        name = "predict",
        description = "Predicts a migration, each figure with the interval that the profile's fit allows.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpWidth = 125,
        footerHeading = "%nExample:%n",
        footer = {
            "  faultline predict --flavour xl --link coleraine-halifax --load stress:75%%",
            "",
            "  xl, load stress:75%%, over coleraine-halifax, post-copy",
            "  predicted with profile ulstercloud, seed 1, 30 bootstrap draws",
            "",
            "                                 median         90 %% interval  interval from",
            "  --------------------------------------------------------------------------",
            "  total time                    222.9 s    178.1 s to 287.1 s      conformal",
            "  downtime (reported)            854 ms      792 ms to 934 ms      conformal",
            "  downtime (guest)               854 ms      792 ms to 934 ms      conformal",
            "  transferred                   14.2 GB    8582 MB to 23.8 GB      conformal",
            "  stall (vCPU blocktime, sum)  1553.1 s  1361.6 s to 1911.1 s     parameters",
            "",
            "  conformal: parameters and replications, widened by the errors for 20 cells left out of the fit",
            "    (conformalized quantile regression)",
            "  parameters: bootstrap of the fit and replications only: the fit measured nothing of the kind"
        })
final class Predict implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private MigrationOptions migration;

    @Mixin
    private StrategyOptions strategy;

    @Mixin
    private ProfileOption profileOption;

    @Mixin
    private SeedOptions seeds;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--chart",
            paramLabel = "FILE",
            description = "Draw the simulation of the first seed against time; .png or .svg.")
    private @Nullable Path chart;

    @Option(
            names = "--left-out",
            description = "Instead: print what the profile's fit predicted for each run whose flavour had been left "
                    + "out of it, beside what was measured, hit or miss.")
    private boolean leftOut;

    Predict() {}

    @Override
    public Integer call() throws IOException {
        if (leftOut) {
            return printLeftOut();
        }
        if (chart != null && !Charts.canWrite(chart)) {
            throw new ParameterException(spec.commandLine(), "--chart: " + chart + " must end in .png or .svg");
        }
        int replications = seeds.replications();
        Scenario scenario = migration.scenario("predict", strategy.values());
        Profile profile = Profiles.read(profileOption.or(null));
        Predictor predictor = new Predictor(profile);
        Prediction prediction = predictor.predict(scenario, seeds.seed(), replications, Uncertainty.DRAWS_MAX);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> map = PredictionText.toMap(prediction, profile.name(), seeds.seed());
            map.put(Made.KEY, MadeBy.of(spec).toMap());
            out.print(PlainJson.of(map));
        } else {
            out.println(migration.title() + ", " + strategy.title());
            out.print(PredictionText.of(prediction, profile.name(), seeds.seed()));
        }
        out.flush();
        if (chart != null) {
            Simulation simulation = new Simulation(scenario, profile);
            Simulate.draw(chart, Simulate.timeline(simulation, simulation.run(seeds.seed())), migration.title());
        }
        return ExitCode.OK;
    }

    private int printLeftOut() {
        Profile profile = Profiles.read(profileOption.or(null));
        LeftOut known = LeftOut.of(profile)
                .orElseThrow(() -> InputException.of(
                        "profile " + profile.name(),
                        "does not say what its fit predicted for left-out flavours: calibrate with cross-validation and"
                                + " resamples writes it"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("profile " + profile.name() + ": each run as predicted by a fit without its flavour");
        out.println();
        out.print(LeftOutText.of(known));
        out.flush();
        return ExitCode.OK;
    }
}
