package faultline.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The raw statistics of one migration: compressed lines of JSON, each with its time in ms since 1970 and who told it.
 * A sample holds only what has changed since the one before it from the same teller.
 */
public final class RawLog implements AutoCloseable {
    private final Json json;
    private final Writer out;
    private final Map<String, Map<String, Object>> known = new LinkedHashMap<>();

    /** Opens the file anew. */
    public RawLog(Path file, Json json) {
        this.json = json;
        try {
            out = CompressedText.open(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void sample(String who, Map<String, ?> values) {
        Map<String, Object> before = known.computeIfAbsent(who, w -> new LinkedHashMap<>());
        Map<String, Object> changed = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (!Objects.equals(before.put(key, value), value)) {
                changed.put(key, value);
            }
        });
        if (!changed.isEmpty()) {
            write((double) System.currentTimeMillis(), who, "sample", changed);
        }
    }

    synchronized void event(MigrationEvent event) {
        write(event.timeMs(), event.who(), event.kind(), event.values());
    }

    private void write(double timeMs, String who, String kind, Map<String, ?> values) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ms", timeMs);
        line.put("who", who);
        line.put("kind", kind);
        line.put("values", values);
        try {
            out.write(json.write(line));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
