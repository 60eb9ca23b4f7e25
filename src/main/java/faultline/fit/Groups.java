package faultline.fit;

import faultline.model.Load;
import faultline.model.Run;
import faultline.model.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Ways to cut runs into groups that are left out together in cross-validation. */
public enum Groups {
    /** Runs that differ in nothing but chance: repeats of one cell stay together. */
    CELL("leaveOneCellOut", Groups::cell),
    /** Guests of one size. */
    FLAVOUR("leaveOneFlavourOut", scenario -> String.valueOf(scenario.vm())),
    /** Links. */
    LINK("leaveOneLinkOut", scenario -> String.valueOf(scenario.link()));

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // A method reference: it has no state.
    private final Function<Scenario, String> name;

    Groups(String key, Function<Scenario, String> name) {
        this.key = key;
        this.name = name;
    }

    /** Returns the name that files use. */
    public String key() {
        return key;
    }

    private static String cell(Scenario scenario) {
        Load load = scenario.load();
        return scenario.vm() + " " + load + " " + scenario.link() + " " + scenario.migration();
    }

    /** Returns the indices of the runs in each group, in the order of the runs. */
    List<List<Integer>> of(List<Run> runs) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            groups.computeIfAbsent(name.apply(runs.get(i).scenario()), n -> new ArrayList<>())
                    .add(i);
        }
        return List.copyOf(groups.values());
    }
}
