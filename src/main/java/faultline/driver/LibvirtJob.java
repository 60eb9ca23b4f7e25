package faultline.driver;

import faultline.model.MigrationSpec;
import faultline.model.Storage;
import faultline.model.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain.MigrateFlags;
import org.libvirt.TypedParameter;
import org.libvirt.TypedStringParameter;
import org.libvirt.TypedUlongParameter;

/** A migration that libvirt runs, from the source to its peer. */
final class LibvirtJob implements Job {
    private static final long MEBIBYTE_BITS = 8L << 20;

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

    /** The flags that this order needs. */
    static int flags(MigrationSpec spec) {
        int flags = MigrateFlags.LIVE | MigrateFlags.PEER2PEER;
        if (spec.strategy() != Strategy.PRE_COPY) {
            flags |= MigrateFlags.POSTCOPY;
        }
        return spec.storage() == Storage.BLOCK ? flags | MigrateFlags.NON_SHARED_DISK : flags;
    }

    static List<TypedParameter> parameters(Hosts hosts, MigrationSpec spec) {
        List<TypedParameter> parameters = new ArrayList<>();
        if (hosts.migrateUri() != null) {
            parameters.add(new TypedStringParameter("migrate_uri", hosts.migrateUri()));
        }
        if (spec.bandwidth() != null) {
            long mebibytes = Math.max(1, spec.bandwidth().bitsPerSecond() / MEBIBYTE_BITS);
            parameters.add(new TypedUlongParameter("bandwidth", mebibytes));
            if (spec.strategy() != Strategy.PRE_COPY) {
                parameters.add(new TypedUlongParameter("bandwidth.postcopy", mebibytes));
            }
        }
        return parameters;
    }

    private @Nullable String migrate() {
        try {
            guest.migrate(hosts.peer(), parameters(hosts, spec), flags(spec));
            return null;
        } catch (DriverException e) {
            return e.getMessage();
        }
    }
}
