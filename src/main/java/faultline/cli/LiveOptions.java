package faultline.cli;

import faultline.driver.DriverException;
import faultline.driver.LiveGuest;
import faultline.unit.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options {@code --connect} and {@code --domain}: a guest as it runs now. */
final class LiveOptions {
    private static final int MEASURED_SECONDS = 1;
    private static final double MOST_SHARE = 0.999;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--connect",
            paramLabel = "URI",
            description =
                    "Guest: the --domain that libvirt has there now: its vCPUs, memory and disks and, unless --load "
                            + "says it, its dirty rate, measured for a second and taken for uniform writes to all its memory.")
    private @Nullable String uri;

    @Option(names = "--domain", paramLabel = "NAME", description = "Guest: its name at --connect.")
    private @Nullable String domain;

    private @Nullable Map<String, String> known;

    LiveOptions() {}

    boolean given() {
        return uri != null || domain != null;
    }

    /** Returns the guest in a few words. */
    String title() {
        return domain + " at " + uri;
    }

    /**
     * Asks the host, the first time.
     *
     * @param loadGiven whether the load is known without the host
     * @return the guest's values by their paths in a scenario
     */
    Map<String, String> values(boolean loadGiven) {
        Map<String, String> asked = known;
        if (asked == null) {
            asked = ask(loadGiven);
            known = asked;
        }
        return asked;
    }

    private Map<String, String> ask(boolean loadGiven) {
        String at = uri;
        String name = domain;
        if (at == null || name == null) {
            throw new ParameterException(spec.commandLine(), "--connect and --domain belong together");
        }
        try (LiveGuest guest = LiveGuest.find(at, name)) {
            Map<String, String> values = new LinkedHashMap<>(DomainXml.read(title(), guest.xml(), guest::diskBytes));
            if (!loadGiven) {
                values.putAll(load(guest, Bytes.parse(String.valueOf(values.get("vm.memory")))));
            }
            return values;
        }
    }

    private Map<String, String> load(LiveGuest guest, Bytes memory) {
        try {
            return load(guest.dirtyBytesPerSecond(MEASURED_SECONDS), MEASURED_SECONDS, memory);
        } catch (DriverException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--load must be named, for the dirty rate of " + title() + " cannot be had: " + e.getMessage(),
                    e);
        }
    }

    /**
     * Returns a load that dirties as much: writes to all memory alike, some of which fall on a page that another one has
     * dirtied already, so that there are −M/T · ln(1 − D/M) of them where D of M pages are dirtied in time T.
     */
    static Map<String, String> load(long dirtyBytesPerSecond, int seconds, Bytes memory) {
        if (dirtyBytesPerSecond == 0) {
            return Map.of("load.kind", "idle");
        }
        double pages = memory.count() / 4096.0;
        double share = Math.min(MOST_SHARE, dirtyBytesPerSecond * (double) seconds / memory.count());
        long accesses = Math.max(1, Math.round(-pages / seconds * Math.log1p(-share)));
        Map<String, String> load = new LinkedHashMap<>();
        load.put("load.kind", "uniform");
        load.put("load.memory", "100 %");
        load.put("load.accesses", accesses + " /s");
        load.put("load.writeShare", "1");
        return load;
    }
}
