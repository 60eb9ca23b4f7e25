package faultline.cli;

import faultline.model.Strategy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of a migration that a scenario file may switch on as well. */
final class MigrationFlags {
    private static final Pattern PRECOPY = Pattern.compile("migration\\.(reorder|xbzrle|autoConverge)(\\..*)?");
    private static final Pattern POSTCOPY =
            Pattern.compile("migration\\.(preempt|prepaging|postcopyBandwidth)(\\..*)?");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--prepaging",
            paramLabel = "PAGES[:WAY[:N]]",
            description = "The push turns to the pages around a fault (bubbling): 64pages, 64pages:both, "
                    + "64pages:forward:4 for the four latest faults in turn.")
    private @Nullable String prepaging;

    @Option(
            names = "--preempt",
            paramLabel = "WAY",
            arity = "0..1",
            fallbackValue = "true",
            description = "Urgent pages have a channel of their own (QEMU 7.1 and later); --preempt=full: the thread "
                    + "that reads the requests sends them (8.0).")
    private @Nullable String preempt;

    @Option(
            names = "--reorder",
            paramLabel = "ORDER",
            description = "none, or lru: pages that were written longest ago first.")
    private @Nullable String reorder;

    @Option(
            names = "--xbzrle",
            paramLabel = "CACHE",
            arity = "0..1",
            fallbackValue = "64MiB",
            description = "Pages that are sent again go as their difference, where the cache has them "
                    + "(default cache: 64MiB).")
    private @Nullable String xbzrle;

    @Option(names = "--transport", paramLabel = "WORD", description = "tcp (default) or rdma.")
    private @Nullable String transport;

    @Option(
            names = "--auto-converge",
            paramLabel = "FIRST[:MORE[:MOST]]",
            arity = "0..1",
            fallbackValue = "20%:10%:99%",
            description = "Throttle a guest that writes faster than pages are sent (default: 20%%:10%%:99%%).")
    private @Nullable String autoConverge;

    @Option(
            names = "--max-bandwidth",
            paramLabel = "RATE",
            description = "Limit while the guest is at the source, kept in slices of 100 ms: 400Mbit/s.")
    private @Nullable String bandwidth;

    @Option(
            names = "--postcopy-bandwidth",
            paramLabel = "RATE",
            description = "Limit of the post-copy's push; page requests may exceed it.")
    private @Nullable String postcopyBandwidth;

    @Option(
            names = "--storage",
            paramLabel = "STORAGE",
            completionCandidates = Candidates.Storages.class,
            description = "shared (default), or block: the disk is sent too.")
    private @Nullable String storage;

    @Option(
            names = "--disk-writes",
            paramLabel = "RATE[:SET]",
            description = "What the load writes to the disk: 20MB/s, 20MB/s:2GiB.")
    private @Nullable String diskWrites;

    MigrationFlags() {}

    /** Returns the values by their paths in a scenario, those that were given. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "--prepaging", prepaging, "migration.prepaging", "window", "direction", "pivots");
        put(values, "--preempt", preempt, "migration", "preempt");
        put(values, "--reorder", reorder, "migration", "reorder");
        put(values, "--xbzrle", xbzrle, "migration.xbzrle", "cache");
        put(values, "--transport", transport, "migration", "transport");
        put(values, "--auto-converge", autoConverge, "migration.autoConverge", "initial", "increment", "max");
        put(values, "--max-bandwidth", bandwidth, "migration", "bandwidth");
        put(values, "--postcopy-bandwidth", postcopyBandwidth, "migration", "postcopyBandwidth");
        put(values, "--storage", storage, "migration", "storage");
        put(values, "--disk-writes", diskWrites, "load", "diskWrites", "diskSet");
        return values;
    }

    /** Returns those of them that a strategy can have: passes have no faults, and faults no passes. */
    Map<String, String> suited(Strategy strategy) {
        Map<String, String> values = values();
        values.keySet().removeIf(path -> switch (strategy) {
            case PRE_COPY -> POSTCOPY.matcher(path).matches();
            case POST_COPY -> PRECOPY.matcher(path).matches();
            case HYBRID -> false;
        });
        return values;
    }

    private void put(
            Map<String, String> values, String option, @Nullable String written, String object, String... keys) {
        if (written == null) {
            return;
        }
        String[] parts = written.split(":", -1);
        if (parts.length > keys.length) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + written + " has more parts than " + keys.length);
        }
        for (int i = 0; i < parts.length; i++) {
            values.put(object + "." + keys[i], parts[i]);
        }
    }

    /** Returns what is switched on, in a few words, with a space before each. */
    String title() {
        StringBuilder title = new StringBuilder();
        values().forEach((path, value) -> {
            if (!value.equals("false") && !value.equals("none")) {
                title.append(title.isEmpty() ? " with " : ", ").append(path.replaceFirst("^(migration|load)\\.", ""));
                title.append(value.equals("true") ? "" : " " + value);
            }
        });
        return title.toString();
    }
}
