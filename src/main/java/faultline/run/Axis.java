package faultline.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One dimension of a sweep: a value of the scenario and what it is set to, one after the other.
 *
 * @param path of the value in the scenario's JSON: {@code link.rtt}
 * @param values at least one, all of one kind, each once
 * @param logarithmic whether they were given as a logarithmic range
 */
public record Axis(String path, List<AxisValue> values, boolean logarithmic) {
    /** Most values of one axis. */
    public static final int VALUES_MAX = 100_000;

    private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+?)(?::(lin|log))?(?::([0-9]{1,9}))?");
    private static final String FORMS = "write PATH=A,B,C or PATH=LOW..HIGH:log:40 or PATH=LOW..HIGH:lin:40";

    /** Returns the axis with a copy of the values. */
    public Axis {
        values = List.copyOf(values);
    }

    /**
     * Reads {@code link.rtt=1ms..200ms:log:40} or {@code vm.memory=1GiB,4GiB,16GiB}; a list may have ranges in it.
     *
     * @throws IllegalArgumentException if it has not that form, mixes kinds, or a logarithmic range does not start above
     *     0
     */
    public static Axis parse(String written) {
        int equals = written.indexOf('=');
        if (equals < 1 || equals == written.length() - 1) {
            throw new IllegalArgumentException("\"" + written + "\" is no axis: " + FORMS);
        }
        String path = written.substring(0, equals).strip();
        Set<AxisValue> values = new LinkedHashSet<>();
        boolean logarithmic = false;
        for (String part : written.substring(equals + 1).split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (range.matches()) {
                logarithmic |= "log".equals(range.group(3));
                values.addAll(range(path, range));
            } else if (part.isBlank()) {
                throw new IllegalArgumentException(path + ": an empty value; " + FORMS);
            } else {
                values.add(value(path, part));
            }
        }
        checkKinds(path, values);
        return new Axis(path, List.copyOf(values), logarithmic);
    }

    /** Returns what all values are. */
    public AxisValue.Kind kind() {
        return values.get(0).kind();
    }

    /** Returns the name of its column in CSV, with the base unit. */
    public String column() {
        return path + (kind().unit().isEmpty() ? "" : "_" + kind().unit());
    }

    /** Returns every combination of the axes' values, the last axis changing fastest. */
    static List<List<AxisValue>> product(List<Axis> axes) {
        List<List<AxisValue>> rows = List.of(List.of());
        for (Axis axis : axes) {
            List<List<AxisValue>> longer = new ArrayList<>(rows.size() * axis.values.size());
            for (List<AxisValue> row : rows) {
                for (AxisValue value : axis.values) {
                    List<AxisValue> more = new ArrayList<>(row);
                    more.add(value);
                    longer.add(List.copyOf(more));
                }
            }
            rows = longer;
        }
        return rows;
    }

    private static AxisValue value(String path, String written) {
        try {
            return AxisValue.parse(written);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    private static void checkKinds(String path, Set<AxisValue> values) {
        AxisValue.Kind kind = values.iterator().next().kind();
        for (AxisValue value : values) {
            if (value.kind() != kind && value.kind() != AxisValue.Kind.WORD && kind != AxisValue.Kind.WORD) {
                throw new IllegalArgumentException(path + ": " + word(kind) + " and " + word(value.kind())
                        + " on one axis: " + values.iterator().next().text() + ", " + value.text());
            }
            if (value.kind() != kind) {
                throw new IllegalArgumentException(path + ": \"" + value.text() + "\" is not of the same kind as \""
                        + values.iterator().next().text() + "\"");
            }
        }
    }

    private static String word(AxisValue.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static List<AxisValue> range(String path, Matcher form) {
        AxisValue low = value(path, form.group(1));
        AxisValue high = value(path, form.group(2));
        if (low.kind() != high.kind() || low.kind() == AxisValue.Kind.WORD) {
            throw new IllegalArgumentException(
                    path + ": " + form.group(1) + ".." + form.group(2) + " needs two quantities of one kind");
        }
        if (form.group(4) == null) {
            throw new IllegalArgumentException(path + ": " + form.group() + " does not say how many values: " + FORMS);
        }
        int count = Integer.parseInt(form.group(4));
        if (count < 2 || count > VALUES_MAX) {
            throw new IllegalArgumentException(path + ": a range has 2 to " + VALUES_MAX + " values, not " + count);
        }
        boolean logarithmic = "log".equals(form.group(3));
        if (logarithmic && (low.number().signum() <= 0 || high.number().signum() <= 0)) {
            throw new IllegalArgumentException(path + ": a logarithmic range must start above 0");
        }
        List<AxisValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(i == 0 ? low : i == count - 1 ? high : step(low, high, i, count, logarithmic));
        }
        return values;
    }

    private static AxisValue step(AxisValue low, AxisValue high, int i, int count, boolean logarithmic) {
        if (!logarithmic) {
            BigDecimal way = high.number().subtract(low.number()).multiply(BigDecimal.valueOf(i));
            BigDecimal from = low.number().add(way.divide(BigDecimal.valueOf(count - 1L), MathContext.DECIMAL64));
            return AxisValue.between(low, high, from);
        }
        double ratio = high.number().doubleValue() / low.number().doubleValue();
        double number = low.number().doubleValue() * StrictMath.pow(ratio, i / (count - 1.0));
        return AxisValue.between(low, high, BigDecimal.valueOf(number));
    }
}
