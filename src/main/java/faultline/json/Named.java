package faultline.json;

import faultline.model.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of resources that have names: {@code models/links} and its like.
 *
 * <p>A name without slash and without {@code .json} is looked up in the current folder's {@code models/} first, so that
 * a user's own file wins, then among those packed into the jar. Anything else is a path.
 */
enum Named {
    FLAVOURS("flavours", "flavour"),
    LINKS("links", "link"),
    PROFILES("profiles", "profile"),
    SCENARIOS("scenarios", "scenario");

    private static final String EXTENSION = ".json";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}");

    private final String folder;
    private final String word;

    Named(String folder, String word) {
        this.folder = folder;
        this.word = word;
    }

    /**
     * Reads what a name or path stands for.
     *
     * @throws InputException if there is no such thing, or it is not JSON
     */
    Document read(String nameOrPath) {
        return read(nameOrPath, Path.of("models"));
    }

    /** Reads what a name or path stands for, with another folder for the user's own files. */
    Document read(String nameOrPath, Path models) {
        if (nameOrPath.contains("/") || nameOrPath.endsWith(EXTENSION)) {
            return Document.file(nameOrPath);
        }
        if (!NAME.matcher(nameOrPath).matches()) {
            throw InputException.of(Paths.clip(nameOrPath), "is neither a name nor a path");
        }
        Path own = models.resolve(folder).resolve(nameOrPath + EXTENSION);
        if (Files.exists(own)) {
            return Document.file(own.toString());
        }
        String resource = "/models/" + folder + "/" + nameOrPath + EXTENSION;
        try (InputStream in = Named.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw unknown(nameOrPath, models);
            }
            return Document.read(nameOrPath, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names that can be read, in alphabetical order. */
    Set<String> names(Path models) {
        Set<String> names = new TreeSet<>();
        collect(models.resolve(folder), names);
        CodeSource source = Named.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return names;
        }
        try {
            Path code = Path.of(source.getLocation().toURI());
            if (Files.isDirectory(code)) {
                collect(code.resolve("models").resolve(folder), names);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(code)) {
                    collect(jar.getPath("models", folder), names);
                }
            }
        } catch (IOException | URISyntaxException e) {
            return names; // The list is a help in a message; without the jar's part it still is.
        }
        return names;
    }

    private InputException unknown(String name, Path models) {
        Set<String> names = names(models);
        String known = names.isEmpty() ? "; none is known" : "; known: " + String.join(", ", names);
        String near = Nearest.of(name, names)
                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                .orElse("");
        return InputException.of(
                name, "is not a known " + word + near + known + "; a path has a slash or ends in .json");
    }

    private static void collect(Path folder, Set<String> names) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(EXTENSION))
                    .forEach(file -> names.add(file.substring(0, file.length() - EXTENSION.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
