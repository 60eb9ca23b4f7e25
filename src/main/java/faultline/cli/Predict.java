package faultline.cli;

import faultline.fit.Prediction;
import faultline.fit.Predictor;
import faultline.fit.Uncertainty;
import faultline.json.PlainJson;
import faultline.json.Profiles;
import faultline.model.Profile;
import faultline.model.Scenario;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "  predicted with profile ulstercloud, seed 1, 0 bootstrap draws",
            "",
            "                                 median         90 %% interval  interval from",
            "  --------------------------------------------------------------------------",
            "  total time                    204.6 s    204.6 s to 204.6 s   replications",
            "  downtime (reported)            889 ms      889 ms to 889 ms   replications",
            "  downtime (guest)               889 ms      889 ms to 889 ms   replications",
            "  transferred                   14.6 GB    14.6 GB to 14.6 GB   replications",
            "  stall (vCPU blocktime, sum)  1186.1 s  1186.1 s to 1186.1 s   replications",
            "",
            "  replications: replications only: the profile has no bootstrap draws and residuals; calibrate gives them"
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

    Predict() {}

    @Override
    public Integer call() {
        int replications = seeds.replications();
        Scenario scenario = migration.scenario("predict", strategy.values());
        Profile profile = Profiles.read(profileOption.or(null));
        Predictor predictor = new Predictor(profile);
        Prediction prediction = predictor.predict(scenario, seeds.seed(), replications, Uncertainty.DRAWS_MAX);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(PlainJson.of(PredictionText.toMap(prediction, profile.name(), seeds.seed())));
        } else {
            out.println(migration.title() + ", " + strategy.title());
            out.print(PredictionText.of(prediction, profile.name(), seeds.seed()));
        }
        out.flush();
        return ExitCode.OK;
    }
}
