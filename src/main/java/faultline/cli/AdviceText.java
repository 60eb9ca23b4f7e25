package faultline.cli;

import faultline.cli.Advice.Choice;
import faultline.fit.Prediction;
import faultline.model.Strategy;
import faultline.report.Table;
import faultline.run.Convergence;
import faultline.run.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Advice for people and, with stable keys, for machines. */
final class AdviceText {
    /** Shares of such migrations, in percent, whose times the answer gives. */
    private static final List<Double> SHARES = List.of(50.0, 90.0, 95.0, 99.0, 99.9);

    private AdviceText() {}

    static String of(Advice advice, Convergence convergence, Settings settings, String profile, long seed) {
        StringBuilder text = new StringBuilder();
        Prediction best = advice.best().prediction();
        text.append("predicted with profile ").append(profile).append(", seed ").append(seed);
        text.append(", ").append(best.draws()).append(" bootstrap draws; median, and what 95 % stay below\n\n");
        text.append(table(advice)).append('\n');
        text.append(verdict(advice)).append('\n');
        text.append(precopy(advice, convergence)).append("\n\n");
        settings(text, advice.best(), settings);
        best.outside()
                .forEach(axis ->
                        text.append("warning: extrapolates: ").append(axis).append('\n'));
        return text.toString();
    }

    private static String table(Advice advice) {
        Table table = new Table(1);
        table.row("", "guest downtime", "", "stall", "", "total time", "", "99 % done by")
                .rule();
        for (Choice choice : advice.options()) {
            List<String> cells = new ArrayList<>();
            cells.add(choice.name() + (choice.converges() ? "" : " (does not converge)"));
            for (Metric metric : List.of(Metric.GUEST_DOWNTIME, Metric.VCPU_BLOCKTIME, Metric.TOTAL_TIME)) {
                cells.add(PredictionText.span(choice.prediction().of(metric).middle()));
                cells.add(PredictionText.span(choice.prediction().of(metric).high()));
            }
            cells.add(PredictionText.span(Settings.timeout99(choice.prediction()) * 1e9));
            table.row(cells.toArray(String[]::new));
        }
        return table.toString();
    }

    private static String verdict(Advice advice) {
        Choice best = advice.best();
        StringBuilder text = new StringBuilder();
        if (best.limits().isEmpty()) {
            text.append("best: ").append(best.name()).append(": a vCPU stands still for ");
            text.append(PredictionText.span(best.standingNs())).append(" on average, the least\n");
            return text.toString();
        }
        text.append(best.keepsAll() ? "best: " : "none keeps every limit; nearest: ")
                .append(best.name())
                .append('\n');
        for (Choice choice : advice.options()) {
            choice.reasons()
                    .forEach(reason -> text.append("  ")
                            .append(choice.name())
                            .append(" ")
                            .append(reason)
                            .append('\n'));
        }
        return text.toString();
    }

    private static String precopy(Advice advice, Convergence convergence) {
        boolean converges = advice.options().stream()
                .filter(choice -> choice.prediction().scenario().migration().strategy() == Strategy.PRE_COPY)
                .allMatch(Choice::converges);
        String own =
                converges ? "pre-copy converges under this load; " : "pre-copy does not converge under this load; ";
        String over = " uniform writes over " + convergence.memory();
        if (convergence.unbounded()) {
            return own + "it does at any rate of" + over;
        }
        if (convergence.pagesPerSecond() == 0) {
            return own + "it does at no rate of" + over;
        }
        return own
                + String.format(
                        Locale.ROOT,
                        "it stops at about %d pages/s (%.1f MB/s) of%s",
                        convergence.pagesPerSecond(),
                        convergence.bytesPerSecond() / 1e6,
                        over);
    }

    private static void settings(StringBuilder text, Choice best, Settings settings) {
        Prediction prediction = best.prediction();
        text.append(String.format(
                Locale.ROOT,
                "timeout that 99 %% of such migrations meet (%s): %.0f s%n",
                best.name(),
                Settings.timeout99(prediction)));
        text.append(SHARES.stream()
                .map(share ->
                        percent(share) + " % within " + PredictionText.span(Settings.within(prediction, share / 100)))
                .collect(Collectors.joining(", ", "  ", "\n")));
        boolean exact = prediction.of(Metric.TOTAL_TIME).residuals().length > 2;
        text.append(
                exact
                        ? "  (Student's t of the errors for left-out cells: a tail that no measurement reached)\n"
                        : "  (the profile has no errors of left-out cells: only the simulations' spread)\n");
        if (prediction.scenario().migration().strategy() == Strategy.HYBRID) {
            text.append(String.format(
                    Locale.ROOT,
                    "timeout after which to turn to post-copy: %.0f s: 99 %% have made their pass by then%n",
                    Math.ceil(settings.timeoutSeconds())));
        }
        text.append('\n');
        block(text, "virsh", settings.virsh());
        block(text, "Nova, nova.conf", settings.nova());
        block(text, "KubeVirt", settings.kubeVirt());
    }

    private static String percent(double share) {
        return share == Math.rint(share) ? Long.toString(Math.round(share)) : Double.toString(share);
    }

    private static void block(StringBuilder text, String name, List<String> lines) {
        text.append(name).append(":\n");
        lines.forEach(line -> text.append("  ").append(line).append('\n'));
        text.append('\n');
    }

    static Map<String, @Nullable Object> toMap(
            Advice advice, Convergence convergence, Settings settings, String profile, long seed) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("profile", profile);
        map.put("seed", seed);
        map.put("best", advice.best().name());
        map.put("keepsEveryLimit", advice.best().keepsAll());
        Map<String, @Nullable Object> stops = new LinkedHashMap<>();
        stops.put("pagesPerSecond", convergence.pagesPerSecond());
        stops.put("bytesPerSecond", convergence.bytesPerSecond());
        stops.put("unbounded", convergence.unbounded());
        map.put("preCopyConvergesUpTo", stops);
        map.put(
                "options",
                advice.options().stream().map(c -> option(c, profile, seed)).toList());
        Map<String, @Nullable Object> lines = new LinkedHashMap<>();
        lines.put("virsh", settings.virsh());
        lines.put("nova", settings.nova());
        lines.put("kubeVirt", settings.kubeVirt());
        map.put("settings", lines);
        return map;
    }

    private static Map<String, @Nullable Object> option(Choice choice, String profile, long seed) {
        Map<String, @Nullable Object> option = new LinkedHashMap<>();
        option.put("name", choice.name());
        option.put("converges", choice.converges());
        option.put("keepsEveryLimit", choice.keepsAll());
        option.put("reasons", choice.reasons());
        option.put("timeout99Ns", Math.round(Settings.timeout99(choice.prediction()) * 1e9));
        Map<String, @Nullable Object> within = new LinkedHashMap<>();
        SHARES.forEach(share ->
                within.put("p" + percent(share) + "Ns", Math.round(Settings.within(choice.prediction(), share / 100))));
        option.put("doneWithin", within);
        option.put("prediction", PredictionText.toMap(choice.prediction(), profile, seed));
        return option;
    }
}
