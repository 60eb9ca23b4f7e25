package faultline.driver;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain.MigrateFlags;
import org.libvirt.TypedParameter;
import org.libvirt.TypedStringParameter;

/** Resumes a post-copy whose link died: until then the guest stands still, half of it at each host. */
public final class Recovery {
    private static final int FLAGS =
            MigrateFlags.LIVE | MigrateFlags.PEER2PEER | MigrateFlags.POSTCOPY | MigrateFlags.POSTCOPY_RESUME;

    private final Hosts hosts;
    private final String guest;

    public Recovery(Hosts hosts, String guest) {
        this.hosts = hosts;
        this.guest = guest;
    }

    /** Returns why there is nothing to recover, or null where there is. */
    public @Nullable String obstacle() {
        Watch.State source = state(hosts.from(), "source");
        Watch.State destination = state(hosts.to(), "destination");
        if (source == null) {
            return "the source has no guest " + guest + ": has it moved already?";
        }
        if (destination == null) {
            return "the destination has no guest " + guest + ": it never switched, and is at the source";
        }
        if (!source.postCopyFailed()) {
            return "the source's half is not paused by a failed post-copy: the migration may still be running";
        }
        return null;
    }

    /**
     * Resumes, and returns when the guest has arrived whole.
     *
     * @throws DriverException if it failed again; it can be tried again then
     */
    public void run() {
        try (Hypervisor source = Hypervisor.open(hosts.from())) {
            List<TypedParameter> parameters = hosts.migrateUri() == null
                    ? List.of()
                    : List.of(new TypedStringParameter("migrate_uri", hosts.migrateUri()));
            source.guest(guest).migrate(hosts.peer(), parameters, FLAGS);
        }
    }

    private Watch.@Nullable State state(String uri, String who) {
        try (Watch watch = new Watch(uri, who, guest, event -> {})) {
            return watch.state();
        }
    }
}
