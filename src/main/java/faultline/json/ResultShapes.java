package faultline.json;

import static faultline.json.Shape.FLAG;
import static faultline.json.Shape.NUMBER;
import static faultline.json.Shape.QUANTITY;
import static faultline.json.Shape.TEXT;
import static faultline.json.Shape.WHOLE;
import static faultline.json.Shape.object;

import faultline.json.Shape.Any;
import faultline.json.Shape.Keys;
import faultline.json.Shape.Many;

/** The parts of the commands' JSON that a report needs; docs/json.md describes all of it. */
final class ResultShapes {
    static final Keys MADE_BY = object().all(TEXT, "command", "version");

    private static final Keys TIMELINE =
            object().all(new Many(WHOLE), "timeNs", "sentBytes", "residentPages", "pageRequests", "blockedVcpus");

    private static final Keys RESULT = object().all(TEXT, "scenario", "profile")
            .all(WHOLE, "seed", "totalTimeNs", "setupTimeNs", "precopyTimeNs", "downtimeNs", "guestDowntimeNs")
            .all(WHOLE, "postcopyTimeNs", "passes", "transferredBytes", "normalPages", "zeroPages", "resentPages")
            .all(WHOLE, "pageRequests", "distinctFaults", "vcpuBlocktimeNs", "allBlockedTimeNs")
            .and("converged", FLAG)
            .and("trafficBytes", new Any(new Any(WHOLE)))
            .and("faultLatency", object().all(WHOLE, "count", "meanNs?", "p50Ns?", "p90Ns?", "p99Ns?", "maxNs?"))
            .and("timeline?", TIMELINE);

    static final Keys SIMULATED = RESULT.and("madeBy?", MADE_BY);

    static final Keys REPLICATED =
            object().and("replications", new Many(RESULT)).and("madeBy?", MADE_BY);

    private static final Keys ERRORS = object().all(WHOLE, "n").all(NUMBER, "mape", "median", "worst");

    private static final Keys ROW = object().and("id", TEXT)
            .and("measured", new Any(QUANTITY))
            .and("predicted", new Any(QUANTITY))
            .and("errorPercent", new Any(NUMBER));

    static final Keys COMPARED = object().and("profile", TEXT)
            .and("seed?", WHOLE)
            .and("metrics", new Any(ERRORS.and("worstRun", TEXT)))
            .and("runs", new Many(ROW))
            .and("madeBy?", MADE_BY);

    private static final Keys ESTIMATE =
            object().all(WHOLE, "median", "low90", "high90").all(TEXT, "unit", "intervalFrom");

    static final Keys PREDICTED = object().and("profile", TEXT)
            .all(WHOLE, "seed", "replications", "bootstrapDraws")
            .and("metrics", new Any(ESTIMATE))
            .and("extrapolates", new Many(TEXT))
            .and("madeBy?", MADE_BY);

    private static final Keys OPTION = object().and("name", TEXT)
            .all(FLAG, "converges", "keepsEveryLimit")
            .and("reasons", new Many(TEXT))
            .and("timeout99Ns", WHOLE)
            .and("doneWithin", new Any(WHOLE))
            .and("prediction", PREDICTED);

    static final Keys ADVISED = object().all(TEXT, "profile", "best")
            .and("seed", WHOLE)
            .and("keepsEveryLimit", FLAG)
            .and(
                    "preCopyConvergesUpTo",
                    object().all(WHOLE, "pagesPerSecond", "bytesPerSecond").and("unbounded", FLAG))
            .and("options", new Many(OPTION))
            .and("settings", new Any(new Many(TEXT)))
            .and("madeBy?", MADE_BY);

    static final Keys ABOUT_SWEEP = object().all(TEXT, "scenario", "profile").and("madeBy", MADE_BY);

    private ResultShapes() {}
}
