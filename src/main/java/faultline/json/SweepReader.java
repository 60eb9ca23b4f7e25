package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import faultline.model.InputException;
import faultline.model.Problem;
import faultline.run.AxisValue;
import faultline.run.Metric;
import faultline.run.SweepRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a sweep's rows as {@code sweep --out} writes them. */
final class SweepReader {
    /** A cell in quotes, in which a quote is doubled, or one without any. */
    private static final Pattern CELL = Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^\",]*))(,|$)");

    private static final int AXES_FROM = 1;
    private static final int BEHIND_AXES = Metric.values().length + 2;
    private static final String NO_SWEEP = "is no sweep: its columns are not those that sweep --out writes";

    private final String file;
    private final List<SweepRecord.Row> rows = new ArrayList<>();

    private SweepReader(String file) {
        this.file = file;
    }

    /**
     * Reads the form with a line of names.
     *
     * @throws InputException in a line, at the first row that is wrong
     */
    static SweepRecord csv(String file) {
        SweepReader reader = new SweepReader(file);
        List<String> lines = Document.text(file).lines().toList();
        if (lines.isEmpty()) {
            throw InputException.of(file, "is empty");
        }
        List<String> names = cells(lines.get(0));
        int axes = names == null ? 0 : names.size() - AXES_FROM - BEHIND_AXES;
        if (names == null || axes < 1 || !names.equals(expected(names.subList(AXES_FROM, AXES_FROM + axes)))) {
            throw InputException.of(file, NO_SWEEP);
        }
        List<AxisColumn> columns = names.subList(AXES_FROM, AXES_FROM + axes).stream()
                .map(AxisColumn::of)
                .toList();
        for (int i = 1; i < lines.size(); i++) {
            reader.row(i + 1, cells(lines.get(i)), columns);
        }
        return reader.record(columns.stream().map(AxisColumn::path).toList());
    }

    private static List<String> expected(List<String> axes) {
        List<String> names = new ArrayList<>(List.of("point"));
        names.addAll(axes);
        names.add("seed");
        for (Metric metric : Metric.values()) {
            String snake = metric.name().toLowerCase(Locale.ROOT);
            names.add(
                    switch (metric.kind()) {
                        case SPAN -> snake + "_ns";
                        case BYTES -> snake + "_bytes";
                        case COUNT -> snake;
                    });
        }
        names.add("converged");
        return names;
    }

    /** A column of an axis: its path, and what its numbers count. */
    private record AxisColumn(String path, AxisValue.Kind kind) {
        static AxisColumn of(String name) {
            for (AxisValue.Kind kind : AxisValue.Kind.values()) {
                if (!kind.unit().isEmpty() && name.endsWith("_" + kind.unit())) {
                    return new AxisColumn(
                            name.substring(0, name.length() - kind.unit().length() - 1), kind);
                }
            }
            return new AxisColumn(name, AxisValue.Kind.NUMBER);
        }

        AxisValue value(String cell) {
            return kind == AxisValue.Kind.NUMBER ? AxisValue.parse(cell) : AxisValue.of(kind, new BigDecimal(cell));
        }
    }

    private static @Nullable List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        Matcher cell = CELL.matcher(line);
        int at = 0;
        while (cell.find() && cell.start() == at) {
            cells.add(cell.group(1) != null ? cell.group(1).replace("\"\"", "\"") : cell.group(2));
            at = cell.end();
            if (cell.group(3).isEmpty()) {
                return at == line.length() ? cells : null;
            }
        }
        return null;
    }

    private void row(int line, @Nullable List<String> cells, List<AxisColumn> columns) {
        if (cells == null || cells.size() != AXES_FROM + columns.size() + BEHIND_AXES) {
            throw wrong(line, "has not as many cells as the first line has names");
        }
        try {
            List<AxisValue> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                values.add(columns.get(i).value(cells.get(AXES_FROM + i)));
            }
            int at = AXES_FROM + columns.size();
            Map<Metric, Long> figures = new EnumMap<>(Metric.class);
            for (Metric metric : Metric.values()) {
                figures.put(metric, Long.valueOf(cells.get(at + 1 + figures.size())));
            }
            rows.add(new SweepRecord.Row(
                    Integer.parseInt(cells.get(0)),
                    values,
                    Long.parseLong(cells.get(at)),
                    figures,
                    flag(cells.get(cells.size() - 1))));
        } catch (IllegalArgumentException e) {
            throw wrong(line, "has a cell that is no number: " + Paths.clip(String.valueOf(e.getMessage())));
        }
    }

    private static boolean flag(String cell) {
        if (!cell.equals("true") && !cell.equals("false")) {
            throw new IllegalArgumentException(cell);
        }
        return cell.equals("true");
    }

    /**
     * Reads the form with an object on each line.
     *
     * @throws InputException at the first line that is wrong
     */
    static SweepRecord lines(String file) {
        SweepReader reader = new SweepReader(file);
        List<String> paths = List.of();
        int line = 0;
        for (String text : Document.text(file).lines().toList()) {
            JsonNode node = reader.node(++line, text);
            List<String> own = new ArrayList<>();
            node.path("at").fieldNames().forEachRemaining(own::add);
            paths = line == 1 ? own : paths;
            if (own.isEmpty() || !own.equals(paths)) {
                throw reader.wrong(line, NO_SWEEP);
            }
            reader.row(line, node);
        }
        return reader.record(paths);
    }

    private JsonNode node(int line, String text) {
        List<Problem> problems = new ArrayList<>();
        JsonNode node = Tree.parse(text, problems);
        if (node != null) {
            shape().check(node, "", problems);
        }
        if (node == null || !problems.isEmpty()) {
            throw wrong(line, "is no row of a sweep: " + problems.get(0));
        }
        return node;
    }

    private static Shape shape() {
        Shape.Keys shape = Shape.object()
                .all(Shape.WHOLE, "point", "seed")
                .and("at", new Shape.Any(new Shape.Scalar()))
                .and("converged", Shape.FLAG);
        return shape.all(
                Shape.WHOLE, Arrays.stream(Metric.values()).map(SweepLines::key).toArray(String[]::new));
    }

    private void row(int line, JsonNode node) {
        List<AxisValue> values = new ArrayList<>();
        try {
            node.path("at").forEach(value -> values.add(AxisValue.parse(value.asText())));
        } catch (IllegalArgumentException e) {
            throw wrong(line, "at: " + Paths.clip(String.valueOf(e.getMessage())));
        }
        Map<Metric, Long> figures = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            figures.put(metric, node.path(SweepLines.key(metric)).longValue());
        }
        rows.add(new SweepRecord.Row(
                node.path("point").intValue(),
                values,
                node.path("seed").longValue(),
                figures,
                node.path("converged").booleanValue()));
    }

    private SweepRecord record(List<String> axes) {
        if (rows.isEmpty()) {
            throw InputException.of(file, "has no rows");
        }
        return new SweepRecord(axes, rows);
    }

    private InputException wrong(int line, String what) {
        return InputException.of(file, "line " + line + ": " + what);
    }
}
