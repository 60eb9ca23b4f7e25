package faultline.json;

import faultline.model.InputException;
import faultline.model.Scenario;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes scenarios: {@code models/scenarios/*.json}. */
public final class Scenarios {
    private Scenarios() {}

    /**
     * Reads a scenario by name or path.
     *
     * @throws InputException with everything that is wrong with it
     */
    public static Scenario read(String nameOrPath) {
        return read(Named.SCENARIOS.read(nameOrPath));
    }

    /** Returns the scenario as a file that {@link #read} reads back. */
    public static String toJson(Scenario scenario) {
        return Json.text(ScenarioWriter.scenario(scenario));
    }

    /** Returns the same as a plain map. */
    public static Map<String, @Nullable Object> toMap(Scenario scenario) {
        return Opaque.read(ScenarioWriter.scenario(scenario));
    }

    static Scenario read(Document document) {
        return document.checked(scenario(Fields.of(document)));
    }

    private static @Nullable Scenario scenario(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        Scenario scenario = ScenarioReader.read(fields);
        if (fields.has("measured")) {
            fields.problem("measured", "belongs to a run: a runs file is a list, [{...}]");
        }
        fields.end();
        return scenario;
    }
}
