package faultline.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar with rate and time left on a terminal's stderr; nothing elsewhere. */
final class Bar implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    private Bar(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** Starts a bar with some steps already made. */
    @SuppressWarnings("SystemConsoleNull") // The launcher's -Djdk.console=java.base keeps JDK 22 and later to it.
    static Bar onTerminal(String task, long from, long steps) {
        if (System.console() == null) {
            return new Bar(null);
        }
        return new Bar(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .startsFrom(from, java.time.Duration.ZERO)
                .showSpeed()
                .setUpdateIntervalMillis(200)
                .build());
    }

    void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
