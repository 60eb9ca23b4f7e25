package faultline.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import faultline.model.AutoConverge;
import faultline.model.MigrationSpec;
import faultline.model.Parameter;
import faultline.model.PrecopyOptions;
import faultline.model.Prepaging;
import faultline.model.Reorder;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Transport;
import org.jspecify.annotations.Nullable;

/** Writes the {@code migration} of a scenario, without the keys that are at their defaults. */
final class MigrationWriter {
    private MigrationWriter() {}

    /** Puts the keys. */
    static void migration(ObjectNode node, MigrationSpec migration) {
        node.put("strategy", migration.strategy().word());
        if (migration.switchover() instanceof Switchover.AfterPasses after) {
            node.putObject("switchover").put("afterPasses", after.passes());
        } else if (migration.switchover() instanceof Switchover.After after) {
            Json.put(node.putObject("switchover"), "after", after.span());
        } else if (migration.strategy() == Strategy.POST_COPY) {
            node.put("switchover", "immediately");
        }
        node.put("storage", migration.storage().word());
        limits(node, migration);
        if (!migration.downtimeLimit().equals(MigrationSpec.DOWNTIME_LIMIT_DEFAULT)) {
            Json.put(node, "downtimeLimit", migration.downtimeLimit());
        }
        if (migration.maxPasses() != MigrationSpec.MAX_PASSES_DEFAULT) {
            node.put("maxPasses", migration.maxPasses());
        }
        precopy(node, migration.precopy());
    }

    private static void limits(ObjectNode node, MigrationSpec migration) {
        switch (migration.postcopy().preempt()) {
            case OFF, CHANNEL -> node.put("preempt", migration.preempt());
            case FULL -> node.put("preempt", "full");
        }
        prepaging(node, migration.postcopy().prepaging());
        if (migration.transport() != Transport.TCP) {
            node.put("transport", migration.transport().word());
        }
        Json.put(node, "bandwidth", migration.limits().precopy());
        Json.put(node, "postcopyBandwidth", migration.limits().postcopy());
    }

    private static void prepaging(ObjectNode node, @Nullable Prepaging bubble) {
        if (bubble != null) {
            ObjectNode prepaging = node.putObject("prepaging");
            prepaging.set("window", ParameterForm.write(Parameter.Kind.PAGES, bubble.windowPages()));
            prepaging.put("direction", bubble.direction().word());
            prepaging.put("pivots", bubble.pivots());
        }
    }

    private static void precopy(ObjectNode node, PrecopyOptions options) {
        if (options.reorder() != Reorder.NONE) {
            node.put("reorder", options.reorder().word());
        }
        if (options.xbzrle() != null) {
            Json.put(node.putObject("xbzrle"), "cache", options.xbzrle().cache());
        }
        AutoConverge throttle = options.autoConverge();
        if (throttle != null) {
            ObjectNode converge = node.putObject("autoConverge");
            converge.put("initial", throttle.initialPercent() + " %");
            converge.put("increment", throttle.incrementPercent() + " %");
            converge.put("max", throttle.maxPercent() + " %");
        }
    }
}
