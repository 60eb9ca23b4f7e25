package faultline.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import faultline.model.GuestPages;
import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.Scenario;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Vm;
import faultline.unit.Bytes;

/** Writes scenarios, without the keys that are at their defaults. */
final class ScenarioWriter {
    private ScenarioWriter() {}

    static ObjectNode scenario(Scenario scenario) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", scenario.id());
        Json.put(node, "origin", scenario.origin());
        vm(node.putObject("vm"), scenario.vm());
        load(node.putObject("load"), scenario.load());
        link(node.putObject("link"), scenario.link());
        migration(node.putObject("migration"), scenario.migration());
        Json.put(node, "profile", scenario.profile());
        return node;
    }

    private static void vm(ObjectNode node, Vm vm) {
        node.put("vcpus", vm.vcpus());
        Json.put(node, "memory", vm.memory());
        Json.put(node, "disk", vm.disk());
        if (!vm.hostPage().equals(new Bytes(Vm.PAGE))) {
            Json.put(node, "hostPage", vm.hostPage());
        }
        GuestPages pages = vm.guestPages();
        if (pages != null) {
            ObjectNode guestPages = node.putObject("guestPages");
            Json.put(guestPages, "zero", pages.zero());
            Json.put(guestPages, "nonzero", pages.nonzero());
        }
    }

    private static void load(ObjectNode node, Load load) {
        if (load instanceof Load.Stress stress) {
            node.put("kind", "stress");
            Json.put(node, "memory", stress.memory());
            node.put("workers", stress.workers());
        } else if (load instanceof Load.Uniform uniform) {
            node.put("kind", "uniform");
            Json.put(node, "memory", uniform.memory());
            node.put("accesses", uniform.accessesPerSecond() + " /s");
            node.put("writeShare", uniform.writeShare());
        } else if (load instanceof Load.Zipf zipf) {
            node.put("kind", "zipf");
            Json.put(node, "memory", zipf.memory());
            node.put("accesses", zipf.accessesPerSecond() + " /s");
            node.put("exponent", zipf.exponent());
            node.put("writeShare", zipf.writeShare());
        } else {
            node.put("kind", "idle");
        }
    }

    /** Puts the keys of a link. */
    static void link(ObjectNode node, LinkSpec link) {
        Json.put(node, "bandwidth", link.bandwidth());
        Json.put(node, "rtt", link.rtt());
        Json.put(node, "window", link.window());
        Json.put(node, "sendBuffer", link.sendBuffer());
        if (link.streams() != 1) {
            node.put("streams", link.streams());
        }
        if (link.competing() != 0) {
            node.put("competing", link.competing());
        }
        Json.put(node, "mtu", link.mtu());
    }

    private static void migration(ObjectNode node, MigrationSpec migration) {
        node.put("strategy", migration.strategy().word());
        if (migration.switchover() instanceof Switchover.AfterPasses after) {
            node.putObject("switchover").put("afterPasses", after.passes());
        } else if (migration.switchover() instanceof Switchover.After after) {
            Json.put(node.putObject("switchover"), "after", after.span());
        } else if (migration.strategy() == Strategy.POST_COPY) {
            node.put("switchover", "immediately");
        }
        node.put("storage", migration.storage().word());
        node.put("preempt", migration.preempt());
        Json.put(node, "bandwidth", migration.bandwidth());
        if (!migration.downtimeLimit().equals(MigrationSpec.DOWNTIME_LIMIT_DEFAULT)) {
            Json.put(node, "downtimeLimit", migration.downtimeLimit());
        }
        if (migration.maxPasses() != MigrationSpec.MAX_PASSES_DEFAULT) {
            node.put("maxPasses", migration.maxPasses());
        }
    }
}
