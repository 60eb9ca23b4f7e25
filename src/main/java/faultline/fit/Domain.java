package faultline.fit;

import faultline.model.Load;
import faultline.model.Run;
import faultline.model.Scenario;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a profile was fitted on: outside of it a prediction extrapolates.
 *
 * @param ranges least and most value of each numeric axis, in base units
 * @param words values of each other axis
 */
public record Domain(Map<String, long[]> ranges, Map<String, SortedSet<String>> words) {
    private static final Map<String, LongFunction<String>> FORMS = Map.of(
            "vm.vcpus", Long::toString,
            "vm.memory", count -> new Bytes(count).toString(),
            "vm.disk", count -> new Bytes(count).toString(),
            "link.bandwidth", bits -> new Rate(bits).toString(),
            "link.rtt", ns -> new Span(ns).toString());

    /** Returns the domain that some runs span. */
    public static Domain of(List<Run> runs) {
        Map<String, long[]> ranges = new TreeMap<>();
        Map<String, SortedSet<String>> words = new TreeMap<>();
        for (Run run : runs) {
            numbers(run.scenario()).forEach((axis, value) -> {
                long[] range = ranges.computeIfAbsent(axis, a -> new long[] {value, value});
                range[0] = Math.min(range[0], value);
                range[1] = Math.max(range[1], value);
            });
            words(run.scenario())
                    .forEach((axis, word) ->
                            words.computeIfAbsent(axis, a -> new TreeSet<>()).add(word));
        }
        return new Domain(ranges, words);
    }

    /** Returns a line for each axis on which a scenario lies outside; empty where it lies within. */
    public List<String> outside(Scenario scenario) {
        List<String> lines = new ArrayList<>();
        numbers(scenario).forEach((axis, value) -> {
            long[] range = ranges.get(axis);
            if (range != null && (value < range[0] || value > range[1])) {
                lines.add(axis + " " + form(axis, value) + " is outside of the fit's " + form(axis, range[0]) + " to "
                        + form(axis, range[1]));
            }
        });
        words(scenario).forEach((axis, word) -> {
            SortedSet<String> known = words.get(axis);
            if (known != null && !known.contains(word)) {
                lines.add(axis + " " + word + " is none of the fit's " + String.join(", ", known));
            }
        });
        return lines;
    }

    private static String form(String axis, long value) {
        LongFunction<String> form = FORMS.get(axis);
        return form == null ? Long.toString(value) : form.apply(value);
    }

    private static Map<String, Long> numbers(Scenario scenario) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("vm.vcpus", (long) scenario.vm().vcpus());
        numbers.put("vm.memory", scenario.vm().memory().count());
        Bytes disk = scenario.vm().disk();
        if (disk != null) {
            numbers.put("vm.disk", disk.count());
        }
        numbers.put("link.bandwidth", scenario.link().bandwidth().bitsPerSecond());
        numbers.put("link.rtt", scenario.link().rtt().ns());
        return numbers;
    }

    private static Map<String, String> words(Scenario scenario) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("load.kind", kind(scenario.load()));
        words.put("migration.strategy", scenario.migration().strategy().word());
        words.put("migration.storage", scenario.migration().storage().word());
        words.put("migration.preempt", Boolean.toString(scenario.migration().preempt()));
        return words;
    }

    private static String kind(Load load) {
        return load.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Returns the domain as a profile's fit report keeps it. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ranges.forEach((axis, range) -> map.put(axis, List.of(range[0], range[1])));
        words.forEach((axis, known) -> map.put(axis, List.copyOf(known)));
        return map;
    }

    static Domain of(Map<?, ?> map) {
        Map<String, long[]> ranges = new TreeMap<>();
        Map<String, SortedSet<String>> words = new TreeMap<>();
        map.forEach((axis, value) -> {
            List<?> list = (List<?>) value;
            if (FORMS.containsKey(String.valueOf(axis))) {
                ranges.put(String.valueOf(axis), new long[] {(Long) list.get(0), (Long) list.get(1)});
            } else {
                SortedSet<String> known = new TreeSet<>();
                list.forEach(word -> known.add((String) word));
                words.put(String.valueOf(axis), known);
            }
        });
        return new Domain(ranges, words);
    }
}
