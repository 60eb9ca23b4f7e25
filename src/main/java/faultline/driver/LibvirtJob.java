package faultline.driver;

import faultline.model.MigrationSpec;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A migration that libvirt runs, from the source to its peer. */
final class LibvirtJob implements Job {
    private final Hosts hosts;
    private final Guest guest;
    private final Watch watch;
    private final MigrationSpec spec;

    LibvirtJob(Hosts hosts, Guest guest, Watch watch, MigrationSpec spec) {
        this.hosts = hosts;
        this.guest = guest;
        this.watch = watch;
        this.spec = spec;
    }

    @Override
    public CompletableFuture<@Nullable String> start() {
        CompletableFuture<@Nullable String> end = new CompletableFuture<>();
        Thread caller = new Thread(() -> end.complete(migrate()), "migrate-" + guest.name());
        caller.setDaemon(true);
        caller.start();
        return end;
    }

    @Override
    public boolean startPostCopy() {
        return watch.startPostCopy() == null;
    }

    @Override
    public void abort() {
        try {
            guest.abort();
        } catch (DriverException e) {
            // There is no job any more.
        }
    }

    @Override
    public Map<String, ?> statistics() {
        try {
            return guest.jobStatistics();
        } catch (DriverException e) {
            return Map.of();
        }
    }

    @Override
    public Map<String, ?> finalStatistics(Map<String, Object> completed) {
        return completed;
    }

    @Override
    public void finish(boolean succeeded) {
        // libvirt has tidied up.
    }

    private @Nullable String migrate() {
        try {
            guest.migrate(hosts.peer(), LibvirtOrder.parameters(hosts, spec), LibvirtOrder.flags(spec));
            return null;
        } catch (DriverException e) {
            return e.getMessage();
        }
    }
}
