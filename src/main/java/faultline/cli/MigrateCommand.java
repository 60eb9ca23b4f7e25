package faultline.cli;

import faultline.driver.Hosts;
import faultline.driver.Migrator;
import faultline.driver.Outcome;
import faultline.driver.RawLog;
import faultline.model.MigrationSpec;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
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

    @Option(names = "--bandwidth", description = "Limit for QEMU, as \"400 Mbit/s\".")
    private @Nullable Rate bandwidth;

    @Option(names = "--preempt", description = "Urgent pages on a connection of their own; needs both monitors.")
    private boolean preempt;

    @Option(
            names = "--storage",
            completionCandidates = Candidates.Storages.class,
            description = "shared or block (${DEFAULT-VALUE}).")
    private String storage = "shared";

    @Option(names = "--timeout", description = "Abort a pre-copy that takes longer (${DEFAULT-VALUE}).")
    private Span timeout = Span.ofSeconds(600);

    @Option(names = "--raw", description = "Write the raw statistics to this file (${DEFAULT-VALUE}).")
    private Path raw = Path.of("migration.jsonl.gz");

    @Mixin
    private RecordOptions recording = new RecordOptions();

    @Spec
    private CommandSpec spec;

    MigrateCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        MigrationSpec order = order();
        Hosts between = hosts.hosts();
        recording.prepare(between.from(), domain, order);
        try (RawLog log = new RawLog(raw, new DriverJson())) {
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

    private MigrationSpec order() {
        Strategy wanted = Arrays.stream(Strategy.values())
                .filter(s -> s.word().equals(strategy))
                .findFirst()
                .orElseThrow(
                        () -> new UserException("--strategy " + strategy + " is not post-copy, hybrid or pre-copy"));
        Storage kind = Arrays.stream(Storage.values())
                .filter(s -> s.word().equals(storage))
                .findFirst()
                .orElseThrow(() -> new UserException("--storage " + storage + " is not shared or block"));
        return new MigrationSpec(
                wanted,
                SwitchoverOption.parse(wanted, switchover),
                kind,
                preempt,
                bandwidth,
                MigrationSpec.DOWNTIME_LIMIT_DEFAULT,
                MigrationSpec.MAX_PASSES_DEFAULT);
    }

    /** Reads {@code --switchover}. */
    static final class SwitchoverOption {
        private SwitchoverOption() {}

        static Switchover parse(Strategy strategy, @Nullable String text) {
            if (strategy != Strategy.HYBRID) {
                if (text != null) {
                    throw new UserException("--switchover belongs to hybrid: " + strategy.word() + " has its own");
                }
                return new Switchover.Immediately();
            }
            String given = text == null ? "passes:1" : text;
            try {
                if (given.startsWith("passes:")) {
                    return new Switchover.AfterPasses(Integer.parseInt(given.substring("passes:".length())));
                }
                if (given.startsWith("after:")) {
                    return new Switchover.After(Span.parse(given.substring("after:".length())));
                }
            } catch (IllegalArgumentException e) {
                throw new UserException("--switchover " + given + ": " + e.getMessage(), e);
            }
            throw new UserException("--switchover " + given + " is neither passes:N nor after:SPAN");
        }
    }
}
