package faultline.cli;

import faultline.json.PlainJson;
import faultline.json.Profiles;
import faultline.json.Scenarios;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.report.Table;
import faultline.run.Simulation;
import faultline.run.Target;
import faultline.stats.Result;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code benchmark-model} command. */
@Command(
        name = "benchmark-model",
        description = "Holds the model against figures that others have published; nothing is fitted to them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class BenchmarkModel implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SeedOptions seeds;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchmarkModel() {}

    @Override
    public Integer call() {
        Map<String, Result> results = new HashMap<>();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        Table table = new Table(1);
        table.row("target", "predicted", "published", "factor", "").rule();
        for (Target target : Target.ALL) {
            Result result = results.computeIfAbsent(target.scenario(), this::simulate);
            double predicted = target.figure().of(result);
            table.row(
                    target.name(),
                    shown(predicted) + " " + target.figure().unit(),
                    published(target),
                    String.format(Locale.ROOT, "%.2f", target.factor(predicted)),
                    verdict(target, predicted));
            rows.add(row(target, predicted));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? PlainJson.of(Map.of("targets", rows)) : table.toString());
        out.flush();
        return ExitCode.OK;
    }

    private Result simulate(String name) {
        Scenario scenario = Scenarios.read(name);
        Profile profile = Profiles.read(String.valueOf(scenario.profile()));
        return new Simulation(scenario, profile).run(seeds.seed());
    }

    private static String published(Target target) {
        String low = shown(target.low());
        return (target.low() == target.high() ? low : low + " to " + shown(target.high())) + " "
                + target.figure().unit();
    }

    private static String verdict(Target target, double predicted) {
        if (target.met(predicted)) {
            return "";
        }
        return "fails: too " + (target.factor(predicted) > 1 ? "high" : "low");
    }

    private static Map<String, @Nullable Object> row(Target target, double predicted) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("target", target.name());
        row.put("scenario", target.scenario());
        row.put("unit", target.figure().unit());
        row.put("predicted", predicted);
        row.put("published", List.of(target.low(), target.high()));
        row.put("factor", target.factor(predicted));
        row.put("met", target.met(predicted));
        return row;
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, value < 1 ? "%.3f" : "%.2f", value);
    }
}
