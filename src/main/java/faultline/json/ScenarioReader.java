package faultline.json;

import faultline.model.DiskWrites;
import faultline.model.InputException;
import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.Problem;
import faultline.model.Scenario;
import faultline.model.Vm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a scenario, which a run has as well. */
final class ScenarioReader {
    private ScenarioReader() {}

    /** Reads the scenario's keys and checks it as a whole; the caller ends the object. */
    static @Nullable Scenario read(Fields fields) {
        List<Problem> problems = fields.problems();
        int before = problems.size();
        String id = fields.required("id", Forms.TEXT);
        String origin = fields.optional("origin", Forms.TEXT);
        Vm vm = vm(fields);
        Fields loaded = fields.requiredObject("load");
        DiskWrites diskWrites = LoadReader.diskWrites(loaded);
        Load load = LoadReader.read(loaded);
        LinkSpec link = LinkReader.read(fields, "link");
        MigrationSpec migration = MigrationReader.read(fields.requiredObject("migration"));
        String profile = fields.optional("profile", Forms.TEXT);
        if (id == null || vm == null || load == null || link == null || migration == null) {
            return null;
        }
        Scenario scenario = new Scenario(id, origin, vm, load, diskWrites, link, migration, profile);
        if (problems.size() == before) { // Otherwise a wrong value that reads as none would be blamed twice.
            for (Problem problem : scenario.problems()) {
                problems.add(new Problem(Paths.below(fields.path(), problem.path()), problem.message()));
            }
        }
        return scenario;
    }

    private static @Nullable Vm vm(Fields fields) {
        if (!fields.has("flavour")) {
            Fields own = fields.requiredObject("vm");
            if (own == null) {
                return null;
            }
            Vm vm = VmReader.read(own);
            own.end();
            return vm;
        }
        if (fields.has("vm")) {
            fields.problem("flavour", "stands beside vm: give one of them");
            return null;
        }
        String name = fields.optional("flavour", Forms.TEXT);
        return name == null ? null : flavour(fields, name);
    }

    private static @Nullable Vm flavour(Fields fields, String name) {
        try {
            return Flavours.read(name);
        } catch (InputException e) {
            for (Problem problem : e.problems()) {
                fields.problem("flavour", e.file() + ": " + problem);
            }
            return null;
        }
    }
}
