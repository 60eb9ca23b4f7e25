package faultline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints how much faster each benchmark is in one of JMH's result files than in another, with the error of the ratio. */
public final class Compare {
    private Compare() {}

    /** One benchmark's result; the error is half of JMH's 99.9 % interval. */
    private record Score(double score, double error, boolean moreIsBetter, String unit) {
        double relative() {
            return error / score;
        }
    }

    /** Takes the two files: OLD NEW. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: compare OLD.json NEW.json");
            System.exit(2);
        }
        Map<String, Score> before = read(args[0]);
        Map<String, Score> after = read(args[1]);
        System.out.println("old, new, new's speed relative to old's, benchmark (errors: 99.9 %)");
        after.forEach((name, score) -> {
            Score old = before.get(name);
            if (old != null) {
                System.out.println(line(name, old, score));
            }
        });
        after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .forEach(name -> System.out.println("only new: " + name));
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> System.out.println("only old: " + name));
    }

    private static String line(String name, Score old, Score now) {
        double ratio = now.moreIsBetter() ? now.score() / old.score() : old.score() / now.score();
        double error = ratio * Math.hypot(old.relative(), now.relative());
        String shown = Double.isNaN(error) ? "   ?" : String.format(Locale.ROOT, "%.2f", error);
        return String.format(
                Locale.ROOT,
                "%12.4g %12.4g %-7s %6.2f ± %s  %s",
                old.score(),
                now.score(),
                now.unit(),
                ratio,
                shown,
                name);
    }

    private static Map<String, Score> read(String file) throws IOException {
        Map<String, Score> scores = new LinkedHashMap<>();
        for (JsonNode run : new JsonMapper().readTree(new File(file))) {
            JsonNode metric = run.path("primaryMetric");
            String full = run.path("benchmark").asText();
            List<String> name =
                    new ArrayList<>(List.of(full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1)));
            run.path("params")
                    .properties()
                    .forEach(param ->
                            name.add(param.getKey() + "=" + param.getValue().asText()));
            scores.put(
                    String.join(" ", name),
                    new Score(
                            metric.path("score").asDouble(),
                            metric.path("scoreError").asDouble(Double.NaN),
                            "thrpt".equals(run.path("mode").asText()),
                            metric.path("scoreUnit").asText()));
        }
        return scores;
    }
}
