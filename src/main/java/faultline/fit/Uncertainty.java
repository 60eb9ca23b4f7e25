package faultline.fit;

import faultline.model.InputException;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.run.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fit knows of its own errors; a profile's fit report carries it to where predictions are made.
 *
 * @param parameters the free ones
 * @param draws their values in each bootstrap refit, in base units, shape [resamples][parameters]
 * @param residuals ln(measured / predicted) of each cell by the fit that was made without it, by metric
 * @param scores how far each cell's residual lies outside of its bootstrap interval, by metric: see {@link Conformal}
 * @param domain what it was fitted on
 */
public record Uncertainty(
        List<Parameter> parameters,
        List<long[]> draws,
        Map<Metric, double[]> residuals,
        Map<Metric, double[]> scores,
        Domain domain) {
    /** Most bootstrap draws that a profile carries. */
    public static final int DRAWS_MAX = 40;

    private static final double DIGITS = 1e4;

    /** Returns the profile with the parameters of one bootstrap refit. */
    Profile at(Profile profile, int draw) {
        Map<Parameter, Long> values = new EnumMap<>(Parameter.class);
        for (int i = 0; i < parameters.size(); i++) {
            values.put(parameters.get(i), draws.get(draw)[i]);
        }
        return profile.with(values);
    }

    /** Returns it as the entries of a profile's fit report. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("fittedOn", domain.toMap());
        map.put("residuals", lists(residuals));
        map.put("scores", lists(scores));
        Map<String, @Nullable Object> vectors = new LinkedHashMap<>();
        vectors.put("parameters", parameters.stream().map(Parameter::key).toList());
        vectors.put("vectors", draws.stream().map(Uncertainty::list).toList());
        map.put("draws", vectors);
        return map;
    }

    /**
     * Reads what a profile carries.
     *
     * @return null where it carries nothing: it was never fitted, or without bootstrap or cross-validation
     * @throws InputException if what it carries has another form
     */
    public static @Nullable Uncertainty of(Profile profile) {
        Map<String, @Nullable Object> fit = profile.fit();
        if (fit == null || !fit.keySet().containsAll(List.of("fittedOn", "residuals", "scores", "draws"))) {
            return null;
        }
        try {
            Map<?, ?> vectors = map(fit.get("draws"));
            List<Parameter> parameters = new ArrayList<>();
            list(vectors.get("parameters")).forEach(key -> parameters.add(parameter((String) key)));
            List<long[]> draws = new ArrayList<>();
            list(vectors.get("vectors")).forEach(vector -> draws.add(longs(list(vector), parameters.size())));
            return new Uncertainty(
                    List.copyOf(parameters),
                    draws,
                    arrays(map(fit.get("residuals"))),
                    arrays(map(fit.get("scores"))),
                    Domain.of(map(fit.get("fittedOn"))));
        } catch (ClassCastException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw InputException.of(
                    "profile " + profile.name(),
                    "fit: draws, residuals, scores and fittedOn are not as calibrate writes them");
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("no object");
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("no list");
    }

    private static Parameter parameter(String key) {
        for (Parameter parameter : Parameter.values()) {
            if (parameter.key().equals(key)) {
                return parameter;
            }
        }
        throw new IllegalArgumentException(key);
    }

    private static List<Long> list(long[] values) {
        List<Long> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return list;
    }

    private static long[] longs(List<?> list, int length) {
        if (list.size() != length) {
            throw new IllegalArgumentException("a draw of another length");
        }
        return list.stream().mapToLong(value -> (Long) value).toArray();
    }

    private static Map<String, @Nullable Object> lists(Map<Metric, double[]> arrays) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        arrays.forEach((metric, values) -> {
            List<Double> list = new ArrayList<>();
            for (double value : values) {
                list.add(Math.round(value * DIGITS) / DIGITS);
            }
            map.put(metric.key(), list);
        });
        return map;
    }

    private static Map<Metric, double[]> arrays(Map<?, ?> lists) {
        Map<Metric, double[]> arrays = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            if (lists.get(metric.key()) instanceof List<?> list && !list.isEmpty()) {
                arrays.put(
                        metric,
                        list.stream()
                                .mapToDouble(value -> ((Number) value).doubleValue())
                                .toArray());
            }
        }
        return arrays;
    }
}
