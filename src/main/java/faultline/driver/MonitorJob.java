package faultline.driver;

import faultline.model.MigrationSpec;
import faultline.unit.Rate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A migration that QEMU's monitors run, under libvirt's feet: for postcopy-preempt, whose second connection QEMU must
 * open itself, while libvirt 9 hands it a connection ready made.
 *
 * <p>The guest waits at the destination, started paused by libvirt with {@code -incoming tcp:…}; libvirt starts it when
 * the source has switched, as it would in a migration of its own.
 */
final class MonitorJob implements Job {
    private static final long POLL_MS = 2;
    private static final long CALM_MS = 20;
    private static final Map<String, String> NAMES = Map.of(
            "transferred", "memory_processed",
            "remaining", "memory_remaining",
            "normal", "memory_normal",
            "duplicate", "memory_constant",
            "dirty-sync-count", "memory_iteration",
            "postcopy-requests", "memory_postcopy_requests",
            "page-size", "memory_page_size",
            "total", "memory_total");

    private final Hosts hosts;
    private final Guest guest;
    private final Monitors monitors;
    private final MigrationSpec spec;
    private volatile Map<String, Object> last = Map.of();

    MonitorJob(Hosts hosts, Guest guest, Monitors monitors, MigrationSpec spec) {
        this.hosts = hosts;
        this.guest = guest;
        this.monitors = monitors;
        this.spec = spec;
    }

    @Override
    public CompletableFuture<@Nullable String> start() {
        CompletableFuture<@Nullable String> end = new CompletableFuture<>();
        Thread runner = new Thread(() -> end.complete(migrate()), "migrate-" + guest.name());
        runner.setDaemon(true);
        runner.start();
        return end;
    }

    @Override
    public boolean startPostCopy() {
        QemuMonitor monitor = monitors.sourceMonitor();
        if (monitor == null || !"active".equals(monitor.migration().get("status"))) {
            return false;
        }
        monitor.ask("migrate-start-postcopy", Map.of());
        return true;
    }

    @Override
    public void abort() {
        source().ask("migrate_cancel", Map.of());
    }

    @Override
    public Map<String, ?> statistics() {
        return translate(last);
    }

    @Override
    public Map<String, ?> finalStatistics(Map<String, Object> completed) {
        return translate(last);
    }

    @Override
    public void finish(boolean succeeded) {
        if (succeeded) {
            guest.destroy();
        }
    }

    /** libvirt's names for what QEMU's {@code query-migrate} tells. */
    static Map<String, Object> translate(Map<String, Object> migration) {
        Map<String, Object> named = new LinkedHashMap<>();
        migration.forEach((key, value) -> {
            switch (key) {
                case "total-time" -> named.put("time_elapsed", value);
                case "setup-time" -> named.put("setup_time", value);
                case "downtime" -> named.put("downtime", value);
                default -> {}
            }
        });
        Map<String, Object> memory = new HashMap<>(QemuMonitor.object(migration.get("ram")));
        NAMES.forEach((theirs, ours) -> {
            Object value = memory.get(theirs);
            if (value != null) {
                named.put(ours, value);
            }
        });
        return named;
    }

    private QemuMonitor source() {
        QemuMonitor monitor = monitors.sourceMonitor();
        if (monitor == null) {
            throw new DriverException("post-copy with preempt needs a second monitor at both hosts");
        }
        return monitor;
    }

    private @Nullable String migrate() {
        try (Hypervisor far = Hypervisor.open(hosts.to())) {
            QemuMonitor source = source();
            while (monitors.destinationMonitor() == null) {
                Pause.millis(POLL_MS);
            }
            source.ask(
                    "migrate-set-parameters",
                    Map.of(
                            "max-bandwidth", bytes(spec.limits().precopy(), Long.MAX_VALUE / 2),
                            "max-postcopy-bandwidth", bytes(spec.limits().postcopy(), 0)));
            return follow(source, far);
        } catch (DriverException e) {
            return e.getMessage();
        }
    }

    private @Nullable String follow(QemuMonitor source, Hypervisor far) {
        boolean resumed = false;
        QemuMonitor destination = monitors.destinationMonitor();
        if (destination == null) {
            return "the destination has no second monitor";
        }
        destination.ask("migrate-incoming", Map.of("uri", String.valueOf(hosts.migrateUri())));
        source.ask("migrate", Map.of("uri", String.valueOf(hosts.migrateUri())));
        while (true) {
            last = source.migration();
            String status = String.valueOf(last.get("status"));
            if (!resumed && status.startsWith("postcopy") && "paused".equals(run(destination))) {
                far.guest(guest.name()).resume();
                resumed = true;
            }
            switch (status) {
                case "completed" -> {
                    return null;
                }
                case "failed", "cancelled", "null" -> {
                    return "QEMU's migration " + status + ": " + last.get("error-desc");
                }
                default -> Pause.millis(resumed ? CALM_MS : POLL_MS);
            }
        }
    }

    /** Bytes a second of a limit; {@code none} where there is no limit. */
    private static long bytes(@Nullable Rate limit, long none) {
        return limit == null ? none : limit.bitsPerSecond() / 8;
    }

    private static String run(QemuMonitor monitor) {
        return String.valueOf(monitor.ask("query-status", Map.of()).get("status"));
    }
}
