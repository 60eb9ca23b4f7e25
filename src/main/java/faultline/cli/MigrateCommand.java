package faultline.cli;

import faultline.driver.Hosts;
import faultline.driver.Migrator;
import faultline.driver.Outcome;
import faultline.driver.RawLog;
import faultline.json.ScenarioTemplate;
import faultline.model.MigrationSpec;
import faultline.model.Scenario;
import faultline.model.Strategy;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline migrate}: one real migration, watched and recorded. */
@Command(
        name = "migrate",
        description = "Migrates a running guest and records what was measured of it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class MigrateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DOMAIN", description = "The guest.")
    private String domain = "";

    @Mixin
    private HostOptions hosts = new HostOptions();

    @Option(
            names = "--strategy",
            required = true,
            completionCandidates = Candidates.Strategies.class,
            description = "post-copy, hybrid or pre-copy.")
    private String strategy = "";

    @Option(names = "--switchover", description = "For hybrid: passes:N or after:SPAN, as \"after:5 s\".")
    private @Nullable String switchover;

    @Option(names = "--bandwidth", description = "The same as --max-bandwidth.")
    private @Nullable Rate bandwidth;

    @Mixin
    private MigrationFlags flags = new MigrationFlags();

    @Option(names = "--timeout", description = "Abort a pre-copy that takes longer (${DEFAULT-VALUE}).")
    private Span timeout = Span.ofSeconds(600);

    @Option(
            names = "--raw",
            description = "Write the raw statistics to this file (raw/ID.jsonl.gz beside --out, else "
                    + "migration.jsonl.gz).")
    private @Nullable Path raw;

    @Mixin
    private RecordOptions recording = new RecordOptions();

    @Spec
    private CommandSpec spec;

    MigrateCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Scenario wanted = order();
        MigrationSpec order = wanted.migration();
        Hosts between = hosts.hosts();
        recording.prepare(between.from(), domain, wanted);
        try (RawLog log = new RawLog(raw == null ? recording.raw() : raw, new DriverJson())) {
            ProgressLine line = new ProgressLine(out, recording.predictedTotal());
            Migrator migrator = new Migrator(between, domain, order, timeout, new DriverJson(), log, line::show);
            Interrupt interrupt = Interrupt.around(migrator, spec.commandLine().getErr());
            try {
                Outcome outcome = migrator.run();
                line.end();
                recording.keep(outcome);
                return report(outcome, out);
            } finally {
                interrupt.close();
            }
        }
    }

    private int report(Outcome outcome, PrintWriter out) {
        if (outcome.failure() == null) {
            out.println(Figures.of(outcome.measured()));
            if (!outcome.options().isEmpty()) {
                out.println("QEMU told: " + outcome.options());
            }
            outcome.reasons().forEach((figure, why) -> out.println("not measured: " + figure + ": " + why));
            out.flush();
            return ExitCode.OK;
        }
        if (outcome.recoverable()) {
            throw new UserException("post-copy broke off (" + outcome.failure() + "): the guest stands still and is"
                    + " whole only across both hosts: destroy neither half. Mend the link, then: faultline recover "
                    + domain + " " + hosts.words());
        }
        throw new UserException("the guest is still at the source: " + outcome.failure());
    }

    /** Reads the order as a scenario's file would be read, so that what QEMU refuses is refused alike. */
    private Scenario order() {
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "id", domain,
                "vm.vcpus", "1",
                "vm.memory", "1 GiB",
                "vm.disk", "1 GiB",
                "load.kind", "idle",
                "link.bandwidth", "1 Gbit/s",
                "link.rtt", "1 ms"));
        values.put("migration.strategy", strategy);
        values.putAll(SwitchoverOption.values(strategy, switchover));
        if (bandwidth != null) {
            values.put("migration.bandwidth", bandwidth.toString());
        }
        values.putAll(flags.values());
        return ScenarioTemplate.empty("command line").with(values);
    }

    /** Reads {@code --switchover}. */
    static final class SwitchoverOption {
        private SwitchoverOption() {}

        static Map<String, String> values(String strategy, @Nullable String text) {
            if (!strategy.equals(Strategy.HYBRID.word()) && text == null) {
                return Map.of();
            }
            String given = text == null ? "passes:1" : text;
            if (given.startsWith("passes:")) {
                return Map.of("migration.switchover.afterPasses", given.substring("passes:".length()));
            }
            if (given.startsWith("after:")) {
                return Map.of("migration.switchover.after", given.substring("after:".length()));
            }
            throw new UserException("--switchover " + given + " is neither passes:N nor after:SPAN");
        }
    }
}
