package faultline.bench;

import faultline.json.Profiles;
import faultline.json.ScenarioTemplate;
import faultline.json.Scenarios;
import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Setting;
import faultline.model.Vm;
import faultline.run.Simulation;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.util.EnumMap;
import java.util.Map;

/** The migrations that the benchmarks simulate. */
public final class Cases {
    private static final long TOUCH_NS = 500;

    private Cases() {}

    /** Returns xl as the study had it, or any scenario of the project by its name. */
    public static Simulation xl(String name) {
        ScenarioTemplate template = ScenarioTemplate.read("halifax-xl-loaded");
        Scenario scenario = switch (name) {
            case "dublin-xl-loaded" -> template.with(Map.of("link.rtt", "5.5 ms", "link.bandwidth", "7 Gbit/s"));
            case "halifax-xl-hybrid" -> hybrid(template);
            default -> Scenarios.read(name);
        };
        return new Simulation(scenario, Profiles.read("ulstercloud"));
    }

    private static Scenario hybrid(ScenarioTemplate template) {
        return template.with(Map.of("migration.strategy", "hybrid", "migration.switchover.afterPasses", "1"));
    }

    /**
     * Returns a post-copy of a guest under {@code stress} on hosts like QEMU's, over a link of 0.1 ms.
     *
     * @param memory of the guest; all but a sixteenth of it is under stress
     * @param follow whether the push goes on from a requested page, so that the walkers ride on it
     */
    public static Simulation faults(String memory, boolean follow) {
        Bytes guest = Bytes.parse(memory);
        Load load = new Load.Stress(new Bytes(guest.count() / 16 * 15), 8);
        return new Simulation(scenario(guest, load, "10 Gbit/s"), profile(follow));
    }

    /** Returns a post-copy of a guest of any size: idle, or with 64 MiB under {@code stress}. */
    public static Simulation scale(String memory, boolean stressed) {
        Load load = stressed ? new Load.Stress(Bytes.parse("64 MiB"), 8) : new Load.Idle();
        return new Simulation(scenario(Bytes.parse(memory), load, "100 Gbit/s"), profile(true));
    }

    private static Scenario scenario(Bytes memory, Load load, String bandwidth) {
        return new Scenario(
                "benchmark",
                null,
                new Vm(8, memory, null, new Bytes(Vm.PAGE), null),
                load,
                new LinkSpec(Rate.parse(bandwidth), Span.parse("0.1 ms"), null, null, 1, 0, null),
                MigrationSpec.postCopy(),
                null);
    }

    private static Profile profile(boolean follow) {
        Map<Parameter, Long> values = Map.of(
                Parameter.GUEST_TOUCH, TOUCH_NS,
                Parameter.GUEST_NONZERO_IDLE, 200_000L,
                Parameter.GUEST_NONZERO_LOADED, 200_000L,
                Parameter.DEVICE_STATE, 1_000_000L,
                Parameter.DEMAND_HANDLING, 10_000L,
                Parameter.GUEST_IDLE_RATE, 1_000_000L,
                Parameter.GUEST_IDLE_SET, 64L << 20);
        Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);
        values.forEach((parameter, value) ->
                settings.put(parameter, new Setting(value, "of the kind of a host with KVM", null, null)));
        Profile.Behaviour behaviour =
                new Profile.Behaviour(Profile.DemandService.PIPELINED, follow, false, Profile.DowntimeEnd.WRITTEN);
        return new Profile("benchmark", "hosts of no particular make", behaviour, settings);
    }
}
