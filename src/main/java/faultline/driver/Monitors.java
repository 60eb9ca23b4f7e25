package faultline.driver;

import faultline.model.MigrationSpec;
import faultline.model.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The guest's second monitors at both hosts, where it has them. The destination's is there only once its QEMU has
 * started, and blocktime must be asked for before the first page comes: a thread waits for it.
 */
final class Monitors implements AutoCloseable {
    private static final long POLL_MS = 2;

    private final Hosts hosts;
    private final Json json;
    private final Consumer<MigrationEvent> sink;
    private volatile @Nullable QemuMonitor source;
    private volatile @Nullable QemuMonitor destination;
    private volatile boolean closed;

    Monitors(Hosts hosts, Json json, Consumer<MigrationEvent> sink) {
        this.hosts = hosts;
        this.json = json;
        this.sink = sink;
    }

    /** Switches QEMU's blocktime on at the source, and at the destination as soon as it can be asked. */
    void prepare(MigrationSpec spec) {
        String[] wanted = spec.preempt()
                ? new String[] {"postcopy-ram", "postcopy-blocktime", "postcopy-preempt"}
                : new String[] {"postcopy-blocktime"};
        boolean postCopy = spec.strategy() != Strategy.PRE_COPY;
        if (hosts.sourceMonitor() != null) {
            QemuMonitor opened = QemuMonitor.connect(hosts.sourceMonitor(), "source", json, sink);
            source = opened;
            if (opened != null && postCopy) {
                opened.enable(wanted);
            }
        }
        if (hosts.destinationMonitor() != null) {
            removeStale(hosts.destinationMonitor(), spec.preempt());
            Thread waiter = new Thread(() -> awaitDestination(postCopy ? wanted : new String[0]), "qmp-waits");
            waiter.setDaemon(true);
            waiter.start();
        }
    }

    @Nullable
    QemuMonitor sourceMonitor() {
        return source;
    }

    @Nullable
    QemuMonitor destinationMonitor() {
        return destination;
    }

    /** What the destination's QEMU tells now; empty where it cannot be asked. */
    Map<String, Object> destination() {
        QemuMonitor monitor = destination;
        return monitor == null ? Map.of() : monitor.migration();
    }

    /** The destination's answer once more, or the one before where it gives none. */
    Map<String, Object> lastDestination(Map<String, Object> before) {
        Map<String, Object> now = destination();
        return now.isEmpty() ? before : now;
    }

    @Override
    public void close() {
        closed = true;
        for (QemuMonitor monitor : new @Nullable QemuMonitor[] {source, destination}) {
            if (monitor != null) {
                monitor.close();
            }
        }
    }

    private void awaitDestination(String[] wanted) {
        while (!closed && hosts.destinationMonitor() != null) {
            QemuMonitor opened = QemuMonitor.connect(hosts.destinationMonitor(), "destination", json, sink);
            if (opened != null) {
                try {
                    if (wanted.length > 0) {
                        opened.enable(wanted);
                    }
                } catch (DriverException e) {
                    sink.accept(MigrationEvent.now(
                            "driver", "no blocktime", Map.of("why", String.valueOf(e.getMessage()))));
                }
                destination = opened;
                return;
            }
            Pause.millis(POLL_MS);
        }
    }

    private static void removeStale(Path socket, boolean destinationRuns) {
        try {
            if (!destinationRuns) {
                Files.deleteIfExists(socket);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
