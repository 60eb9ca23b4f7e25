package faultline.driver;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One external program with its arguments as a list: no shell reads it. */
public final class Command {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<String> words;
    private Duration limit = LIMIT;

    private Command(List<String> words) {
        this.words = List.copyOf(words);
    }

    public static Command of(String... words) {
        return new Command(List.of(words));
    }

    public static Command of(List<String> words) {
        return new Command(words);
    }

    /** Returns this command run by another one, as {@code ip netns exec NAME} runs it. */
    public Command under(List<String> prefix) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        return new Command(all).within(limit);
    }

    /** Sets how long it may take; 30 s unless told. */
    public Command within(Duration most) {
        limit = most;
        return this;
    }

    /** What a finished command left. */
    public record Done(int code, String out, String err) {}

    /**
     * Runs it to its end.
     *
     * @throws DriverException if it cannot start, takes too long or exits with other than 0
     */
    public String run() {
        Done done = tryRun();
        if (done.code != 0) {
            throw new DriverException(
                    String.join(" ", words) + " exited with " + done.code + ": " + lastLine(done.err + done.out));
        }
        return done.out;
    }

    /** Runs it to its end, whatever its exit code; 127 and the reason where it cannot start or takes too long. */
    public Done tryRun() {
        try {
            Path out = Files.createTempFile("faultline", ".out");
            Path err = Files.createTempFile("faultline", ".err");
            try {
                return finish(start(out.toFile(), err.toFile()), out, err);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            return new Done(127, "", String.valueOf(e.getMessage()));
        }
    }

    /** Starts it in a session of its own, so that it outlives this program and its Ctrl-C; its output goes to a file. */
    public Process startDetached(Path log) {
        List<String> all = new ArrayList<>(List.of("setsid"));
        all.addAll(words);
        try {
            return Command.of(all).start(log.toFile(), log.toFile());
        } catch (IOException e) {
            throw new DriverException("cannot start " + words.get(0), e);
        }
    }

    private Process start(File out, File err) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectInput(new File("/dev/null")).redirectOutput(out);
        return (out.equals(err) ? builder.redirectErrorStream(true) : builder.redirectError(err)).start();
    }

    private Done finish(Process process, Path out, Path err) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Done(127, "", "took longer than " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Done(127, "", "interrupted");
        }
        return new Done(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static String lastLine(String text) {
        String trimmed = text.strip();
        return trimmed.substring(trimmed.lastIndexOf('\n') + 1);
    }
}
