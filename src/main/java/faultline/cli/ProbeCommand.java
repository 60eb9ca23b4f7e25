package faultline.cli;

import faultline.driver.LinkProbe;
import faultline.json.Links;
import faultline.json.PlainJson;
import faultline.model.LinkSpec;
import faultline.stats.Made;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code faultline probe}: measures the link between two hosts. */
@Command(
        name = "probe",
        description = "Measures a link: throughput by iperf3, the idle round trip by ping, and the one under load.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ProbeCommand implements Callable<Integer> {
    private static final int SECONDS_MAX = 86_400;

    /** As many as iperf3 opens. */
    private static final int STREAMS_MAX = 128;

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(names = "--seconds", description = "How long each throughput is measured (${DEFAULT-VALUE}).")
    private int seconds = 5;

    @Option(names = "--streams", description = "Connections of the second measurement (${DEFAULT-VALUE}).")
    private int streams = 4;

    @Option(names = "--out", description = "Write the link to this file, as models/links has them.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ProbeCommand() {}

    /** What is measured: from this host to one that runs iperf3 -s, or between two hosts reached by SSH. */
    static final class Target {
        @Option(names = "--iperf", description = "Host that runs iperf3 -s; this one is the source.")
        private @Nullable String iperf;

        @ArgGroup(exclusive = false)
        private @Nullable Pair pair;
    }

    /** Two hosts that this one reaches by SSH. */
    static final class Pair {
        @Option(names = "--from", required = true, description = "Source, as ssh knows it.")
        private String from = "";

        @Option(names = "--to", required = true, description = "Destination, as ssh and the source know it.")
        private String to = "";
    }

    @Override
    public Integer call() {
        Numbers.check(spec, "--seconds", seconds, 1, SECONDS_MAX);
        Numbers.check(spec, "--streams", streams, 1, STREAMS_MAX);
        PrintWriter log =
                json ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getOut();
        LinkProbe probe = probe();
        Span idle = probe.idleRtt();
        log.println("idle round trip      " + idle);
        log.flush();
        LinkProbe.Loaded one = probe.loaded(1, seconds);
        log.println("1 stream             " + one.rate() + ", round trip meanwhile " + one.rtt());
        Rate many = probe.throughput(streams, seconds);
        log.println(streams + " streams            " + many);
        log.flush();
        if (json) {
            PrintWriter text = spec.commandLine().getOut();
            Map<String, @Nullable Object> map = toMap(idle, one, many, streams);
            map.put(Made.KEY, MadeBy.of(spec).toMap());
            text.print(PlainJson.of(map));
            text.flush();
        }
        if (out != null) {
            write(out, LinkSpec.of(one.rate(), idle), origin(one, many));
        }
        return ExitCode.OK;
    }

    /** Returns what was measured, in base units. */
    static Map<String, @Nullable Object> toMap(Span idle, LinkProbe.Loaded one, Rate many, int streams) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("idleRttNs", idle.ns());
        map.put("oneStreamBitsPerSecond", one.rate().bitsPerSecond());
        map.put("loadedRttNs", one.rtt().ns());
        map.put("streams", (long) streams);
        map.put("streamsBitsPerSecond", many.bitsPerSecond());
        return map;
    }

    private String origin(LinkProbe.Loaded one, Rate many) {
        return "faultline probe, " + LocalDate.now(ZoneOffset.UTC) + ": iperf3, 1 stream, " + seconds + " s; " + streams
                + " streams gave " + many + "; round trip under load " + one.rtt();
    }

    private static void write(Path file, LinkSpec link, String origin) {
        try {
            Links.write(file, link, origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LinkProbe probe() {
        Pair pair = target.pair;
        if (pair != null) {
            return new LinkProbe(
                    List.of("ssh", "--", pair.from), List.of("ssh", "--", pair.to), pair.to, new DriverJson());
        }
        return LinkProbe.toServer(String.valueOf(target.iperf), new DriverJson());
    }
}
