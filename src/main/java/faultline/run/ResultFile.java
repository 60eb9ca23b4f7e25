package faultline.run;

import faultline.model.Profile;
import faultline.model.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command left behind, as it was read back from a file. */
public sealed interface ResultFile {
    /** Returns the file's name, as the user wrote it. */
    String file();

    /** What {@code simulate --json} prints; several replications are each an object of {@code replications}. */
    record Simulated(String file, Facts facts) implements ResultFile {
        /** Returns the replications, one or more. */
        public List<Facts> replications() {
            return facts.has("replications") ? facts.list("replications") : List.of(facts);
        }
    }

    /** What {@code compare --json} and {@code reproduce --json} print. */
    record Compared(String file, Facts facts) implements ResultFile {}

    /** What {@code predict --json} prints. */
    record Predicted(String file, Facts facts) implements ResultFile {}

    /** What {@code advise --json} prints. */
    record Advised(String file, Facts facts) implements ResultFile {}

    /**
     * What {@code sweep --out} writes.
     *
     * @param about what lies beside it and says which command made it, or null
     */
    record Swept(String file, SweepRecord rows, @Nullable Facts about) implements ResultFile {}

    /** A runs file. */
    record Measured(String file, List<Run> runs) implements ResultFile {}

    /** A profile. */
    record Fitted(String file, Profile profile) implements ResultFile {}
}
