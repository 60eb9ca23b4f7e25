package faultline.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import faultline.model.Measured;
import faultline.model.Run;
import faultline.model.Scenario;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes one run: a scenario with {@code measured}, and {@code failed}, {@code notes}, {@code reasons}. */
final class RunFormat {
    private static final Form<Long> COUNT = Forms.whole(0, Long.MAX_VALUE);

    private RunFormat() {}

    /** Reads the whole object. */
    static @Nullable Run read(Fields fields) {
        Scenario scenario = ScenarioReader.read(fields);
        String failed = fields.nullable("failed", Forms.TEXT);
        boolean nothing = failed != null && !fields.has("measured");
        Measured measured = nothing ? Measured.NOTHING : measured(fields.requiredObject("measured"));
        String notes = fields.nullable("notes", Forms.TEXT);
        Map<String, String> reasons = reasons(fields.object("reasons"));
        fields.end();
        return scenario == null || measured == null ? null : new Run(scenario, measured, failed, notes, reasons);
    }

    /** Returns the run's object, without the figures that were not measured. */
    static ObjectNode write(Run run) {
        ObjectNode node = ScenarioWriter.scenario(run.scenario());
        Measured measured = run.measured();
        ObjectNode figures = node.putObject("measured");
        Json.put(figures, "totalTime", measured.totalTime());
        Json.put(figures, "setupTime", measured.setupTime());
        Json.put(figures, "downtime", measured.downtime());
        Json.put(figures, "guestDowntime", measured.guestDowntime());
        Json.put(figures, "transferred", measured.transferred());
        Json.put(figures, "normalPages", measured.normalPages());
        Json.put(figures, "zeroPages", measured.zeroPages());
        Json.put(figures, "passes", measured.passes());
        Json.put(figures, "pageRequests", measured.pageRequests());
        Json.put(figures, "distinctFaults", measured.distinctFaults());
        Json.put(figures, "vcpuBlocktime", measured.vcpuBlocktime());
        Json.put(figures, "allBlockedTime", measured.allBlockedTime());
        Json.put(node, "failed", run.failed());
        Json.put(node, "notes", run.notes());
        if (!run.reasons().isEmpty()) {
            ObjectNode reasons = node.putObject("reasons");
            run.reasons().forEach(reasons::put);
        }
        return node;
    }

    private static @Nullable Measured measured(@Nullable Fields figures) {
        if (figures == null) {
            return null;
        }
        Measured measured = new Measured(
                figures.nullable("totalTime", Forms.SPAN),
                figures.nullable("setupTime", Forms.SPAN),
                figures.nullable("downtime", Forms.SPAN),
                figures.nullable("guestDowntime", Forms.SPAN),
                figures.nullable("transferred", Forms.BYTES),
                figures.nullable("normalPages", COUNT),
                figures.nullable("zeroPages", COUNT),
                figures.nullable("passes", COUNT),
                figures.nullable("pageRequests", COUNT),
                figures.nullable("distinctFaults", COUNT),
                figures.nullable("vcpuBlocktime", Forms.SPAN),
                figures.nullable("allBlockedTime", Forms.SPAN));
        figures.end();
        return measured;
    }

    private static Map<String, String> reasons(@Nullable Fields fields) {
        Map<String, String> reasons = new LinkedHashMap<>();
        if (fields == null) {
            return reasons;
        }
        for (Iterator<String> keys = fields.keys(); keys.hasNext(); ) {
            String key = keys.next();
            String reason = fields.optional(key, Forms.TEXT);
            if (reason != null) {
                reasons.put(key, reason);
            }
        }
        return reasons;
    }
}
