package faultline.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import faultline.model.DiskWrites;
import faultline.model.GuestPages;
import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.Scenario;
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
        ObjectNode load = node.putObject("load");
        load(load, scenario.load());
        DiskWrites writes = scenario.diskWrites();
        if (writes != null) {
            Json.put(load, "diskWrites", writes.rate());
            Json.put(load, "diskSet", writes.set());
        }
        link(node.putObject("link"), scenario.link());
        MigrationWriter.migration(node.putObject("migration"), scenario.migration());
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
}
