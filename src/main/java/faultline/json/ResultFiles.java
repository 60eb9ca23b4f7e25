package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import faultline.model.InputException;
import faultline.model.Problem;
import faultline.run.Facts;
import faultline.run.ResultFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the commands leave behind: their JSON, sweeps, runs files and profiles. */
public final class ResultFiles {
    /** What {@link #read} reads, for messages. */
    public static final String KINDS = "the JSON of simulate, compare, reproduce, predict or advise, a sweep (.csv or"
            + " .jsonl), a runs file or a profile";

    /** What lies beside a sweep's file: its name and this. */
    public static final String ABOUT = "-metadata.json";

    private ResultFiles() {}

    /**
     * Reads one file, of a kind that is found out from its name and content.
     *
     * @throws InputException with everything that is wrong with it, in a line where it is of no known kind
     */
    public static ResultFile read(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return new ResultFile.Swept(file, SweepReader.csv(file), about(file));
        }
        if (name.endsWith(".jsonl")) {
            return new ResultFile.Swept(file, SweepReader.lines(file), about(file));
        }
        Document document = Document.file(file);
        JsonNode root = document.root();
        if (root.isArray() && isRuns(root)) {
            return new ResultFile.Measured(file, Runs.read(document));
        }
        if (hasAll(root, Set.of("behaviour", "parameters"))) {
            return new ResultFile.Fitted(file, Profiles.read(document));
        }
        return result(document);
    }

    private static ResultFile result(Document document) {
        JsonNode root = document.root();
        String file = document.file();
        if (hasAll(root, Set.of("scenario", "totalTimeNs"))) {
            return new ResultFile.Simulated(file, facts(document, ResultShapes.SIMULATED));
        }
        if (root.path("replications").isArray()) {
            return new ResultFile.Simulated(file, facts(document, ResultShapes.REPLICATED));
        }
        if (hasAll(root, Set.of("metrics", "runs"))) {
            return new ResultFile.Compared(file, facts(document, ResultShapes.COMPARED));
        }
        if (hasAll(root, Set.of("metrics", "bootstrapDraws"))) {
            return new ResultFile.Predicted(file, facts(document, ResultShapes.PREDICTED));
        }
        if (hasAll(root, Set.of("options", "settings"))) {
            return new ResultFile.Advised(file, facts(document, ResultShapes.ADVISED));
        }
        throw InputException.of(file, "is no result: a report is made of " + KINDS);
    }

    private static boolean isRuns(JsonNode root) {
        return root.path(0).has("measured") && !root.path(0).path("migration").isArray();
    }

    private static boolean hasAll(JsonNode root, Set<String> keys) {
        return root.isObject() && keys.stream().allMatch(root::has);
    }

    private static Facts facts(Document document, Shape shape) {
        shape.check(document.root(), "", document.problems());
        if (shape == ResultShapes.REPLICATED
                && document.root().path("replications").isEmpty()) {
            document.problems().add(new Problem("replications", "is empty"));
        }
        document.check();
        return new Facts(Opaque.read(document.root()));
    }

    /** Returns what a sweep keeps beside its rows, or null where there is no such file. */
    private static @Nullable Facts about(String file) {
        String beside = file + ABOUT;
        return Files.exists(Path.of(beside)) ? facts(Document.file(beside), ResultShapes.ABOUT_SWEEP) : null;
    }
}
