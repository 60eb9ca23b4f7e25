package faultline.driver.testbed;

import faultline.driver.DriverException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to use the testbed: a lock on a file, which goes with its holder however that ends. */
public final class Lease implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private Lease(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Lease take(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new DriverException("the testbed is in use by process "
                        + Files.readString(file).strip() + ": wait for it, or end it");
            }
            channel.truncate(0);
            String pid = ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            if (Files.notExists(file) || !Files.readString(file).equals(pid)) {
                channel.close(); // The holder before deleted it between open and lock.
                throw new DriverException("the testbed was given back this moment: try again");
            }
            return new Lease(file, channel);
        } catch (IOException e) {
            throw new DriverException("cannot lock " + file, e);
        }
    }

    /** Gives the testbed back and leaves no file. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            throw new DriverException("cannot unlock " + file, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
