package faultline.cli;

import faultline.fit.Calibration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Progress of a calibration: a bar for each stage. */
final class FitProgress implements Calibration.Listener, AutoCloseable {
    private @Nullable Bar bar;

    @Override
    public void stage(String name, long evaluations) {
        close();
        bar = Bar.onTerminal(name, 0, evaluations);
    }

    @Override
    public void evaluated(double best) {
        if (bar != null) {
            bar.step(String.format(Locale.ROOT, "%.3f %%", best));
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
