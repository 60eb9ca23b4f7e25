package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import faultline.model.InputException;
import faultline.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON file that has been parsed, with the problems found in it so far.
 *
 * @param file as the user wrote it, for messages
 */
record Document(String file, JsonNode root, List<Problem> problems) {
    /** Most bytes that a file may have: some forty thousand runs. */
    static final int BYTES_MAX = 32 * 1024 * 1024;

    /**
     * Reads a file of the user's.
     *
     * @throws InputException if it cannot be read or is not JSON
     */
    static Document file(String file) {
        return of(file, text(file));
    }

    /**
     * Reads a file of the user's as UTF-8 text.
     *
     * @throws InputException if it cannot be read or is too large
     */
    static String text(String file) {
        Path path = path(file);
        if (Files.isDirectory(path)) {
            throw InputException.of(file, "is a directory, not a file");
        }
        if (!Files.exists(path)) {
            throw InputException.of(file, "does not exist");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return text(file, in);
        } catch (AccessDeniedException e) {
            throw InputException.of(file, "may not be read: permission denied");
        } catch (IOException e) {
            throw InputException.of(file, "cannot be read: " + Paths.clip(String.valueOf(e.getMessage())));
        }
    }

    /** Reads and parses a stream; the caller closes it. */
    static Document read(String file, InputStream in) throws IOException {
        return of(file, text(file, in));
    }

    private static Document of(String file, String text) {
        List<Problem> problems = new ArrayList<>();
        JsonNode root = Tree.parse(text, problems);
        if (root == null) {
            throw new InputException(file, problems);
        }
        return new Document(file, root, problems);
    }

    private static String text(String file, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw InputException.of(file, "is larger than " + BYTES_MAX / (1024 * 1024) + " MiB");
        }
        return text(file, bytes);
    }

    /** Throws if anything is wrong. */
    void check() {
        if (!problems.isEmpty()) {
            throw new InputException(file, problems);
        }
    }

    /**
     * Returns what a reader made of the document.
     *
     * @throws InputException if it made nothing, or anything is wrong
     */
    <T> T checked(@Nullable T value) {
        check();
        if (value == null) {
            throw new AssertionError("nothing was read from " + file + " and no problem was found");
        }
        return value;
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw InputException.of(Paths.clip(file), "is not a file name");
        }
    }

    private static String text(String file, byte[] bytes) {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            throw InputException.of(file, "starts with a byte order mark: save it as UTF-8 without one");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw InputException.of(file, "is not UTF-8 text");
        }
    }
}
