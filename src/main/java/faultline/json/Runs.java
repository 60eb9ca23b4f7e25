package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import faultline.model.InputException;
import faultline.model.Problem;
import faultline.model.Run;
import faultline.stats.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes runs: a JSON list of real migrations with what was measured of them. */
public final class Runs {
    private Runs() {}

    /**
     * Reads a runs file, failed runs too.
     *
     * @throws InputException with everything that is wrong with it
     */
    public static List<Run> read(String path) {
        return read(Document.file(path));
    }

    /** Returns the study's twenty runs, as they are packed with the program. */
    public static List<Run> study() {
        String resource = "calibration/ulstercloud/runs.json";
        try (InputStream in = Runs.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw InputException.of(resource, "is not packed with this program");
            }
            return read(Document.read(resource, in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the runs as a file that {@link #read} reads back. */
    public static String toJson(List<Run> runs) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        runs.forEach(run -> list.add(RunFormat.write(run)));
        return Json.text(list);
    }

    /** Writes a runs file, whole or not at all. */
    public static void write(Path path, List<Run> runs) throws IOException {
        AtomicFile.write(path, toJson(runs));
    }

    static List<Run> read(Document document) {
        List<Problem> problems = document.problems();
        if (!document.root().isArray()) {
            problems.add(new Problem("", "must be a list of runs, [{...}], not " + Forms.shown(document.root())));
        }
        List<Run> runs = new ArrayList<>();
        Map<String, Integer> indexOf = new HashMap<>();
        if (document.root() instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                read(list.get(i), i, problems, runs);
                checkId(list.get(i), i, problems, indexOf);
            }
        }
        document.check();
        return List.copyOf(runs);
    }

    private static void read(JsonNode node, int index, List<Problem> problems, List<Run> runs) {
        Fields fields = Fields.of(node, Paths.index("", index), problems);
        if (fields == null) {
            return;
        }
        Run run = RunFormat.read(fields);
        if (run != null) {
            runs.add(run);
        }
    }

    private static void checkId(JsonNode node, int index, List<Problem> problems, Map<String, Integer> indexOf) {
        if (!(node instanceof ObjectNode run) || !run.path("id").isTextual()) {
            return;
        }
        Integer earlier = indexOf.putIfAbsent(run.path("id").textValue(), index);
        if (earlier != null) {
            problems.add(new Problem(
                    Paths.index("", index) + ".id",
                    Forms.shown(run.path("id")) + " is also the id of [" + earlier + "]"));
        }
    }
}
