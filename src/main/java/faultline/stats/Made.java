package faultline.stats;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What made a result, so that it can be made again.
 *
 * @param command the command line, as a shell takes it
 * @param version of the program
 */
public record Made(String command, String version) {
    /** Key under which files keep it. */
    public static final String KEY = "madeBy";

    /** Returns it as files keep it. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("command", command);
        map.put("version", version);
        return map;
    }
}
