package faultline.driver;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A second connection to a host, for one guest's events and for what the binding cannot ask. */
public final class Watch implements AutoCloseable {
    private final NativeLibvirt libvirt = LibvirtRuntime.get();
    private final String who;
    private final String guest;
    private final Consumer<MigrationEvent> sink;
    private final Pointer connection;
    private final List<Integer> registered = new ArrayList<>();
    private final List<Callback> kept = new ArrayList<>();

    /** Connects and listens; {@code sink} is called on libvirt's event thread. */
    public Watch(String uri, String who, String guest, Consumer<MigrationEvent> sink) {
        this.who = who;
        this.guest = guest;
        this.sink = sink;
        Pointer opened = libvirt.virConnectOpen(uri);
        if (opened == null) {
            throw new DriverException("cannot connect to " + uri + ": " + libvirt.virGetLastErrorMessage());
        }
        connection = opened;
        NativeLibvirt.Lifecycle lifecycle = (c, domain, event, detail, o) -> lifecycle(domain, event, detail);
        NativeLibvirt.Iteration iteration =
                (c, domain, pass, o) -> tell(domain, "iteration", Map.of("iteration", pass));
        NativeLibvirt.Completed completed = (c, domain, first, count, o) -> completed(domain, first, count);
        register(NativeLibvirt.EVENT_LIFECYCLE, lifecycle);
        register(NativeLibvirt.EVENT_MIGRATION_ITERATION, iteration);
        register(NativeLibvirt.EVENT_JOB_COMPLETED, completed);
    }

    /** Turns the running migration to post-copy; returns why it would not, or null when it did. */
    public @Nullable String startPostCopy() {
        Pointer domain = libvirt.virDomainLookupByName(connection, guest);
        if (domain == null) {
            return libvirt.virGetLastErrorMessage();
        }
        int code = libvirt.virDomainMigrateStartPostCopy(domain, 0);
        String refusal = code == 0 ? null : libvirt.virGetLastErrorMessage();
        libvirt.virDomainFree(domain);
        return refusal;
    }

    /** A domain's state and the reason for it, as libvirt numbers them. */
    public record State(int state, int reason) {
        private static final int RUNNING = 1;
        private static final int RUNNING_POSTCOPY = 10;
        private static final int RUNNING_POSTCOPY_FAILED = 11;
        private static final int PAUSED = 3;
        private static final int PAUSED_POSTCOPY = 12;
        private static final int PAUSED_POSTCOPY_FAILED = 13;

        /** Whether it is one half of a guest in post-copy, broken or not: paused at the source, else running. */
        public boolean postCopy() {
            return postCopyFailed()
                    || (state == PAUSED && reason == PAUSED_POSTCOPY)
                    || (state == RUNNING && reason == RUNNING_POSTCOPY);
        }

        /** Whether it is one half of a guest whose post-copy broke off, which {@code recover} mends. */
        public boolean postCopyFailed() {
            return (state == PAUSED && reason == PAUSED_POSTCOPY_FAILED)
                    || (state == RUNNING && reason == RUNNING_POSTCOPY_FAILED);
        }
    }

    /** Returns the guest's state, or null where the host does not have it. */
    public @Nullable State state() {
        Pointer domain = libvirt.virDomainLookupByName(connection, guest);
        if (domain == null) {
            return null;
        }
        int[] state = new int[1];
        int[] reason = new int[1];
        int code = libvirt.virDomainGetState(domain, state, reason, 0);
        libvirt.virDomainFree(domain);
        return code == 0 ? new State(state[0], reason[0]) : null;
    }

    @Override
    public void close() {
        for (int id : registered) {
            libvirt.virConnectDomainEventDeregisterAny(connection, id);
        }
        libvirt.virConnectClose(connection);
    }

    private void register(int event, Callback callback) {
        kept.add(callback);
        int id = libvirt.virConnectDomainEventRegisterAny(connection, null, event, callback, null, null);
        if (id < 0) {
            throw new DriverException("no events from libvirt: " + libvirt.virGetLastErrorMessage());
        }
        registered.add(id);
    }

    private int lifecycle(Pointer domain, int event, int detail) {
        tell(domain, "lifecycle", Map.of("event", event, "detail", detail));
        return 0;
    }

    private void completed(Pointer domain, Pointer first, int count) {
        tell(domain, "completed", Parameters.read(first, count));
    }

    private void tell(Pointer domain, String kind, Map<String, Object> values) {
        if (libvirt.virDomainGetName(domain).equals(guest)) {
            sink.accept(MigrationEvent.now(who, kind, values));
        }
    }
}
