package faultline.cli;

import faultline.driver.Progress;
import faultline.unit.Span;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line on the terminal that tells how far a migration has come. */
final class ProgressLine {
    private static final long EVERY_MS = 500;

    private final PrintWriter out;
    private final @Nullable Span predicted;
    private long shownMs = -EVERY_MS;
    private long startedMs = -1;

    /**
     * @param predicted how long the simulator says that the whole will take, or null
     */
    ProgressLine(PrintWriter out, @Nullable Span predicted) {
        this.out = out;
        this.predicted = predicted;
    }

    void show(Progress progress) {
        if (progress.elapsedMs() - shownMs < EVERY_MS) {
            return;
        }
        shownMs = progress.elapsedMs();
        if (startedMs < 0 && progress.leftBytes() > 0) {
            startedMs = shownMs; // Before that libvirt prepares the destination, which no prediction counts.
        }
        out.print(String.format(
                Locale.ROOT,
                "\r%6.1f s  %-9s  %8.1f MB sent  %8.1f MB left  %6d requests  %6.1f MB/s%s ",
                progress.elapsedMs() / 1e3,
                progress.phase(),
                progress.sentBytes() / 1e6,
                progress.leftBytes() / 1e6,
                progress.requests(),
                progress.bytesPerSecond() / 1e6,
                left()));
        out.flush();
    }

    private String left() {
        if (predicted == null) {
            return "";
        }
        double seconds = predicted.seconds() - (startedMs < 0 ? 0 : shownMs - startedMs) / 1e3;
        return seconds < 0
                ? String.format(Locale.ROOT, ", %.0f s over the simulated time", -seconds)
                : String.format(Locale.ROOT, ", %.0f s left (simulated)", seconds);
    }

    void end() {
        out.println();
        out.flush();
    }
}
