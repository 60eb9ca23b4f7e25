package faultline.run;

import faultline.model.InputException;
import faultline.model.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measured figures beside predictions by fits that had not seen the run's flavour; a profile's fit report carries them.
 *
 * @param figures in the order of the runs, metric by metric
 */
public record LeftOut(List<Figure> figures) {
    /** Key of a fit report. */
    public static final String KEY = "flavourLeftOut";

    private static final List<String> COLUMNS = List.of("run", "metric", "measured", "predicted", "low90", "high90");

    /**
     * One figure, in the metric's base unit.
     *
     * @param run the run's id
     * @param low lower end of the 90 % interval
     * @param high upper end of the 90 % interval
     */
    public record Figure(String run, Metric metric, long measured, long predicted, long low, long high) {
        /** Returns whether the interval holds what was measured. */
        public boolean hit() {
            return measured >= low && measured <= high;
        }
    }

    /** Returns the figures with a copy of the list. */
    public LeftOut {
        figures = List.copyOf(figures);
    }

    /** Returns the metrics that have figures. */
    public List<Metric> metrics() {
        return figures.stream().map(Figure::metric).distinct().sorted().toList();
    }

    /** Returns the figures of one metric. */
    public List<Figure> of(Metric metric) {
        return figures.stream().filter(figure -> figure.metric() == metric).toList();
    }

    /** Returns how many of a metric's intervals hold what was measured. */
    public long hits(Metric metric) {
        return of(metric).stream().filter(Figure::hit).count();
    }

    /** Returns it as a fit report keeps it: a list for each column. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("run", column(Figure::run));
        map.put("metric", column(figure -> figure.metric().key()));
        map.put("measured", column(Figure::measured));
        map.put("predicted", column(Figure::predicted));
        map.put("low90", column(Figure::low));
        map.put("high90", column(Figure::high));
        return map;
    }

    private <T> List<T> column(Function<Figure, T> cell) {
        return figures.stream().map(cell).toList();
    }

    /**
     * Reads what a profile carries.
     *
     * @return empty where it carries nothing of the kind
     * @throws InputException if what it carries has another form
     */
    public static Optional<LeftOut> of(Profile profile) {
        Object columns = profile.fit() == null ? null : profile.fit().get(KEY);
        if (columns == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LeftOut(figures((Map<?, ?>) columns)));
        } catch (ClassCastException | IllegalArgumentException | NullPointerException e) {
            throw InputException.of(
                    "profile " + profile.name(),
                    "fit." + KEY + ": must be an object of lists, all of one length: " + String.join(", ", COLUMNS));
        }
    }

    private static List<Figure> figures(Map<?, ?> map) {
        List<List<?>> columns = new ArrayList<>();
        for (String key : COLUMNS) {
            List<?> column = (List<?>) map.get(key);
            if (column == null
                    || (!columns.isEmpty() && column.size() != columns.get(0).size())) {
                throw new IllegalArgumentException(key);
            }
            columns.add(column);
        }
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < columns.get(0).size(); i++) {
            figures.add(new Figure(
                    (String) columns.get(0).get(i),
                    metric((String) columns.get(1).get(i)),
                    (Long) columns.get(2).get(i),
                    (Long) columns.get(3).get(i),
                    (Long) columns.get(4).get(i),
                    (Long) columns.get(5).get(i)));
        }
        return figures;
    }

    private static Metric metric(String key) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key));
    }
}
