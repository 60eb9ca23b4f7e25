package faultline.report;

import faultline.report.Plot.Line;
import faultline.report.Plot.Phase;
import faultline.run.Facts;
import faultline.run.ResultFile.Simulated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section of a page that shows one simulated migration: figures, traffic, and its course against time. */
final class SimulationPage {
    private static final Map<String, String> TIMES = names(
            "totalTimeNs", "total time",
            "setupTimeNs", "setup",
            "precopyTimeNs", "pre-copy",
            "guestDowntimeNs", "downtime (guest)",
            "downtimeNs", "downtime (reported)",
            "postcopyTimeNs", "post-copy",
            "vcpuBlocktimeNs", "stall (vCPU blocktime, sum)",
            "allBlockedTimeNs", "all vCPUs blocked");
    private static final Map<String, String> COUNTS = names(
            "normalPages", "normal pages",
            "zeroPages", "zero pages",
            "resentPages", "pages sent again",
            "passes", "passes",
            "pageRequests", "page requests",
            "distinctFaults", "distinct faults");

    private static final int RATE_SAMPLES = 4;

    private SimulationPage() {}

    private static Map<String, String> names(String... keysAndNames) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < keysAndNames.length; i += 2) {
            names.put(keysAndNames[i], keysAndNames[i + 1]);
        }
        return names;
    }

    static void write(Html html, Simulated file) {
        List<Facts> replications = file.replications();
        Facts first = replications.get(0);
        html.element("h2", first.text("scenario") + ": one migration, simulated");
        Map<String, String> more = new LinkedHashMap<>();
        more.put("profile", first.text("profile"));
        long last = replications.get(replications.size() - 1).whole("seed");
        more.put("seed", first.whole("seed") + (replications.size() == 1 ? "" : " to " + last));
        if (first.has("timeline")) {
            timeline(html, first, first.at("timeline"));
        }
        figures(html, replications);
        latency(html, first.at("faultLatency"));
        traffic(html, first.at("trafficBytes"));
        PageParts.again(html, PageParts.made(file.facts()), more);
    }

    private static void figures(Html html, List<Facts> replications) {
        List<List<String>> rows = new ArrayList<>();
        TIMES.forEach((key, name) -> rows.add(row(name, replications, key)));
        rows.add(row("transferred", replications, "transferredBytes"));
        COUNTS.forEach((key, name) -> rows.add(row(name, replications, key)));
        boolean converged = replications.stream().allMatch(facts -> facts.flag("converged"));
        if (!converged) {
            html.element("p", "The pre-copy did not converge.", "class", "warning");
        }
        boolean several = replications.size() > 1;
        PageParts.table(
                html,
                several ? "Figures of " + replications.size() + " replications" : "Figures",
                1,
                several ? List.of("figure", "median", "least", "most") : List.of("figure", "simulated"),
                rows);
    }

    private static List<String> row(String name, List<Facts> replications, String key) {
        double[] sorted = replications.stream()
                .mapToDouble(facts -> facts.whole(key))
                .sorted()
                .toArray();
        List<String> row = new ArrayList<>(List.of(name, form(key, SweepFigure.median(sorted))));
        if (sorted.length > 1) {
            row.add(form(key, sorted[0]));
            row.add(form(key, sorted[sorted.length - 1]));
        }
        return row;
    }

    private static String form(String key, double value) {
        if (key.endsWith("Ns")) {
            return PageParts.span(value);
        }
        return key.endsWith("Bytes") ? PageParts.bytes(value) : String.format(java.util.Locale.ROOT, "%.0f", value);
    }

    private static void latency(Html html, Facts latency) {
        if (latency.whole("count") == 0) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        names(
                        "meanNs",
                        "mean",
                        "p50Ns",
                        "50th percentile",
                        "p90Ns",
                        "90th percentile",
                        "p99Ns",
                        "99th percentile",
                        "maxNs",
                        "most")
                .forEach((key, name) ->
                        latency.maybe(key).ifPresent(value -> rows.add(List.of(name, PageParts.span(value)))));
        PageParts.table(html, "Fault latency", 1, List.of("of " + latency.whole("count") + " waits", "time"), rows);
    }

    private static void traffic(Html html, Facts stages) {
        List<List<String>> rows = new ArrayList<>();
        for (String stage : stages.keys()) {
            Facts kinds = stages.at(stage);
            kinds.keys().forEach(kind -> rows.add(List.of(stage, kind, PageParts.bytes(kinds.number(kind)))));
        }
        PageParts.table(html, "What was sent", 2, List.of("stage", "kind", "size"), rows);
    }

    private static void timeline(Html html, Facts result, Facts timeline) {
        double[] seconds = scaled(timeline.numbers("timeNs"), 1e-9);
        if (seconds.length < 2) {
            return;
        }
        List<Phase> phases = phases(result);
        html.element("h3", "Against time").open("div", "class", "charts");
        String[] keys = {"sentBytes", "residentPages", "pageRequests", "blockedVcpus"};
        double[][] values = new double[keys.length][];
        for (int i = 0; i < keys.length; i++) {
            values[i] = timeline.numbers(keys[i]);
            if (values[i].length != seconds.length) {
                html.element("p", "The timeline's " + keys[i] + " has another length than its timeNs.")
                        .close();
                return;
            }
        }
        plot(html, "throughput in Gbit/s", seconds, throughput(seconds, values[0]), phases, false);
        plot(html, "memory at the destination in GiB", seconds, scaled(values[1], 4096.0 / (1 << 30)), phases, false);
        plot(html, "page requests so far", seconds, values[2], phases, false);
        plot(html, "blocked vCPUs", seconds, values[3], phases, true);
        html.close();
    }

    private static void plot(
            Html html, String name, double[] seconds, double[] values, List<Phase> phases, boolean stepwise) {
        double most = Arrays.stream(values).max().orElse(0);
        double end = seconds[seconds.length - 1];
        Plot plot = new Plot(name, "time since the request in s", new double[] {0, end}, false, most).phases(phases);
        if (!name.startsWith("throughput")) {
            plot.phasesKnown();
        }
        String described =
                name + " over " + PageParts.digits(end) + " s of migration; at most " + PageParts.digits(most);
        (stepwise ? plot.stepwise() : plot).write(html, described, List.of(Line.of(seconds, values)));
    }

    private static List<Phase> phases(Facts result) {
        List<Phase> phases = new ArrayList<>();
        double at = 0;
        for (String[] phase : new String[][] {
            {"setup", "setupTimeNs", "p0"},
            {"pre-copy", "precopyTimeNs", "p1"},
            {"guest stopped", "guestDowntimeNs", "p2"},
            {"post-copy", "postcopyTimeNs", "p3"}
        }) {
            double to = at + result.number(phase[1]) / 1e9;
            if (to > at) {
                phases.add(new Phase(phase[0] + ", " + PageParts.span(result.number(phase[1])), phase[2], at, to));
            }
            at = to;
        }
        return phases;
    }

    /** Returns the rate over the last few samples, in Gbit/s: from one to the next it leaps with each batch. */
    private static double[] throughput(double[] seconds, double[] bytes) {
        double[] rates = new double[seconds.length];
        for (int i = 1; i < rates.length; i++) {
            int before = Math.max(0, i - RATE_SAMPLES);
            double time = seconds[i] - seconds[before];
            rates[i] = time > 0 ? Math.max(0, (bytes[i] - bytes[before]) * 8e-9 / time) : rates[i - 1];
        }
        return rates;
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }
}
