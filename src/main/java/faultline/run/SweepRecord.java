package faultline.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sweep's rows as they were read back from its file.
 *
 * @param axes their paths, at least one
 * @param rows in the order of the file, at least one
 */
public record SweepRecord(List<String> axes, List<Row> rows) {
    /**
     * One simulation.
     *
     * @param values one for each axis
     * @param figures of every metric, in base units
     */
    public record Row(int point, List<AxisValue> values, long seed, Map<Metric, Long> figures, boolean converged) {}

    /** Returns the record with copies of the lists. */
    public SweepRecord {
        axes = List.copyOf(axes);
        rows = List.copyOf(rows);
    }

    /** Returns the rows of each point, in the order of the points. */
    public List<List<Row>> points() {
        Map<Integer, List<Row>> points = new LinkedHashMap<>();
        rows.forEach(row ->
                points.computeIfAbsent(row.point(), p -> new ArrayList<>()).add(row));
        return List.copyOf(points.values());
    }

    /** Returns the values of an axis, each once, in the order of the file. */
    public List<AxisValue> values(int axis) {
        return rows.stream().map(row -> row.values().get(axis)).distinct().toList();
    }
}
