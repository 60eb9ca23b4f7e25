package faultline.cli;

import faultline.driver.DomainFacts;
import faultline.driver.Outcome;
import faultline.json.Links;
import faultline.json.Profiles;
import faultline.json.RawLogs;
import faultline.json.Runs;
import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.Run;
import faultline.model.Scenario;
import faultline.model.Vm;
import faultline.run.Simulation;
import faultline.unit.Bytes;
import faultline.unit.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that make a run of a migration: what is known of its link and load, and where it is kept. */
final class RecordOptions {
    /** As many workers as a run's load may have. */
    static final int WORKERS_MAX = 1_000_000;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--out", description = "Append the run to this file; needs --link.")
    private @Nullable Path out;

    @Option(names = "--link", description = "The link, as faultline probe writes it.")
    private @Nullable String link;

    @Option(names = "--stress", description = "What the guest writes all the time, as \"512 MiB\"; else it is idle.")
    private @Nullable Bytes stress;

    @Option(names = "--workers", description = "Processes that write it (${DEFAULT-VALUE}).")
    private int workers = 1;

    @Option(names = "--profile", description = "Show the time left as the simulator predicts it; needs --link.")
    private @Nullable String profile;

    private @Nullable Scenario scenario;

    /** Reads what the run needs before the guest moves. */
    void prepare(String uri, String domain, Scenario order) {
        Numbers.check(spec, "--workers", workers, 1, WORKERS_MAX);
        if (out == null && profile == null) {
            return;
        }
        if (link == null) {
            throw new UserException("--out and --profile need --link: faultline probe writes one");
        }
        LinkSpec measured = Links.read(link);
        Load load = stress == null ? new Load.Idle() : new Load.Stress(stress, workers);
        String id = domain + "-"
                + Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
        Vm vm = DomainFacts.vm(uri, domain);
        scenario =
                new Scenario(id, "faultline migrate", vm, load, order.diskWrites(), measured, order.migration(), null);
    }

    /** Where the raw statistics go unless told: where {@code compare} looks for them. */
    Path raw() {
        Scenario known = scenario;
        return out == null || known == null ? Path.of("migration.jsonl.gz") : RawLogs.beside(out, known.id());
    }

    /** How long the simulator says that the whole will take, or null where it is not asked. */
    @Nullable
    Span predictedTotal() {
        Scenario known = scenario;
        if (profile == null || known == null) {
            return null;
        }
        return new Span(new Simulation(known, Profiles.read(profile)).run(1).totalNs());
    }

    /** Appends the run, a failed one too. */
    void keep(Outcome outcome) {
        Scenario known = scenario;
        if (out == null || known == null) {
            return;
        }
        List<Run> runs = new ArrayList<>(Files.exists(out) ? Runs.read(out.toString()) : List.of());
        runs.add(new Run(known, outcome.measured(), outcome.failure(), null, outcome.reasons()));
        try {
            Runs.write(out, runs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
