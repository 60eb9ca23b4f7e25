package faultline.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import faultline.model.Scenario;
import faultline.stats.Made;
import faultline.stats.OptionFigures;
import faultline.stats.Result;
import faultline.stats.Timeline;
import faultline.stats.Traffic;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a simulation came to, for machines.
 *
 * <p>The keys are stable and end in their unit: {@code totalTimeNs}, {@code transferredBytes}. Times are whole
 * nanoseconds, sizes whole bytes. {@code trafficBytes} has a key for each stage and in it one for each kind that is
 * not 0.
 */
public final class Results {
    private Results() {}

    /**
     * Returns the result of one simulation of a scenario, or of several as {@code {"replications": [...]}}.
     *
     * @param timeline of the first, or null
     */
    public static String toJson(
            List<Result> results, @Nullable Timeline timeline, Scenario scenario, String profileName, Made made) {
        ObjectNode first = node(results.get(0), scenario, profileName);
        if (timeline != null) {
            put(first.putObject("timeline"), timeline);
        }
        ObjectNode node = first;
        if (results.size() > 1) {
            node = JsonNodeFactory.instance.objectNode();
            ArrayNode replications = node.putArray("replications").add(first);
            results.stream().skip(1).forEach(result -> replications.add(node(result, scenario, profileName)));
        }
        node.set("input", ScenarioWriter.scenario(scenario));
        node.set(Made.KEY, Opaque.write(made.toMap()));
        return Json.text(node);
    }

    private static ObjectNode node(Result result, Scenario scenario, String profileName) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("scenario", scenario.id());
        node.put("profile", profileName);
        node.put("seed", result.seed());
        times(node, result);
        sizes(node, result);
        faults(node, result);
        options(node, result.options());
        node.put("events", result.events());
        return node;
    }

    private static void put(ObjectNode node, Timeline timeline) {
        put(node.putArray("timeNs"), timeline.timeNs());
        put(node.putArray("sentBytes"), timeline.sentBytes());
        put(node.putArray("residentPages"), timeline.residentPages());
        put(node.putArray("pageRequests"), timeline.pageRequests());
        ArrayNode blocked = node.putArray("blockedVcpus");
        for (int vcpus : timeline.blockedVcpus()) {
            blocked.add(vcpus);
        }
    }

    private static void put(ArrayNode array, long[] values) {
        for (long value : values) {
            array.add(value);
        }
    }

    private static void times(ObjectNode node, Result result) {
        node.put("totalTimeNs", result.totalNs());
        node.put("setupTimeNs", result.setupNs());
        node.put("precopyTimeNs", result.precopyNs());
        node.put("downtimeNs", result.downtimeNs());
        node.put("guestDowntimeNs", result.guestDowntimeNs());
        node.put("postcopyTimeNs", result.postcopyNs());
        node.put("passes", result.passes());
        node.put("converged", result.converged());
    }

    private static void sizes(ObjectNode node, Result result) {
        node.put("transferredBytes", result.transferredBytes());
        ObjectNode traffic = node.putObject("trafficBytes");
        for (Traffic.Stage stage : Traffic.Stage.values()) {
            ObjectNode kinds = traffic.putObject(stage.key());
            for (Traffic.Kind kind : Traffic.Kind.values()) {
                long bytes = result.traffic().bytes(stage, kind);
                if (bytes != 0) {
                    kinds.put(kind.key(), bytes);
                }
            }
        }
        node.put("normalPages", result.normalPages());
        node.put("zeroPages", result.zeroPages());
        node.put("resentPages", result.resentPages());
    }

    private static void options(ObjectNode node, OptionFigures figures) {
        if (figures.equals(OptionFigures.NONE)) {
            return;
        }
        ObjectNode options = node.putObject("options");
        options.put("stolenFromEachVcpuNs", figures.stolenNs());
        options.put("throttlePercent", figures.throttlePercent());
        options.put("xbzrleHits", figures.xbzrleHits());
        options.put("xbzrleMisses", figures.xbzrleMisses());
        options.put("dirtiedBlocks", figures.dirtiedBlocks());
        options.put("prepagedPages", figures.prepagedPages());
    }

    private static void faults(ObjectNode node, Result result) {
        node.put("pageRequests", result.pageRequests());
        node.put("distinctFaults", result.distinctFaults());
        node.put("vcpuBlocktimeNs", result.vcpuBlocktimeNs());
        ArrayNode perVcpu = node.putArray("blocktimeOfVcpusNs");
        put(perVcpu, result.vcpuBlockedNs());
        node.put("allBlockedTimeNs", result.allBlockedNs());
        Histogram latency = result.faultLatency();
        ObjectNode faults = node.putObject("faultLatency");
        faults.put("count", latency.getTotalCount());
        if (latency.getTotalCount() > 0) {
            faults.put("meanNs", Math.round(latency.getMean()));
            faults.put("p50Ns", latency.getValueAtPercentile(50));
            faults.put("p90Ns", latency.getValueAtPercentile(90));
            faults.put("p99Ns", latency.getValueAtPercentile(99));
            faults.put("maxNs", latency.getMaxValue());
        }
    }
}
