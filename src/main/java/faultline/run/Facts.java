package faultline.run;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose keys and types its reader has checked.
 *
 * <p>Asking for what the reader did not check is a programmer's error and throws {@link AssertionError}.
 */
public record Facts(Map<String, @Nullable Object> map) {
    /** Returns whether there is such a key, with a value other than null. */
    public boolean has(String key) {
        return map.get(key) != null;
    }

    /** Returns a whole number. */
    public long whole(String key) {
        return value(key, Number.class).longValue();
    }

    /** Returns a number. */
    public double number(String key) {
        return value(key, Number.class).doubleValue();
    }

    /** Returns a number, or nothing where the key is missing. */
    public OptionalDouble maybe(String key) {
        return map.get(key) instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** Returns a text. */
    public String text(String key) {
        return value(key, String.class);
    }

    /** Returns a truth value. */
    public boolean flag(String key) {
        return value(key, Boolean.class);
    }

    /** Returns an object. */
    public Facts at(String key) {
        return of(value(key, Map.class));
    }

    /** Returns a list of objects. */
    public List<Facts> list(String key) {
        return elements(key).stream().map(Facts::of).toList();
    }

    /** Returns a list of texts. */
    public List<String> texts(String key) {
        return elements(key).stream().map(String.class::cast).toList();
    }

    /** Returns a list of numbers. */
    public double[] numbers(String key) {
        return elements(key).stream()
                .mapToDouble(number -> ((Number) number).doubleValue())
                .toArray();
    }

    private List<?> elements(String key) {
        return value(key, List.class);
    }

    /** Returns the keys in the order of the file. */
    public List<String> keys() {
        return List.copyOf(map.keySet());
    }

    @SuppressWarnings("unchecked") // Objects that JSON was read into have texts for keys.
    private static Facts of(Object value) {
        return new Facts((Map<String, @Nullable Object>) value);
    }

    private <T> T value(String key, Class<T> type) {
        Object value = map.get(key);
        if (!type.isInstance(value)) {
            throw new AssertionError("the reader let " + key + " pass as " + value);
        }
        return type.cast(value);
    }
}
