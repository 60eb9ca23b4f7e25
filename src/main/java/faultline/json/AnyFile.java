package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import faultline.model.InputException;
import faultline.model.LinkSpec;
import faultline.model.Plan;
import faultline.model.Problem;
import faultline.model.Profile;
import faultline.model.Run;
import faultline.model.Scenario;
import faultline.model.Vm;
import java.util.List;
import java.util.Set;

/** A file of a kind that is found out from its content. */
public final class AnyFile {
    /** The keys that tell a kind from the others; a file is of the kind that it has most keys of. */
    private enum Kind {
        SCENARIO,
        PROFILE,
        LINK,
        FLAVOUR;

        private Set<String> keys() {
            return switch (this) {
                case SCENARIO -> Set.of("id", "vm", "flavour", "load", "link", "migration", "profile");
                case PROFILE -> Set.of("behaviour", "parameters", "fit");
                case LINK -> Set.of("bandwidth", "rtt", "window", "sendBuffer", "streams", "competing", "mtu");
                case FLAVOUR -> Set.of("vcpus", "memory", "disk", "hostPage", "guestPages");
            };
        }

        long count(JsonNode root) {
            return keys().stream().filter(root::has).count();
        }
    }

    private AnyFile() {}

    /**
     * Reads a scenario, runs, plan, profile, link or flavour, and returns in a line what it is.
     *
     * @throws InputException with everything that is wrong with it
     */
    public static String describe(String path) {
        Document document = Document.file(path);
        if (isPlan(document.root())) {
            return plan(Plans.read(document));
        }
        if (document.root().isArray()) {
            return runs(Runs.read(document));
        }
        return switch (kind(document)) {
            case SCENARIO -> scenario(Scenarios.read(document));
            case PROFILE -> profile(Profiles.read(document));
            case LINK -> link(Links.read(document));
            case FLAVOUR -> flavour(Flavours.read(document));
        };
    }

    /** A group of a plan lists its migrations; a run has one. */
    private static boolean isPlan(JsonNode root) {
        return root.isArray() && root.path(0).path("migration").isArray();
    }

    private static String plan(Plan plan) {
        return "plan: " + plan.slots().size() + " runs of " + plan.cells().size() + " cells";
    }

    private static Kind kind(Document document) {
        Kind best = Kind.SCENARIO;
        for (Kind kind : Kind.values()) {
            if (kind.count(document.root()) > best.count(document.root())) {
                best = kind;
            }
        }
        if (best.count(document.root()) == 0) {
            document.problems().add(new Problem("", "is no scenario, list of runs, profile, link or flavour"));
            document.check();
        }
        return best;
    }

    private static String runs(List<Run> runs) {
        long failed = runs.stream().filter(run -> run.failed() != null).count();
        return "runs: " + runs.size() + (failed == 0 ? "" : ", of which " + failed + " failed");
    }

    private static String scenario(Scenario scenario) {
        return "scenario " + Paths.clip(scenario.id()) + ": "
                + scenario.migration().strategy().word() + " of " + flavour(scenario.vm()) + " over "
                + link(scenario.link());
    }

    private static String profile(Profile profile) {
        return "profile " + Paths.clip(profile.name()) + ": "
                + profile.settings().size() + " parameters";
    }

    private static String link(LinkSpec link) {
        return "a link of " + link.bandwidth() + ", round trip " + link.rtt();
    }

    private static String flavour(Vm vm) {
        return "a VM of " + vm.vcpus() + " vCPU, " + vm.memory();
    }
}
