package faultline.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options {@code --strategy} and {@code --switchover}. */
final class StrategyOptions {
    private static final Pattern PASSES = Pattern.compile("([0-9]+)\\s*pass(?:es)?");

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            defaultValue = "post-copy",
            completionCandidates = Candidates.Strategies.class,
            description = "pre-copy, post-copy or hybrid (default: ${DEFAULT-VALUE}).")
    private String strategy = "post-copy";

    @Option(
            names = "--switchover",
            paramLabel = "WHEN",
            defaultValue = "",
            description = "When a hybrid turns to post-copy: 1pass, 2passes, 30s (default: 1pass).")
    private String switchover = "";

    StrategyOptions() {}

    /** Returns the values by their paths in a scenario. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("migration.strategy", strategy);
        String when = switchover.isEmpty() && strategy.equals("hybrid") ? "1pass" : switchover;
        Matcher passes = PASSES.matcher(when);
        if (passes.matches()) {
            values.put("migration.switchover.afterPasses", passes.group(1));
        } else if (when.equals("immediately")) {
            values.put("migration.switchover", when);
        } else if (!when.isEmpty()) {
            values.put("migration.switchover.after", when);
        }
        return values;
    }

    /** Returns it in a few words. */
    String title() {
        return strategy + (switchover.isEmpty() ? "" : " after " + switchover);
    }
}
