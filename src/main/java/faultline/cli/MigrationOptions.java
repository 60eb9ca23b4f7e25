package faultline.cli;

import faultline.json.ScenarioTemplate;
import faultline.model.Scenario;
import faultline.model.Strategy;
import faultline.run.Axis;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that describe a guest, its load, a link and how to migrate; together they are a scenario. */
final class MigrationOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--flavour",
            paramLabel = "FLAVOUR",
            completionCandidates = Candidates.Flavours.class,
            description = "Guest: a name under models/flavours, or a file.")
    private @Nullable String flavour;

    @Option(
            names = "--domain-xml",
            paramLabel = "FILE",
            description = "Guest: libvirt's XML (virsh dumpxml); disks count where their images are at hand.")
    private @Nullable Path domainXml;

    @Mixin
    private LiveOptions live = new LiveOptions();

    @Option(names = "--vcpus", paramLabel = "N", description = "vCPUs of the guest.")
    private @Nullable String vcpus;

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of the guest: 32GiB.")
    private @Nullable String memory;

    @Option(names = "--disk", paramLabel = "SIZE", description = "Disk of the guest: 160GiB.")
    private @Nullable String disk;

    @Option(
            names = "--load",
            completionCandidates = Candidates.Loads.class,
            paramLabel = "LOAD",
            description = {
                "idle, stress:75%% or stress:12GiB[:WORKERS] (a worker for each vCPU by default), ",
                "uniform:4GiB:20000/s:WRITES, zipf:4GiB:20000/s:EXPONENT:WRITES, WRITES from 0 to 1 "
                        + "(default: idle, or with --connect the guest's dirty rate)."
            })
    private @Nullable String load;

    @Option(
            names = "--link",
            paramLabel = "LINK",
            completionCandidates = Candidates.Links.class,
            description = "Link: a name under models/links, or a file.")
    private @Nullable String link;

    @Option(names = "--bandwidth", paramLabel = "RATE", description = "Bandwidth of the link: 10Gbit/s.")
    private @Nullable String bandwidth;

    @Option(names = "--rtt", paramLabel = "TIME", description = "Round-trip time of the link: 80ms.")
    private @Nullable String rtt;

    @Mixin
    private MigrationFlags flags = new MigrationFlags();

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Any other value of the scenario by its JSON path: link.window=16MiB.")
    private Map<String, String> set = new LinkedHashMap<>();

    MigrationOptions() {}

    /**
     * Returns the scenario.
     *
     * @param migration values by path that say how to migrate
     */
    Scenario scenario(String id, Map<String, String> migration) {
        return scenario(id, migration, flags.values());
    }

    /** Returns the scenario with those of the options that its strategy can have. */
    Scenario suited(String id, Strategy strategy, Map<String, String> migration) {
        return scenario(id, migration, flags.suited(strategy));
    }

    private Scenario scenario(String id, Map<String, String> migration, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", id);
        guest(values);
        load(values);
        put(values, "link", link);
        put(values, "link.bandwidth", bandwidth);
        put(values, "link.rtt", rtt);
        given.forEach((path, value) -> values.put(path, text(path, value)));
        values.putAll(migration);
        set.forEach((path, value) -> values.put(path, text(path, value)));
        return ScenarioTemplate.empty("command line").with(values);
    }

    /** Returns the transport that was asked for, or null. */
    @Nullable
    String transport() {
        return flags.values().get("migration.transport");
    }

    /** Returns which channel of their own urgent pages get where they get one. */
    String preemptWay() {
        String asked = flags.values().getOrDefault("migration.preempt", "true");
        return asked.equals("false") ? "true" : asked;
    }

    /** Returns what it is, in a few words. */
    String title() {
        String guest =
                flavour != null ? flavour : domainXml != null ? String.valueOf(domainXml.getFileName()) : "guest";
        if (live.given()) {
            guest = live.title();
        }
        String size = memory == null ? "" : " of " + memory;
        String over = link == null ? "link" : link;
        return guest + size + ", load " + loadTitle() + ", over " + over + (rtt == null ? "" : " with RTT " + rtt)
                + flags.title();
    }

    private String loadTitle() {
        if (load != null) {
            return load;
        }
        return live.given()
                ? live.values(false).getOrDefault("load.accesses", "idle").replace("/s", "writes/s (its dirty rate)")
                : "idle";
    }

    private void guest(Map<String, String> values) {
        if ((flavour == null ? 0 : 1) + (domainXml == null ? 0 : 1) + (live.given() ? 1 : 0) > 1) {
            throw usage("--flavour, --domain-xml and --connect: give one of them");
        }
        if (live.given()) {
            values.putAll(live.values(load != null));
        }
        put(values, "flavour", flavour);
        if (domainXml != null) {
            values.putAll(DomainXml.read(domainXml));
        }
        put(values, "vm.vcpus", vcpus);
        put(values, "vm.memory", memory);
        put(values, "vm.disk", disk);
    }

    private void load(Map<String, String> values) {
        if (load == null) {
            values.putIfAbsent("load.kind", "idle");
            return;
        }
        String[] parts = load.split(":", -1);
        values.put("load.kind", parts[0]);
        String[] keys = switch (parts[0]) {
            case "stress" -> new String[] {"memory", "workers"};
            case "uniform" -> new String[] {"memory", "accesses", "writeShare"};
            case "zipf" -> new String[] {"memory", "accesses", "exponent", "writeShare"};
            default -> new String[0];
        };
        if (parts.length - 1 > keys.length) {
            throw usage("--load: " + load + " has more parts than " + parts[0] + " takes, " + keys.length);
        }
        if (parts[0].equals("stress")) {
            values.put("load.workers", "vcpus");
        }
        for (int i = 1; i < parts.length; i++) {
            values.put("load." + keys[i - 1], text("--load", parts[i]));
        }
    }

    private String text(String name, String value) {
        try {
            return Axis.parse(name + "=" + value).values().get(0).text();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static void put(Map<String, String> values, String path, @Nullable String value) {
        if (value != null) {
            values.put(path, value);
        }
    }
}
