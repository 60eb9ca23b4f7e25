package faultline.driver.testbed;

import faultline.driver.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that the testbed started, known by pid and start time, so that a pid that was given to another process
 * since is never touched.
 */
record Owned(long pid, long startedMs) {
    private static final long TERM_MS = 3000;

    static Owned of(Process process) {
        return of(process.toHandle());
    }

    static Owned of(ProcessHandle process) {
        return new Owned(process.pid(), startOf(process));
    }

    /** Reads what {@link #save} wrote; empty where nothing was. */
    static Optional<Owned> load(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            return Optional.of(new Owned(Long.parseLong(words[0]), Long.parseLong(words[1])));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    void save(Path file) {
        try {
            Files.writeString(file, pid + " " + startedMs + "\n");
        } catch (IOException e) {
            throw new DriverException("cannot write " + file, e);
        }
    }

    boolean alive() {
        return handle().isPresent();
    }

    /** Ends it: asks first, and kills it when it has not gone after three seconds. */
    void end() {
        Optional<ProcessHandle> found = handle();
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle process = found.get();
        process.destroy();
        try {
            process.onExit().get(TERM_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }

    /** Ends it at once, with no chance to tidy up. */
    void kill() {
        handle().ifPresent(ProcessHandle::destroyForcibly);
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(p -> startOf(p) == startedMs);
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(-1L);
    }
}
