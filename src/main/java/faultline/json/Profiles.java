package faultline.json;

import faultline.model.InputException;
import faultline.model.Profile;
import faultline.stats.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** Reads and writes profiles: {@code models/profiles/*.json}. */
public final class Profiles {
    private Profiles() {}

    /**
     * Reads a profile by name or path.
     *
     * @throws InputException with everything that is wrong with it
     */
    public static Profile read(String nameOrPath) {
        return read(Named.PROFILES.read(nameOrPath));
    }

    /** Returns the profile as a file that {@link #read} reads back. */
    public static String toJson(Profile profile) {
        return Json.text(ProfileWriter.profile(profile));
    }

    /** Writes a profile, whole or not at all. */
    public static void write(Path path, Profile profile) throws IOException {
        AtomicFile.write(path, toJson(profile));
    }

    static Profile read(Document document) {
        return document.checked(ProfileReader.read(Fields.of(document)));
    }
}
