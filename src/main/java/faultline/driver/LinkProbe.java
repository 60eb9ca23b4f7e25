package faultline.driver;

import faultline.unit.Rate;
import faultline.unit.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures a link: throughput by iperf3, and the round trip of the idle link by ping, because the round trip that
 * iperf3 reports carries the queue that iperf3 makes.
 */
public final class LinkProbe {
    private static final Pattern RTT = Pattern.compile("= ([0-9.]+)/([0-9.]+)/([0-9.]+)/");

    private static final long WARM_MS = 2500;

    private final List<String> source;
    private final List<String> destination;
    private final String address;
    private final Json json;
    private final boolean startsServer;

    /**
     * @param source words before a command that run it at the source; empty for this machine
     * @param destination the same for the destination
     * @param address the destination's address on the link
     */
    public LinkProbe(List<String> source, List<String> destination, String address, Json json) {
        this(source, destination, address, json, true);
    }

    private LinkProbe(List<String> source, List<String> destination, String address, Json json, boolean startsServer) {
        this.source = List.copyOf(source);
        this.destination = List.copyOf(destination);
        this.address = address;
        this.json = json;
        this.startsServer = startsServer;
    }

    /** A probe from this machine to a host that runs {@code iperf3 -s} already. */
    public static LinkProbe toServer(String host, Json json) {
        return new LinkProbe(List.of(), List.of(), host, json, false);
    }

    /** The mean of ten pings of the idle link, as ping reports it. */
    public Span idleRtt() {
        String out = Command.of("ping", "-n", "-q", "-c", "10", "-i", "0.05", "-W", "2", address)
                .under(source)
                .run();
        Matcher rtt = RTT.matcher(out);
        if (!rtt.find()) {
            throw new DriverException("ping of " + address + " told no round trip");
        }
        return new Span(Math.round(Double.parseDouble(rtt.group(2)) * 1e6));
    }

    /**
     * Throughput that the receiver saw, the first second left out.
     *
     * @param streams TCP connections at once
     */
    public Rate throughput(int streams, int seconds) {
        Process server = startsServer
                ? Command.of("iperf3", "-s", "-1").under(destination).startDetached(Path.of("/dev/null"))
                : null;
        try {
            if (server != null) {
                awaitServer(server);
            }
            String out = Command.of(
                            "iperf3",
                            "-c",
                            address,
                            "-J",
                            "-O",
                            "1",
                            "-P",
                            String.valueOf(streams),
                            "-t",
                            String.valueOf(seconds))
                    .under(source)
                    .within(Duration.ofSeconds(seconds + 20L))
                    .run();
            return received(json.read(out));
        } finally {
            if (server != null) {
                server.destroy();
            }
        }
    }

    /** A throughput and the mean round trip while it flowed, which carries the queue that it made. */
    public record Loaded(Rate rate, Span rtt) {}

    /** Measures throughput and, at the same time, the round trip. */
    public Loaded loaded(int streams, int seconds) {
        CompletableFuture<Rate> rate = CompletableFuture.supplyAsync(() -> throughput(streams, seconds));
        Pause.millis(WARM_MS);
        Span rtt = idleRtt();
        try {
            return new Loaded(rate.join(), rtt);
        } catch (CompletionException e) {
            throw new DriverException("iperf3 failed", e);
        }
    }

    /** Reads the receiver's rate out of what {@code iperf3 -J} printed. */
    static Rate received(Map<String, Object> report) {
        Map<String, Object> end = QemuMonitor.object(report.get("end"));
        Object rate = QemuMonitor.object(end.get("sum_received")).get("bits_per_second");
        if (!(rate instanceof Number bits) || bits.doubleValue() < 1) {
            throw new DriverException("iperf3 told no rate: " + report.get("error"));
        }
        return new Rate(Math.round(bits.doubleValue()));
    }

    private void awaitServer(Process server) {
        for (int i = 0; i < 100 && server.isAlive(); i++) {
            Command.Done listening = Command.of("ss", "-Hltn", "sport", "=", ":5201")
                    .under(destination)
                    .tryRun();
            if (!listening.out().isBlank()) {
                return;
            }
            Pause.millis(20);
        }
        throw new DriverException("iperf3's server did not start at the destination");
    }
}
