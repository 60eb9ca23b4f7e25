package faultline.cli;

import faultline.fit.Calibration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Progress of a calibration: a bar for each stage on a terminal's stderr, nothing elsewhere. */
final class FitProgress implements Calibration.Listener, AutoCloseable {
    private final boolean terminal;
    private @Nullable ProgressBar bar;

    private FitProgress(boolean terminal) {
        this.terminal = terminal;
    }

    @SuppressWarnings(
            "SystemConsoleNull") // Later JDKs answer through isTerminal, which 17 has not: then no bar is lost but one
    // is drawn.
    static FitProgress onTerminal() {
        return new FitProgress(System.console() != null);
    }

    @Override
    public void stage(String name, long evaluations) {
        close();
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(evaluations)
                    .setUpdateIntervalMillis(500)
                    .build();
        }
    }

    @Override
    public void evaluated(double best) {
        if (bar != null) {
            bar.step();
            bar.setExtraMessage(String.format(Locale.ROOT, "%.3f %%", best));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
