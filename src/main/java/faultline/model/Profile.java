package faultline.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hosts, hypervisor and orchestrator as data.
 *
 * @param origin what it describes and where that comes from
 * @param settings a value for each parameter that is not at its default of 0
 * @param fit what calibration says of its fit (seed, runs, errors), in its order, of strings, longs, doubles, booleans,
 *     nulls, lists and maps of these; null where nothing was fitted
 */
public record Profile(
        String name,
        String origin,
        Behaviour behaviour,
        Map<Parameter, Setting> settings,
        @Nullable Map<String, @Nullable Object> fit) {
    /** How the fault path at the destination works. */
    public enum DemandService {
        /** Each fault sends its request at once (QEMU with userfaultfd). */
        PIPELINED("pipelined"),
        /** One thread gathers faults, asks for them together and waits for all before it gathers again. */
        BATCHED("batched");

        private final String word;

        DemandService(String word) {
            this.word = word;
        }

        /** Returns the word that files use. */
        public String word() {
            return word;
        }
    }

    /** Where the source's downtime clock stops. */
    public enum DowntimeEnd {
        /** When the device state is written to the socket (QEMU). */
        WRITTEN("written"),
        /** When the guest runs at the destination. */
        RESUMED("resumed");

        private final String word;

        DowntimeEnd(String word) {
            this.word = word;
        }

        /** Returns the word that files use. */
        public String word() {
            return word;
        }
    }

    /**
     * What kind of hypervisor it is.
     *
     * @param pushFollowsFault whether the push goes on from a requested page, where there is no preempt channel
     * @param pushFollowsPreempt whether it does so with a preempt channel too (QEMU 7.1 and 7.2)
     */
    public record Behaviour(
            DemandService demandService,
            boolean pushFollowsFault,
            boolean pushFollowsPreempt,
            DowntimeEnd downtimeEnd) {}

    public Profile {
        EnumMap<Parameter, Setting> copy = new EnumMap<>(Parameter.class);
        copy.putAll(settings);
        settings = Collections.unmodifiableMap(copy);
        fit = fit == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(fit));
    }

    /** A profile that nothing was fitted in. */
    public Profile(String name, String origin, Behaviour behaviour, Map<Parameter, Setting> settings) {
        this(name, origin, behaviour, settings, null);
    }

    /** Returns the parameter's value in base units; 0 where the profile says nothing. */
    public long get(Parameter parameter) {
        Setting setting = settings.get(parameter);
        return setting == null ? 0 : setting.value();
    }

    /** Returns this profile with other values for some parameters that it has; the report of a fit does not go along. */
    public Profile with(Map<Parameter, Long> values) {
        EnumMap<Parameter, Setting> changed = new EnumMap<>(Parameter.class);
        changed.putAll(settings);
        values.forEach((parameter, value) -> changed.computeIfPresent(parameter, (p, setting) -> setting.with(value)));
        return new Profile(name, origin, behaviour, changed);
    }

    /** Returns this profile with {@code report} as what calibration says of its fit. */
    public Profile withFit(Map<String, @Nullable Object> report) {
        return new Profile(name, origin, behaviour, settings, report);
    }
}
