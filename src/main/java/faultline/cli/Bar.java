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
    static Bar onTerminal(String task, long from, long steps) {
        if (!Progress.watched()) {
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

    /** Makes a step and says {@code remark} beside the bar. */
    void step(String remark) {
        if (bar != null) {
            bar.step();
            bar.setExtraMessage(remark);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
