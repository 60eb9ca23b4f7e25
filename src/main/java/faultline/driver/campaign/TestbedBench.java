package faultline.driver.campaign;

import faultline.driver.DriverException;
import faultline.driver.Json;
import faultline.driver.LinkProbe;
import faultline.driver.Migrator;
import faultline.driver.Outcome;
import faultline.driver.RawLog;
import faultline.driver.testbed.GuestSpec;
import faultline.driver.testbed.Host;
import faultline.driver.testbed.Stolen;
import faultline.driver.testbed.Testbed;
import faultline.driver.testbed.TestbedGuest;
import faultline.driver.testbed.Wire;
import faultline.model.LinkSpec;
import faultline.model.Measured;
import faultline.model.Plan;
import faultline.model.Run;
import faultline.model.Scenario;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes runs on the testbed: probes the wire, boots the guest, lets its load settle, migrates, ends the guest. */
public final class TestbedBench implements Bench {
    private static final Span LIMIT = Span.ofSeconds(300);
    private static final int PROBE_SECONDS = 3;
    private static final int PROBES = 3;
    private static final double UNDISTURBED = 0.97;
    private static final long ALIVE_MS = 15_000;

    private final Testbed testbed;
    private final Path rawFolder;
    private final Json json;
    private final String origin;
    private final Quiet quiet;

    /**
     * When a run counts, on a machine that shares its processors with others.
     *
     * @param maxStolen share of the processors' time, 0 to 1, that a hypervisor may take during the migration
     * @param tries how often a run is made while it takes more; the last one is kept as it is
     */
    public record Quiet(double maxStolen, int tries) {}

    /**
     * @param rawFolder where raw statistics go, a file for each run
     * @param origin what each run says of where its figures come from
     */
    public TestbedBench(Testbed testbed, Path rawFolder, Json json, String origin, Quiet quiet) {
        this.testbed = testbed;
        this.rawFolder = rawFolder;
        this.json = json;
        this.origin = origin;
        this.quiet = quiet;
    }

    @Override
    public Run make(Plan.Slot slot) {
        for (int attempt = 1; ; attempt++) {
            Made made = attempt(slot);
            if (made.stolen <= quiet.maxStolen || attempt >= quiet.tries) {
                String taken = String.format(Locale.ROOT, "%.1f %%", made.stolen * 100);
                return made.run.withNote("a hypervisor took " + taken + " of the processors meanwhile"
                        + (attempt > 1 ? " (attempt " + attempt + ")" : ""));
            }
        }
    }

    /** A run, and the share of the processors' time that was stolen during its migration. */
    private record Made(Run run, double stolen) {}

    private Made attempt(Plan.Slot slot) {
        Scenario wanted = slot.scenario();
        Wire wire = Wire.of(wanted.link().bandwidth(), wanted.link().rtt());
        testbed.set(wire);
        TestbedGuest guest = guest(slot);
        guest.destroy();
        Probed probed = probe(wire);
        guest.boot(wanted.migration().preempt());
        guest.settle();
        Stolen stolen = Stolen.sinceNow();
        Outcome outcome = migrate(slot, guest);
        double share = stolen.share();
        Map<String, String> reasons = new LinkedHashMap<>(outcome.reasons());
        String failed = outcome.failure() == null ? check(guest) : outcome.failure();
        Measured measured = withFaults(outcome, slot, guest, reasons);
        guest.destroy();
        Scenario made = new Scenario(
                slot.id(),
                origin,
                wanted.vm(),
                wanted.load(),
                wanted.diskWrites(),
                probed.link,
                wanted.migration(),
                null);
        return new Made(new Run(made, measured, failed, notes(wanted, probed.note, outcome), reasons), share);
    }

    @Override
    public void tidy(Plan.Slot slot) {
        guest(slot).destroy();
    }

    private TestbedGuest guest(Plan.Slot slot) {
        Scenario wanted = slot.scenario();
        return new TestbedGuest(
                testbed.layout(), new GuestSpec("faultline-guest", wanted.vm(), wanted.load(), wanted.diskWrites()));
    }

    /** An idle wire as it was measured, and what to say of that. */
    private record Probed(LinkSpec link, String note) {}

    /**
     * Measures the idle wire: beside a busy guest, probe and guest would compete for the processors of one machine. What
     * falls short of the rate that the wire is set to was disturbed by this machine and is measured again; if it still does,
     * the link is what such a wire carries, and the note says so.
     */
    private Probed probe(Wire wire) {
        LinkProbe probe = new LinkProbe(Host.A.inNetwork(), Host.B.inNetwork(), Host.B.wireAddress(), json);
        Span rtt = probe.idleRtt();
        Rate best = probe.throughput(1, PROBE_SECONDS);
        for (int i = 1; i < PROBES && disturbed(best, wire); i++) {
            Rate again = probe.throughput(1, PROBE_SECONDS);
            best = again.bitsPerSecond() > best.bitsPerSecond() ? again : best;
        }
        if (disturbed(best, wire)) {
            return new Probed(
                    LinkSpec.of(wire.goodput(), rtt),
                    "iperf3 was disturbed (" + best + " at best over the idle wire): link is what such a wire carries");
        }
        return new Probed(
                LinkSpec.of(best, rtt), "link is what ping and iperf3 measured just before, over the idle wire");
    }

    private static boolean disturbed(Rate measured, Wire wire) {
        return measured.bitsPerSecond() < UNDISTURBED * wire.rate().bitsPerSecond();
    }

    private Outcome migrate(Plan.Slot slot, TestbedGuest guest) {
        try (RawLog raw = new RawLog(rawFolder.resolve(slot.id() + ".jsonl.gz"), json)) {
            return new Migrator(
                            guest.hosts(slot.scenario().migration().preempt()),
                            "faultline-guest",
                            slot.scenario().migration(),
                            LIMIT,
                            json,
                            raw,
                            progress -> {})
                    .run();
        }
    }

    /** Returns what is wrong with the moved guest, or null: it must tick on and have lost no tick. */
    private static @Nullable String check(TestbedGuest guest) {
        if (!guest.ticksAtDestination(ALIVE_MS)) {
            return "the guest did not tick at the destination";
        }
        long lost = guest.lostTicks();
        return lost == 0 ? null : lost + " ticks of the guest were lost";
    }

    private Measured withFaults(Outcome outcome, Plan.Slot slot, TestbedGuest guest, Map<String, String> reasons) {
        Long distinct = null;
        try {
            distinct = guest.keepFaults(rawFolder.resolve(slot.id() + ".faults.gz"));
        } catch (DriverException e) {
            reasons.put("distinctFaults", String.valueOf(e.getMessage()));
        }
        return outcome.measured().withDistinctFaults(distinct);
    }

    private static String notes(Scenario wanted, String probed, Outcome outcome) {
        return "wire set to " + wanted.link().bandwidth() + " and "
                + wanted.link().rtt()
                + "; " + probed
                + (outcome.options().isEmpty() ? "" : "; QEMU told: " + outcome.options());
    }
}
