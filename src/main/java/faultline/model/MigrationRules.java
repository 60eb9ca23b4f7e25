package faultline.model;

import java.util.ArrayList;
import java.util.List;

/** Which options of a migration go together; where QEMU refuses a combination, so does this, for its reason. */
final class MigrationRules {
    private static final String NO_PASSES =
            "post-copy at once sends no page twice; for passes before it use \"hybrid\"";

    private final Scenario scenario;
    private final MigrationSpec spec;
    private final List<Problem> problems = new ArrayList<>();

    private MigrationRules(Scenario scenario) {
        this.scenario = scenario;
        spec = scenario.migration();
    }

    /** Returns what is wrong with the migration of {@code scenario}, in the order of the file. */
    static List<Problem> problems(Scenario scenario) {
        MigrationRules rules = new MigrationRules(scenario);
        rules.checkSwitchover();
        rules.checkStorage();
        rules.checkTransport();
        switch (scenario.migration().strategy()) {
            case PRE_COPY -> rules.checkPreCopy();
            case POST_COPY -> rules.checkPostCopy();
            case HYBRID -> {}
        }
        rules.checkValues();
        return rules.problems;
    }

    private void refuse(boolean wrong, String key, String reason) {
        if (wrong) {
            problems.add(new Problem("migration." + key, reason));
        }
    }

    private void checkSwitchover() {
        boolean immediate = spec.switchover() instanceof Switchover.Immediately;
        switch (spec.strategy()) {
            case POST_COPY ->
                refuse(!immediate, "switchover", "post-copy switches immediately; for a later one use \"hybrid\"");
            case HYBRID ->
                refuse(
                        immediate,
                        "switchover",
                        "hybrid needs {\"afterPasses\": n} or {\"after\": \"5 s\"}; at once is \"post-copy\"");
            case PRE_COPY -> refuse(!immediate, "switchover", "pre-copy never turns to post-copy; leave it out");
        }
    }

    private void checkStorage() {
        refuse(
                spec.storage() == Storage.BLOCK && scenario.vm().disk() == null,
                "storage",
                "block migration needs vm.disk");
    }

    private void checkTransport() {
        if (spec.transport() != Transport.RDMA) {
            return;
        }
        refuse(
                spec.strategy() != Strategy.PRE_COPY,
                "transport",
                "QEMU refuses RDMA with post-copy (RDMA and postcopy-ram can't be used together); use \"pre-copy\"");
        refuse(
                spec.precopy().xbzrle() != null,
                "xbzrle",
                "QEMU refuses RDMA with XBZRLE (RDMA and XBZRLE can't be used together)");
        refuse(
                scenario.link().streams() > 1,
                "transport",
                "QEMU refuses RDMA with several streams (RDMA and multifd can't be used together): link.streams is "
                        + scenario.link().streams());
    }

    private void checkPreCopy() {
        refuse(
                spec.preempt(),
                "preempt",
                "QEMU refuses preempt without post-copy (Postcopy preempt requires postcopy-ram): pre-copy has no"
                        + " page requests");
        refuse(spec.postcopy().prepaging() != null, "prepaging", "pre-copy has no faults to page around");
        refuse(
                spec.limits().postcopy() != null,
                "postcopyBandwidth",
                "pre-copy never turns to post-copy; leave it out");
    }

    private void checkPostCopy() {
        refuse(spec.precopy().reorder() != Reorder.NONE, "reorder", NO_PASSES);
        refuse(spec.precopy().xbzrle() != null, "xbzrle", NO_PASSES);
        refuse(spec.precopy().autoConverge() != null, "autoConverge", NO_PASSES);
    }

    private void checkValues() {
        Xbzrle xbzrle = spec.precopy().xbzrle();
        long cache = xbzrle == null ? Vm.PAGE : xbzrle.cache().count();
        refuse(
                cache < Vm.PAGE || Long.bitCount(cache) != 1,
                "xbzrle.cache",
                "QEMU refuses a cache that is not a power of two, a page (4 KiB) at least");
        AutoConverge throttle = spec.precopy().autoConverge();
        refuse(
                throttle != null && throttle.maxPercent() < throttle.initialPercent(),
                "autoConverge.max",
                "less than the initial throttle: QEMU wants it from that up to 99 %");
    }
}
