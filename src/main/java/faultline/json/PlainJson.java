package faultline.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects as plain maps, for reports and for talking with programs; the project's files have strict readers. */
public final class PlainJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private PlainJson() {}

    /**
     * Reads one object.
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    public static Map<String, Object> read(String text) {
        try {
            return MAPPER.readValue(text, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON object: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes one object on one line. */
    public static String write(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Returns a map as an object over several lines, keys in their order.
     *
     * @throws IllegalArgumentException if it holds what JSON cannot: NaN, an infinity, another type
     */
    public static String of(Map<String, ? extends @Nullable Object> map) {
        return Json.text(Opaque.write(map));
    }
}
