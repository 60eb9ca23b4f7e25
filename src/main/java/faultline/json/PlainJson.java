package faultline.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain maps, lists, strings, longs, doubles and booleans, for reports that are no file of the project's. */
public final class PlainJson {
    private PlainJson() {}

    /**
     * Returns a map as an object, keys in their order.
     *
     * @throws IllegalArgumentException if it holds what JSON cannot: NaN, an infinity, another type
     */
    public static String of(Map<String, ? extends @Nullable Object> map) {
        return Json.text(Opaque.write(map));
    }
}
