package faultline.run;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Rows of a sweep that is under way, in a file that a kill at any moment leaves readable.
 *
 * <p>The first line says which sweep it belongs to, each other one is {@code CRC JOB FIGURES}. What follows the last whole
 * line is what a kill tore off: it is cut away and simulated again.
 */
public final class SweepJournal implements Closeable {
    private static final String MAGIC = "faultline-sweep-1 ";
    private static final long SYNC_NS = 1_000_000_000L;

    private final FileChannel channel;
    private final long[][] rows;
    private final int columns;
    private final BitSet done = new BitSet();
    private long syncedNs = System.nanoTime();

    private SweepJournal(FileChannel channel, int jobs, int columns) {
        this.channel = channel;
        this.columns = columns;
        rows = new long[jobs][];
    }

    /**
     * Opens a sweep's journal.
     *
     * @param columns how many figures a row has
     * @param resume whether to keep the rows that are there; otherwise it begins empty
     * @throws FileSystemException if another process holds it, or it belongs to another sweep
     */
    public static SweepJournal open(Path path, String fingerprint, int jobs, int columns, boolean resume)
            throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel channel = FileChannel.open(path, CREATE, READ, WRITE);
        try {
            lock(channel, path);
            SweepJournal journal = new SweepJournal(channel, jobs, columns);
            if (resume) {
                journal.recover(path, fingerprint);
            } else {
                channel.truncate(0);
            }
            if (channel.size() == 0) {
                journal.append(MAGIC + fingerprint + "\n");
            }
            return journal;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(FileChannel channel, Path path) throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new FileSystemException(path.toString(), null, "another sweep is writing here");
        }
    }

    private void recover(Path path, String fingerprint) throws IOException {
        byte[] content = Files.readAllBytes(path);
        int end = next(content, 0);
        String head = new String(content, 0, Math.max(0, end), StandardCharsets.UTF_8);
        if (end < 0 || !head.startsWith(MAGIC)) {
            channel.truncate(0); // Killed before the first line was whole.
            return;
        }
        if (!head.equals(MAGIC + fingerprint)) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "belongs to a sweep of another scenario, profile, seed or version; without --resume it starts over");
        }
        int start = end + 1;
        for (end = next(content, start); end >= 0 && take(content, start, end); end = next(content, start)) {
            start = end + 1;
        }
        channel.truncate(start);
        channel.position(start);
    }

    private static int next(byte[] content, int from) {
        for (int i = from; i < content.length; i++) {
            if (content[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Takes a line; returns false if it is damaged. */
    private boolean take(byte[] content, int start, int end) {
        String line = new String(content, start, end - start, StandardCharsets.UTF_8);
        String[] parts = line.split(" ", -1);
        if (parts.length != columns + 2 || !parts[0].equals(crc(line.substring(parts[0].length() + 1)))) {
            return false;
        }
        int job = Integer.parseInt(parts[1]);
        rows[job] =
                Arrays.stream(parts, 2, parts.length).mapToLong(Long::parseLong).toArray();
        done.set(job);
        return true;
    }

    /** Keeps a job's figures, shape [columns]. */
    public synchronized void put(int job, long[] figures) throws IOException {
        assert figures.length == columns : "a figure for each column";
        String line =
                job + " " + Arrays.stream(figures).mapToObj(Long::toString).collect(Collectors.joining(" "));
        append(crc(line) + " " + line + "\n");
        rows[job] = figures.clone();
        done.set(job);
    }

    private void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        if (System.nanoTime() - syncedNs > SYNC_NS) { // A kill loses nothing; a power cut the last second.
            channel.force(false);
            syncedNs = System.nanoTime();
        }
    }

    private static String crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** Returns a copy of the jobs whose rows are here. */
    public synchronized BitSet done() {
        return (BitSet) done.clone();
    }

    /** Returns the figures of all jobs in their order, shape [jobs][columns]; a job that is not done has none. */
    public synchronized long[][] rows() {
        return rows.clone();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
