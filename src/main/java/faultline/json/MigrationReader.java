package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import faultline.model.BandwidthLimits;
import faultline.model.MigrationSpec;
import faultline.model.PostcopyOptions;
import faultline.model.PrecopyOptions;
import faultline.model.Problem;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Transport;
import faultline.unit.Span;
import org.jspecify.annotations.Nullable;

/** Reads the {@code migration} of a scenario. */
final class MigrationReader {
    private static final int PASSES_MAX = 10_000;
    private static final Span SPAN_MAX = Span.parse("720 h");

    private static final Form<Integer> PASSES = Forms.wholeInt(1, PASSES_MAX);
    private static final Form<Span> WAIT = Forms.within(Forms.SPAN, Span.ZERO, SPAN_MAX);

    private MigrationReader() {}

    /** Reads the whole object. */
    static @Nullable MigrationSpec read(@Nullable Fields migration) {
        if (migration == null) {
            return null;
        }
        Strategy strategy = migration.required("strategy", Forms.word(Strategy.values(), Strategy::word));
        Switchover switchover = switchover(migration);
        Storage storage = migration.optional("storage", Forms.word(Storage.values(), Storage::word), Storage.SHARED);
        Transport transport =
                migration.optional("transport", Forms.word(Transport.values(), Transport::word), Transport.TCP);
        BandwidthLimits limits = OptionsReader.limits(migration);
        Span limit = migration.optional("downtimeLimit", WAIT, MigrationSpec.DOWNTIME_LIMIT_DEFAULT);
        Integer maxPasses = migration.optional("maxPasses", PASSES, MigrationSpec.MAX_PASSES_DEFAULT);
        PrecopyOptions precopy = OptionsReader.precopy(migration);
        PostcopyOptions postcopy = OptionsReader.postcopy(migration);
        migration.end();
        if (strategy == null || storage == null || transport == null || limit == null) {
            return null;
        }
        if (switchover == null || maxPasses == null || precopy == null || postcopy == null) {
            return null;
        }
        return new MigrationSpec(strategy, switchover, storage, transport, limits, limit, maxPasses, precopy, postcopy);
    }

    private static @Nullable Switchover switchover(Fields migration) {
        if (!migration.has("switchover")) {
            return new Switchover.Immediately();
        }
        JsonNode node = migration.node("switchover");
        if (node.isObject()) {
            return later(migration.object("switchover"));
        }
        if (!"immediately".equals(node.textValue())) {
            migration.problem(
                    "switchover",
                    (node.isNull() ? "null" : Forms.shown(node))
                            + " is not one of \"immediately\", {\"afterPasses\": 1}, {\"after\": \"5 s\"}");
            return null;
        }
        return new Switchover.Immediately();
    }

    private static @Nullable Switchover later(@Nullable Fields switchover) {
        if (switchover == null) {
            return null;
        }
        boolean either = switchover.has("afterPasses") != switchover.has("after");
        Integer passes = switchover.optional("afterPasses", PASSES);
        Span after = switchover.optional("after", WAIT);
        switchover.end();
        if (!either) {
            switchover
                    .problems()
                    .add(new Problem(switchover.path(), "needs \"afterPasses\" or \"after\", one of them"));
            return null;
        }
        if (passes != null) {
            return new Switchover.AfterPasses(passes);
        }
        return after == null ? null : new Switchover.After(after);
    }
}
