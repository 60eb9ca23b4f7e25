package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import faultline.model.InputException;
import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.Plan;
import faultline.model.Problem;
import faultline.model.Scenario;
import faultline.model.Vm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads campaign plans: a list of groups, each with lists of {@code vm}, {@code load}, {@code link} and
 * {@code migration} and a number of {@code repeats}; every combination within a group is a cell.
 */
public final class Plans {
    private static final int REPEATS_MAX = 1000;

    private Plans() {}

    /**
     * Reads a plan.
     *
     * @throws InputException with everything that is wrong with it
     */
    public static Plan read(String path) {
        return read(Document.file(path));
    }

    static Plan read(Document document) {
        List<Problem> problems = document.problems();
        List<Plan.Cell> cells = new ArrayList<>();
        if (document.root() instanceof ArrayNode groups) {
            for (int i = 0; i < groups.size(); i++) {
                Fields group = Fields.of(groups.get(i), Paths.index("", i), problems);
                if (group != null) {
                    group(group, cells);
                }
            }
        } else {
            problems.add(new Problem("", "must be a list of groups, [{...}], not " + Forms.shown(document.root())));
        }
        checkNames(cells, problems);
        document.check();
        return new Plan(cells);
    }

    /** One of the things that a group lists, read from an object. */
    private interface Reader<T> {
        @Nullable
        T read(Fields object);
    }

    private static void group(Fields group, List<Plan.Cell> cells) {
        Integer repeats = group.optional("repeats", Forms.wholeInt(1, REPEATS_MAX), 1);
        List<Vm> vms = list(group, "vm", vm -> {
            Vm read = VmReader.read(vm);
            vm.end();
            return read;
        });
        List<PlanLoad> loads = list(group, "load", PlanLoad::read);
        List<LinkSpec> links = list(group, "link", LinkReader::read);
        List<MigrationSpec> migrations = list(group, "migration", MigrationReader::read);
        group.end();
        for (Vm vm : vms) {
            for (PlanLoad load : loads) {
                for (LinkSpec link : links) {
                    for (MigrationSpec migration : migrations) {
                        cell(group, vm, load, link, migration, repeats == null ? 1 : repeats, cells);
                    }
                }
            }
        }
    }

    private static void cell(
            Fields group,
            Vm vm,
            PlanLoad planned,
            LinkSpec link,
            MigrationSpec migration,
            int repeats,
            List<Plan.Cell> cells) {
        Load load = planned.of(vm);
        String id = CellName.of(vm, load, planned.diskWrites(), link, migration);
        Scenario scenario = new Scenario(id, null, vm, load, planned.diskWrites(), link, migration, null);
        for (Problem problem : scenario.problems()) {
            group.problems().add(new Problem(Paths.below(group.path(), problem.path()), id + ": " + problem.message()));
        }
        cells.add(new Plan.Cell(scenario, repeats));
    }

    private static <T> List<T> list(Fields group, String key, Reader<T> reader) {
        List<T> values = new ArrayList<>();
        if (!group.has(key) || !(group.node(key) instanceof ArrayNode nodes) || nodes.isEmpty()) {
            group.problem(key, "must be a list of at least one, [{...}]");
            return values;
        }
        String path = Paths.key(group.path(), key);
        int index = 0;
        for (JsonNode node : nodes) {
            Fields object = Fields.of(node, Paths.index(path, index++), group.problems());
            T value = object == null ? null : reader.read(object);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static void checkNames(List<Plan.Cell> cells, List<Problem> problems) {
        Set<String> names = new HashSet<>();
        for (Plan.Cell cell : cells) {
            String id = cell.scenario().id();
            if (!names.add(id)) {
                problems.add(new Problem("", "the cell " + id + " is there twice: use repeats"));
            }
        }
    }
}
