package faultline.driver.testbed;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Writer of the cpio archives that Linux unpacks as an initial file system (format "newc"). */
final class Cpio implements Closeable {
    private static final int DIRECTORY = 0040755;

    private final OutputStream out;
    private final Set<String> directories = new HashSet<>();
    private int inode;

    Cpio(OutputStream out) {
        this.out = out;
    }

    /** Adds a directory, once. */
    void directory(String name) throws IOException {
        if (directories.add(name)) {
            file(name, DIRECTORY, new byte[0]);
        }
    }

    /** Adds the directories above an absolute path. */
    void directoriesOf(Path path) throws IOException {
        Path parent = path.getParent();
        for (int i = 1; parent != null && i <= parent.getNameCount(); i++) {
            directory(parent.subpath(0, i).toString());
        }
    }

    /** Adds a file; {@code mode} has the type's bits too. */
    void file(String name, int mode, byte[] content) throws IOException {
        byte[] named = (name + "\0").getBytes(StandardCharsets.US_ASCII);
        inode++;
        int links = mode == DIRECTORY ? 2 : 1;
        String header = String.format(
                "070701%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X",
                inode, mode, 0, 0, links, 0, content.length, 0, 0, 0, 0, named.length, 0);
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(named);
        pad(header.length() + named.length);
        out.write(content);
        pad(content.length);
    }

    @Override
    public void close() throws IOException {
        file("TRAILER!!!", 0, new byte[0]);
        out.close();
    }

    private void pad(int written) throws IOException {
        out.write(new byte[(4 - written % 4) % 4]);
    }
}
