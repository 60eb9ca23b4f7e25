package faultline.cli;

import faultline.fit.Prediction;
import faultline.model.AutoConverge;
import faultline.model.MigrationSpec;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Transport;
import faultline.model.Vm;
import faultline.model.Xbzrle;
import faultline.run.Metric;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of virsh, Nova and KubeVirt that ask for a migration as it was predicted.
 *
 * <p>Nova and KubeVirt multiply their timeouts by the GiB to move and, with post-copy permitted, turn to post-copy when
 * they run out; without, they give the migration up.
 */
final class Settings {
    private static final double GIB = 1L << 30;
    private static final long NOVA_DOWNTIME_MIN_MS = 100;

    private final Prediction prediction;
    private final MigrationSpec spec;

    /** Nova and KubeVirt give a pre-copy up after it, and turn to post-copy where that is permitted. */
    private final double timeoutSeconds;

    /**
     * Makes the settings for a migration.
     *
     * @param precopy how long its pre-copy lasts before it turns to post-copy; taken to be as uncertain as the whole
     */
    Settings(Prediction prediction, Span precopy) {
        this.prediction = prediction;
        this.spec = prediction.scenario().migration();
        double whole = timeout99(prediction);
        double longer = whole * 1e9 / prediction.of(Metric.TOTAL_TIME).middle();
        timeoutSeconds = spec.strategy() == Strategy.PRE_COPY ? whole : precopy.seconds() * longer;
    }

    /** Returns after how many seconds an orchestrator that watches the pre-copy may act. */
    double timeoutSeconds() {
        return timeoutSeconds;
    }

    private boolean postCopy() {
        return spec.strategy() != Strategy.PRE_COPY;
    }

    List<String> virsh() {
        StringBuilder migrate = new StringBuilder("virsh migrate --live --p2p");
        if (spec.storage() == Storage.BLOCK) {
            migrate.append(" --copy-storage-all");
        }
        if (postCopy()) {
            migrate.append(" --postcopy").append(switchover());
            Rate push = spec.limits().postcopy();
            migrate.append(push == null ? "" : " --postcopy-bandwidth " + mebibytes(push));
        } else {
            migrate.append(" --timeout ").append(seconds(timeoutSeconds)).append(" --timeout-suspend");
        }
        Rate limit = spec.bandwidth();
        migrate.append(limit == null ? "" : " --bandwidth " + mebibytes(limit));
        migrate.append(passes());
        List<String> lines = new ArrayList<>();
        lines.add(migrate + " DOMAIN DESTINATION");
        if (spec.strategy() == Strategy.POST_COPY) {
            lines.add("virsh migrate-postcopy DOMAIN       # at once, from another shell");
        }
        if (spec.strategy() != Strategy.POST_COPY) {
            lines.add("virsh migrate-setmaxdowntime DOMAIN " + downtimeMs() + "   # once it runs, in ms");
        }
        return lines;
    }

    /** Returns virsh's words for how the passes of a pre-copy are made. */
    private String passes() {
        Xbzrle xbzrle = spec.precopy().xbzrle();
        AutoConverge throttle = spec.precopy().autoConverge();
        return (xbzrle == null
                        ? ""
                        : " --compressed --comp-methods xbzrle --comp-xbzrle-cache "
                                + xbzrle.cache().count())
                + (throttle == null
                        ? ""
                        : " --auto-converge --auto-converge-initial " + throttle.initialPercent()
                                + " --auto-converge-increment " + throttle.incrementPercent())
                + (spec.transport() == Transport.RDMA ? " --migrateuri rdma://DESTINATION" : "");
    }

    private String switchover() {
        if (spec.switchover() instanceof Switchover.AfterPasses after && after.passes() == 1) {
            return " --postcopy-after-precopy";
        }
        return spec.switchover() instanceof Switchover.After after
                ? " --timeout " + seconds(after.span().seconds()) + " --timeout-postcopy"
                : "";
    }

    List<String> nova() {
        List<String> lines = new ArrayList<>();
        lines.add("[libvirt]");
        lines.add("live_migration_permit_post_copy = " + (postCopy() ? "true" : "false"));
        lines.add("live_migration_timeout_action = " + (postCopy() ? "force_complete" : "abort"));
        lines.add("live_migration_completion_timeout = " + perGib(Math.max(2, gib())) + "   # s for each GiB of memory"
                + (spec.storage() == Storage.BLOCK ? " and disk" : ""));
        lines.add("live_migration_downtime = " + Math.max(NOVA_DOWNTIME_MIN_MS, downtimeMs()));
        Rate limit = spec.bandwidth();
        if (limit != null) {
            lines.add("live_migration_bandwidth = " + mebibytes(limit));
        }
        return lines;
    }

    List<String> kubeVirt() {
        List<String> lines = new ArrayList<>();
        lines.add("spec:   # of a MigrationPolicy; progressTimeout is set for the cluster, in the KubeVirt resource");
        lines.add("  allowPostCopy: " + postCopy());
        lines.add("  completionTimeoutPerGiB: " + perGib(gib()));
        Rate limit = spec.bandwidth();
        if (limit != null) {
            lines.add("  bandwidthPerMigration: " + mebibytes(limit) + "Mi");
        }
        return lines;
    }

    private double gib() {
        Vm vm = prediction.scenario().vm();
        Bytes disk = spec.storage() == Storage.BLOCK ? vm.disk() : null;
        return (vm.memory().count() + count(disk)) / GIB;
    }

    private static long count(@Nullable Bytes size) {
        return size == null ? 0 : size.count();
    }

    private long perGib(double gib) {
        return Math.max(1, (long) Math.ceil(timeoutSeconds / gib));
    }

    private long downtimeMs() {
        return Math.max(1, spec.downtimeLimit().ns() / 1_000_000);
    }

    private static long mebibytes(Rate rate) {
        return Math.max(1, rate.bitsPerSecond() / 8 / (1 << 20));
    }

    private static long seconds(double seconds) {
        return Math.max(1, (long) Math.ceil(seconds));
    }

    /** Returns the time that 99 % of such migrations take at most, in seconds. */
    static double timeout99(Prediction prediction) {
        return within(prediction, 0.99) / 1e9;
    }

    /** Returns the time that a share of such migrations takes at most, in ns. */
    static double within(Prediction prediction, double share) {
        return prediction.of(Metric.TOTAL_TIME).below(share);
    }
}
