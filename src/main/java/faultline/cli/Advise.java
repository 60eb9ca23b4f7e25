package faultline.cli;

import faultline.fit.Prediction;
import faultline.fit.Predictor;
import faultline.json.PlainJson;
import faultline.json.Profiles;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Strategy;
import faultline.run.Convergence;
import faultline.run.Metric;
import faultline.run.Simulation;
import faultline.stats.Made;
import faultline.stats.Result;
import faultline.unit.Span;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code advise} command. */
@Command(
        name = "advise",
        description = "Says how best to migrate a guest: pre-copy, post-copy or hybrid, with which settings.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpWidth = 125,
        footerHeading = "%nExample:%n",
        footer = {
            "  faultline advise --flavour t --link coleraine-dublin --load stress:50%% --max-downtime 500ms",
            "",
            "  t, load stress:50%%, over coleraine-dublin",
            "  predicted with profile ulstercloud, seed 1, 8 bootstrap draws; median, and what 95 %% stay below",
            "",
            "                                guest downtime            stall          total time          99 %% done by",
            "  -------------------------------------------------------------------------------------------------------",
            "  hybrid                                609 ms   678 ms  301 ms  391 ms      11.1 s  12.3 s        14.8 s",
            "  pre-copy (does not converge)          916 ms  1002 ms    0 ms    0 ms      11.3 s  12.6 s        15.1 s",
            "  post-copy                             609 ms   678 ms  444 ms  612 ms      11.1 s  12.3 s        14.8 s",
            "",
            "  none keeps every limit; nearest: hybrid",
            "    hybrid breaks 500 ms: downtime (guest) 609 ms, up to 678 ms",
            "    pre-copy breaks 500 ms: downtime (guest) 916 ms, up to 1002 ms",
            "    post-copy breaks 500 ms: downtime (guest) 609 ms, up to 678 ms",
            "",
            "  pre-copy does not converge under this load; it stops at about 8195344 pages/s (33568.1 MB/s) of uniform writes over 256 MiB",
            "",
            "  timeout that 99 %% of such migrations meet (hybrid): 15 s",
            "    50 %% within 11.0 s, 90 %% within 12.8 s, 95 %% within 13.5 s, 99 %% within 14.8 s, 99.9 %% within 16.7 s",
            "    (Student's t of the errors for left-out cells: a tail that no measurement reached)",
            "  timeout after which to turn to post-copy: 1 s: 99 %% have made their pass by then",
            "",
            "  virsh:",
            "    virsh migrate --live --p2p --postcopy --postcopy-after-precopy DOMAIN DESTINATION",
            "    virsh migrate-setmaxdowntime DOMAIN 300   # once it runs, in ms",
            "",
            "  Nova, nova.conf:",
            "    [libvirt]",
            "    live_migration_permit_post_copy = true",
            "    live_migration_timeout_action = force_complete",
            "    live_migration_completion_timeout = 1   # s for each GiB of memory",
            "    live_migration_downtime = 300",
            "",
            "  KubeVirt:",
            "    spec:   # of a MigrationPolicy; progressTimeout is set for the cluster, in the KubeVirt resource",
            "      allowPostCopy: true",
            "      completionTimeoutPerGiB: 1",
            "",
            "  warning: extrapolates: migration.strategy hybrid is none of the fit's post-copy"
        })
final class Advise implements Callable<Integer> {
    /** A pre-copy that does not converge takes seconds to simulate: fewer bootstrap draws than a prediction has. */
    private static final int DRAWS_MAX = 8;

    @Spec
    private CommandSpec spec;

    @Mixin
    private MigrationOptions migration;

    @Mixin
    private ProfileOption profileOption;

    @Mixin
    private SeedOptions seeds;

    @Option(names = "--max-downtime", paramLabel = "TIME", description = "Longest downtime that the guest may have.")
    private @Nullable Span maxDowntime;

    @Option(
            names = "--max-stall",
            paramLabel = "TIME",
            description = "Longest stall (vCPU blocktime, the sum over the vCPUs).")
    private @Nullable Span maxStall;

    @Option(names = "--max-time", paramLabel = "TIME", description = "Longest total time.")
    private @Nullable Span maxTime;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    Advise() {}

    @Override
    public Integer call() {
        Map<Metric, Span> limits = limits();
        int replications = seeds.replications();
        Profile profile = Profiles.read(profileOption.or(null));
        Predictor predictor = new Predictor(profile);
        Map<String, Scenario> scenarios = scenarios(profile);
        Map<String, Prediction> predictions = new LinkedHashMap<>();
        scenarios.forEach((name, scenario) ->
                predictions.put(name, predictor.predict(scenario, seeds.seed(), replications, DRAWS_MAX)));
        Advice advice = Advice.of(predictions, limits);
        Scenario best = advice.best().prediction().scenario();
        Result once = new Simulation(best, profile).run(seeds.seed());
        Settings settings = new Settings(advice.best().prediction(), new Span(once.precopyNs()));
        Convergence convergence =
                Convergence.search(scenarios.values().iterator().next(), profile, seeds.seed());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> map =
                    AdviceText.toMap(advice, convergence, settings, profile.name(), seeds.seed());
            map.put(Made.KEY, MadeBy.of(spec).toMap());
            out.print(PlainJson.of(map));
        } else {
            out.println(migration.title());
            out.print(AdviceText.of(advice, convergence, settings, profile.name(), seeds.seed()));
        }
        out.flush();
        return ExitCode.OK;
    }

    /** Returns the ways to migrate: without a channel for urgent pages where the hypervisor has one fault thread. */
    private Map<String, Scenario> scenarios(Profile profile) {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        boolean tcp = !"rdma".equals(migration.transport()); // QEMU has no post-copy over RDMA.
        scenarios.put("pre-copy", scenario(Strategy.PRE_COPY, Map.of()));
        if (tcp) {
            scenarios.put("post-copy", scenario(Strategy.POST_COPY, Map.of("migration.preempt", "false")));
            scenarios.put("hybrid", scenario(Strategy.HYBRID, Map.of("migration.preempt", "false")));
        }
        if (tcp && profile.behaviour().demandService() == Profile.DemandService.PIPELINED) {
            Map<String, String> preempt = Map.of("migration.preempt", migration.preemptWay());
            scenarios.put("post-copy with preempt", scenario(Strategy.POST_COPY, preempt));
            scenarios.put("hybrid with preempt", scenario(Strategy.HYBRID, preempt));
        }
        return scenarios;
    }

    private Scenario scenario(Strategy strategy, Map<String, String> more) {
        Map<String, String> values = new LinkedHashMap<>(more);
        values.put("migration.strategy", strategy.word());
        if (strategy == Strategy.HYBRID) {
            values.put("migration.switchover.afterPasses", "1");
        }
        return migration.suited("advise", strategy, values);
    }

    private Map<Metric, Span> limits() {
        Map<Metric, Span> limits = new EnumMap<>(Metric.class);
        put(limits, Metric.GUEST_DOWNTIME, maxDowntime);
        put(limits, Metric.VCPU_BLOCKTIME, maxStall);
        put(limits, Metric.TOTAL_TIME, maxTime);
        return limits;
    }

    private static void put(Map<Metric, Span> limits, Metric metric, @Nullable Span limit) {
        if (limit != null) {
            limits.put(metric, limit);
        }
    }
}
