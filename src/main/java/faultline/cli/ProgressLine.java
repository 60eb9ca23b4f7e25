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
        String left = predicted == null
                ? ""
                : String.format(
                        Locale.ROOT, ", %.0f s left (simulated)", Math.max(0, predicted.seconds() - shownMs / 1e3));
        out.print(String.format(
                Locale.ROOT,
                "\r%6.1f s  %-9s  %8.1f MB sent  %8.1f MB left  %6d requests  %6.1f MB/s%s ",
                progress.elapsedMs() / 1e3,
                progress.phase(),
                progress.sentBytes() / 1e6,
                progress.leftBytes() / 1e6,
                progress.requests(),
                progress.bytesPerSecond() / 1e6,
                left));
        out.flush();
    }

    void end() {
        out.println();
        out.flush();
    }
}
