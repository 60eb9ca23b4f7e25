package faultline.driver;

import faultline.unit.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain.MigrateFlags;
import org.libvirt.TypedParameter;
import org.libvirt.TypedStringParameter;

/**
 * Resumes a post-copy whose link died: until then the guest stands still, half of it at each host.
 *
 * <p>QEMU takes a resume only when both halves have noticed that the link is dead. The source does when TCP gives up
 * (net.ipv4.tcp_retries2: a quarter of an hour unless changed); a destination that has nothing to send never does.
 */
public final class Recovery {
    private static final int FLAGS =
            MigrateFlags.LIVE | MigrateFlags.PEER2PEER | MigrateFlags.POSTCOPY | MigrateFlags.POSTCOPY_RESUME;

    private static final long POLL_MS = 500;

    private final Hosts hosts;
    private final String guest;
    private final Json json;
    private final Consumer<String> log;
    private boolean sourcePaused;
    private boolean destinationPaused;

    /**
     * @param log hears what is waited for, a line each time that it changes
     */
    public Recovery(Hosts hosts, String guest, Json json, Consumer<String> log) {
        this.hosts = hosts;
        this.guest = guest;
        this.json = json;
        this.log = log;
    }

    /**
     * Waits until both halves are paused, resumes, and returns when the guest has arrived whole.
     *
     * @param limit how long to wait for the pause, and how long to let the rest of the migration take
     * @param pause tell a half that still holds the migration for running to pause; only for a link known to be dead
     * @throws DriverException if it cannot be recovered, or not yet, with what would help
     */
    public void run(Span limit, boolean pause) {
        if (awaitPause(limit, pause)) {
            log.accept("both halves are paused: resuming");
            resume(limit);
        } else {
            log.accept("the guest is whole at the destination: nothing to resume");
        }
    }

    /** Returns whether there is something to resume; false where the guest has arrived meanwhile. */
    private boolean awaitPause(Span limit, boolean pause) {
        long end = System.nanoTime() + limit.ns();
        Halves.@Nullable Verdict before = null;
        try (Watch source = new Watch(hosts.from(), "source", guest, event -> {});
                Watch destination = new Watch(hosts.to(), "destination", guest, event -> {});
                Hypervisor host = Hypervisor.open(hosts.from())) {
            while (true) {
                Halves.Verdict verdict = new Halves(source.state(), qemuStatus(host), destination.state()).verdict();
                if (verdict instanceof Halves.Verdict.Hopeless hopeless) {
                    throw new DriverException(hopeless.why());
                }
                if (!(verdict instanceof Halves.Verdict.Waiting waiting)) {
                    return verdict instanceof Halves.Verdict.Ready;
                }
                if (!waiting.equals(before)) {
                    log.accept("waiting up to " + limit + " for " + who(waiting) + " to notice that the link is dead");
                    before = waiting;
                }
                if (pause) {
                    pause(waiting, host);
                }
                if (System.nanoTime() > end) {
                    throw new DriverException(stuck(waiting, pause));
                }
                Pause.millis(POLL_MS);
            }
        }
    }

    /** The source first: over a mended link its end of the connection takes the destination's with it. */
    private void pause(Halves.Verdict.Waiting waiting, Hypervisor host) {
        if (waiting.source() && !sourcePaused) {
            sourcePaused = true;
            log.accept("pausing the source's half");
            host.guest(guest).monitor("{\"execute\":\"migrate-pause\"}");
        } else if (waiting.destination() && !waiting.source() && !destinationPaused) {
            destinationPaused = true;
            Path monitor = hosts.destinationMonitor();
            if (monitor != null) {
                log.accept("pausing the destination's half");
                pauseDestination(monitor);
            }
        }
    }

    /** libvirt's own way to QEMU's monitor is barred while it waits for the migration to end. */
    private void pauseDestination(Path socket) {
        try (QemuMonitor monitor = QemuMonitor.connect(socket, "destination", json, event -> {})) {
            if (monitor == null) {
                log.accept("the destination's second monitor " + socket + " does not answer");
                return;
            }
            monitor.ask("migrate-pause", Map.of());
        } catch (DriverException e) {
            log.accept("the destination: " + e.getMessage()); // It may have paused by itself this moment.
        }
    }

    private void resume(Span limit) {
        CompletableFuture<@Nullable Void> done = CompletableFuture.runAsync(this::resume, task -> {
            Thread thread = new Thread(task, "resume-" + guest);
            thread.setDaemon(true);
            thread.start();
        });
        try {
            done.get(limit.ns(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DriverException("libvirt was asked to resume and has not ended in " + limit
                    + ": it goes on by itself where QEMU has connected; a QEMU at the destination whose main loop"
                    + " waits for a page cannot be asked");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DriverException cause ? cause : new DriverException("not resumed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("interrupted", e);
        }
    }

    private void resume() {
        try (Hypervisor source = Hypervisor.open(hosts.from())) {
            List<TypedParameter> parameters = hosts.migrateUri() == null
                    ? List.of()
                    : List.of(new TypedStringParameter("migrate_uri", hosts.migrateUri()));
            source.guest(guest).migrate(hosts.peer(), parameters, FLAGS);
        }
    }

    /** How the source's QEMU calls the state of the migration; empty where it cannot be asked. */
    private String qemuStatus(Hypervisor host) {
        try {
            String answer = host.guest(guest).monitor("{\"execute\":\"query-migrate\"}");
            return String.valueOf(
                    QemuMonitor.object(json.read(answer).get("return")).get("status"));
        } catch (DriverException e) {
            return "";
        }
    }

    private static String who(Halves.Verdict.Waiting waiting) {
        if (waiting.source() && waiting.destination()) {
            return "both halves";
        }
        return waiting.source() ? "the source's half" : "the destination's half";
    }

    private String stuck(Halves.Verdict.Waiting waiting, boolean pause) {
        String what = who(waiting) + " still holds the migration for running; ";
        if (waiting.source()) {
            return what + (pause ? "its QEMU did not pause" : "if the link is dead, add --pause, or wait longer");
        }
        String byHand =
                "as root there, ss -tnp shows QEMU's connection from the source, and ss -K with that address and"
                        + " port ends it";
        return hosts.destinationMonitor() == null || pause
                ? what + byHand
                : what + "if the link is dead, add --pause; or " + byHand;
    }
}
