package faultline.report;

import faultline.stats.Result;
import faultline.stats.Traffic;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What simulations of one scenario came to, as a table for people. */
public final class SimulationText {
    private static final double NS_PER_S = 1e9;
    private static final double NS_PER_MS = 1e6;
    private static final double BYTES_PER_MB = 1e6;

    /** Room from the point on: ".123 MB". */
    private static final int AFTER_POINT = 7;

    private final List<Result> results;
    private final Table table = new Table(1);

    private SimulationText(List<Result> results) {
        this.results = results;
    }

    /**
     * Returns the table of one simulation, or of the mean, least and most of several.
     *
     * @param results of the same scenario, at least one
     */
    public static String of(List<Result> results) {
        return new SimulationText(results).text();
    }

    private String text() {
        if (results.size() > 1) {
            table.row("", "mean", "least", "most").rule();
        }
        times();
        traffic();
        pages();
        faults();
        options();
        return table.toString();
    }

    private void times() {
        line("total time", "s", 2, r -> r.totalNs() / NS_PER_S);
        line("  setup", "s", 2, r -> r.setupNs() / NS_PER_S);
        if (any(Result::precopyNs)) {
            line("  before the stop", "s", 2, r -> r.precopyNs() / NS_PER_S);
        }
        line("  downtime (guest)", "ms", 1, r -> r.guestDowntimeNs() / NS_PER_MS);
        line("  post-copy", "s", 2, r -> r.postcopyNs() / NS_PER_S);
        line("downtime (reported)", "ms", 1, r -> r.downtimeNs() / NS_PER_MS);
        if (any(Result::passes)) {
            line("passes", "", 0, Result::passes);
            boolean all = results.stream().allMatch(Result::converged);
            boolean none = results.stream().noneMatch(Result::converged);
            table.row("converged", all ? "yes" : none ? "no" : "at times");
        }
    }

    private void traffic() {
        table.space();
        line("transferred", "MB", 1, r -> r.transferredBytes() / BYTES_PER_MB);
        for (Traffic.Kind kind : Traffic.Kind.values()) {
            if (any(r -> bytes(r, kind))) {
                line("  " + name(kind), "MB", 3, r -> bytes(r, kind) / BYTES_PER_MB);
            }
        }
    }

    private void pages() {
        table.space();
        line("normal pages", "", 0, Result::normalPages);
        line("zero pages", "", 0, Result::zeroPages);
        line("of both, sent again", "", 0, Result::resentPages);
    }

    private void faults() {
        if (!any(Result::pageRequests) && !any(Result::distinctFaults)) {
            return;
        }
        table.space();
        line("page requests", "", 0, Result::pageRequests);
        line("distinct faults", "", 0, Result::distinctFaults);
        line("vCPU blocktime, sum", "s", 2, r -> r.vcpuBlocktimeNs() / NS_PER_S);
        line("all vCPUs blocked", "s", 2, r -> r.allBlockedNs() / NS_PER_S);
        line("fault latency, mean", "ms", 2, r -> r.faultLatency().getMean() / NS_PER_MS);
        for (int percentile : new int[] {50, 90, 99}) {
            line("  " + percentile + "th percentile", "ms", 2, r -> latencyMs(r, percentile));
        }
        line("  most", "ms", 2, r -> r.faultLatency().getMaxValue() / NS_PER_MS);
    }

    /** What the options came to, of each that did anything. */
    private void options() {
        table.space();
        if (any(r -> r.options().stolenNs())) {
            line("stolen from each vCPU", "s", 2, r -> r.options().stolenNs() / NS_PER_S);
            line("  throttle at the end", "%", 0, r -> r.options().throttlePercent());
        }
        if (any(r -> r.options().xbzrleHits() + r.options().xbzrleMisses())) {
            line("sent as differences", "", 0, r -> r.options().xbzrleHits());
            line("  hit rate of the cache", "%", 1, r -> 100 * r.options().xbzrleHitRate());
        }
        if (any(r -> r.options().prepagedPages())) {
            line("pushed around faults", "", 0, r -> r.options().prepagedPages());
        }
        if (any(r -> r.options().dirtiedBlocks())) {
            line("written blocks, sent again", "", 0, r -> r.options().dirtiedBlocks());
        }
    }

    private void line(String name, String unit, int decimals, ToDoubleFunction<Result> figure) {
        double[] figures = results.stream().mapToDouble(figure).toArray();
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double f : figures) {
            sum += f;
            least = Math.min(least, f);
            most = Math.max(most, f);
        }
        String mean = shown(sum / figures.length, decimals, unit);
        if (figures.length == 1) {
            table.row(name, mean);
        } else {
            table.row(name, mean, shown(least, decimals, unit), shown(most, decimals, unit));
        }
    }

    /** Returns a number and its unit, filled up so that the points of a column stand below each other. */
    private static String shown(double value, int decimals, String unit) {
        int before = decimals == 0 ? 0 : decimals + 1;
        String text = Numbers.fixed(value, decimals) + (unit.isEmpty() ? "" : " " + unit);
        int after = before + (unit.isEmpty() ? 0 : 1 + unit.length());
        return text + " ".repeat(Math.max(0, AFTER_POINT - after));
    }

    private boolean any(ToDoubleFunction<Result> figure) {
        return results.stream().anyMatch(r -> figure.applyAsDouble(r) != 0);
    }

    private static double latencyMs(Result result, int percentile) {
        return result.faultLatency().getValueAtPercentile(percentile) / NS_PER_MS;
    }

    private static long bytes(Result result, Traffic.Kind kind) {
        long sum = 0;
        for (Traffic.Stage stage : Traffic.Stage.values()) {
            sum += result.traffic().bytes(stage, kind);
        }
        return sum;
    }

    private static String name(Traffic.Kind kind) {
        return switch (kind) {
            case PAGES -> "pages";
            case ZERO_PAGES -> "zero pages";
            case HEADERS -> "headers";
            case DEVICE_STATE -> "device state";
            case DISCARD -> "discard";
            case DISK -> "disk";
            case RESENT -> "sent again";
        };
    }
}
