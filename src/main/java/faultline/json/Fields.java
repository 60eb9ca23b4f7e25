package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import faultline.model.Problem;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one JSON object, read one by one.
 *
 * <p>A value that is missing or wrong is null to the caller and a problem to the user; the caller goes on, so that
 * every problem is found. {@link #end} reports the keys that nobody asked for.
 */
final class Fields {
    private final JsonNode object;
    private final String path;
    private final List<Problem> problems;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(JsonNode object, String path, List<Problem> problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    /** Returns the keys of {@code node}, or null and a problem where it is not an object. */
    static @Nullable Fields of(JsonNode node, String path, List<Problem> problems) {
        if (!node.isObject()) {
            problems.add(new Problem(path, "must be an object, not " + (node.isNull() ? "null" : Forms.shown(node))));
            return null;
        }
        return new Fields(node, path, problems);
    }

    /** Returns the keys of a whole document. */
    static @Nullable Fields of(Document document) {
        return of(document.root(), "", document.problems());
    }

    String path() {
        return path;
    }

    List<Problem> problems() {
        return problems;
    }

    Iterator<String> keys() {
        return object.fieldNames();
    }

    boolean has(String key) {
        known.add(key);
        return object.has(key);
    }

    /** Adds a problem with the value of a key. */
    void problem(String key, String message) {
        problems.add(new Problem(Paths.key(path, key), message));
    }

    /** Reads a value that must be there. */
    <T> @Nullable T required(String key, Form<T> form) {
        return present(key) ? optional(key, form) : null;
    }

    /** Reads a value that may be missing but not null. */
    <T> @Nullable T optional(String key, Form<T> form) {
        return has(key) && notNull(key) ? parsed(key, form) : null;
    }

    /** Reads a value that may be missing: then it is {@code fallback}; null where it is wrong. */
    <T> @Nullable T optional(String key, Form<T> form, T fallback) {
        return has(key) ? optional(key, form) : fallback;
    }

    /** Reads a value that may be missing or null. */
    <T> @Nullable T nullable(String key, Form<T> form) {
        return has(key) && !object.get(key).isNull() ? parsed(key, form) : null;
    }

    /** Returns the keys of an object that may be missing. */
    @Nullable
    Fields object(String key) {
        return has(key) && notNull(key) ? of(object.get(key), Paths.key(path, key), problems) : null;
    }

    /** Returns the keys of an object that must be there. */
    @Nullable
    Fields requiredObject(String key) {
        return present(key) ? object(key) : null;
    }

    /** Returns a list that may be missing. */
    @Nullable
    ArrayNode list(String key) {
        if (!has(key) || !notNull(key)) {
            return null;
        }
        if (object.get(key) instanceof ArrayNode list) {
            return list;
        }
        problem(key, "must be a list, not " + Forms.shown(object.get(key)));
        return null;
    }

    /** Returns the node under a key that is there. */
    JsonNode node(String key) {
        known.add(key);
        return object.get(key);
    }

    /** Reports the keys that nobody asked for. */
    void end() {
        for (Iterator<String> keys = object.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                problem(key, "unknown key; " + advice(key));
            }
        }
    }

    private boolean present(String key) {
        if (!has(key)) {
            problem(key, "is missing");
            return false;
        }
        return true;
    }

    private boolean notNull(String key) {
        if (object.get(key).isNull()) {
            problem(key, "is null: give a value or leave the key out");
            return false;
        }
        return true;
    }

    private <T> @Nullable T parsed(String key, Form<T> form) {
        try {
            return form.read(object.get(key));
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private String advice(String key) {
        return Nearest.of(key.toLowerCase(Locale.ROOT), known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElseGet(() -> "known here: " + String.join(", ", known));
    }
}
