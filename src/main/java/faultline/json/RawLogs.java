package faultline.json;

import faultline.stats.Samples;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reader of the driver's raw statistics: compressed lines of JSON, a sample holding only what had changed. */
public final class RawLogs {
    private static final String[] KEYS = {"memory_processed", "memory_remaining", "memory_postcopy_requests"};

    private final Map<String, Object> known = new HashMap<>();
    private final List<long[]> rows = new ArrayList<>();
    private double startMs = Double.NaN;

    private RawLogs() {}

    /** Returns where the driver keeps a run's raw statistics: in {@code raw} beside the file of runs. */
    public static Path beside(Path runsFile, String id) {
        return runsFile.toAbsolutePath().resolveSibling("raw").resolve(id + ".jsonl.gz");
    }

    /**
     * Reads the source's samples.
     *
     * @return null where the file has none after the set-up of the migration
     * @throws IOException if it cannot be read, or is not what the driver writes
     */
    public static @Nullable Samples read(Path file) throws IOException {
        RawLogs logs = new RawLogs();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                logs.take(PlainJson.read(line));
            }
        } catch (IllegalArgumentException | ZipException | EOFException e) {
            throw new IOException(file + " is not what the driver writes: " + e.getMessage(), e);
        }
        return logs.rows.isEmpty() ? null : logs.samples();
    }

    private void take(Map<String, Object> line) {
        if (!"source".equals(line.get("who")) || !(line.get("values") instanceof Map<?, ?> values)) {
            return;
        }
        double ms = line.get("ms") instanceof Number number ? number.doubleValue() : Double.NaN;
        String kind = String.valueOf(line.get("kind"));
        if (kind.equals("MIGRATION") && "setup".equals(values.get("status"))) {
            startMs = ms;
        } else if (kind.equals("sample")) {
            values.forEach((key, value) -> known.put(String.valueOf(key), value));
            if (ms >= startMs && number("memory_total") > 0) {
                rows.add(row(ms));
            }
        }
    }

    private long[] row(double ms) {
        long[] row = new long[KEYS.length + 1];
        row[0] = Math.round((ms - startMs) * 1e6);
        for (int i = 0; i < KEYS.length; i++) {
            row[i + 1] = number(KEYS[i]);
        }
        return row;
    }

    private long number(String key) {
        try {
            return Long.parseLong(String.valueOf(known.getOrDefault(key, "0")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Samples samples() {
        return new Samples(column(0), column(1), column(2), column(3));
    }

    private long[] column(int index) {
        return rows.stream().mapToLong(row -> row[index]).toArray();
    }
}
