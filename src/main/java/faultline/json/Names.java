package faultline.json;

import java.nio.file.Path;
import java.util.List;

/** The names under {@code models/} that can be read from here, the user's own and those packed with the program. */
public final class Names {
    private Names() {}

    /** Returns the names of flavours, in alphabetical order. */
    public static List<String> flavours() {
        return of(Named.FLAVOURS);
    }

    /** Returns the names of links, in alphabetical order. */
    public static List<String> links() {
        return of(Named.LINKS);
    }

    /** Returns the names of profiles, in alphabetical order. */
    public static List<String> profiles() {
        return of(Named.PROFILES);
    }

    /** Returns the names of scenarios, in alphabetical order. */
    public static List<String> scenarios() {
        return of(Named.SCENARIOS);
    }

    private static List<String> of(Named kind) {
        return List.copyOf(kind.names(Path.of("models")));
    }
}
