package faultline.driver;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The calls of libvirt that its Java binding lacks: the switch to post-copy, and two kinds of event. */
interface NativeLibvirt extends Library {
    /** {@code VIR_DOMAIN_EVENT_ID_LIFECYCLE}. */
    int EVENT_LIFECYCLE = 0;

    /** {@code VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION}. */
    int EVENT_MIGRATION_ITERATION = 20;

    /** {@code VIR_DOMAIN_EVENT_ID_JOB_COMPLETED}. */
    int EVENT_JOB_COMPLETED = 21;

    /** Called for each change of a domain's state. */
    interface Lifecycle extends Callback {
        int on(Pointer connection, Pointer domain, int event, int detail, @Nullable Pointer opaque);
    }

    /** Called when a pass of pre-copy begins. */
    interface Iteration extends Callback {
        void on(Pointer connection, Pointer domain, int iteration, @Nullable Pointer opaque);
    }

    /** Called with a finished job's statistics. */
    interface Completed extends Callback {
        void on(Pointer connection, Pointer domain, Pointer parameters, int count, @Nullable Pointer opaque);
    }

    /** Called with each error, which libvirt would print otherwise. */
    interface ErrorSink extends Callback {
        void on(@Nullable Pointer user, @Nullable Pointer error);
    }

    /** Loads the C library; {@link UnsatisfiedLinkError} where it is not installed. */
    static NativeLibvirt load() {
        return Native.load("virt", NativeLibvirt.class);
    }

    @Nullable
    Pointer virConnectOpen(String uri);

    int virConnectClose(Pointer connection);

    @Nullable
    Pointer virDomainLookupByName(Pointer connection, String name);

    int virDomainFree(Pointer domain);

    int virDomainMigrateStartPostCopy(Pointer domain, int flags);

    int virDomainAbortJob(Pointer domain);

    int virDomainGetState(Pointer domain, int[] state, int[] reason, int flags);

    int virConnectDomainEventRegisterAny(
            Pointer connection,
            @Nullable Pointer domain,
            int event,
            Callback callback,
            @Nullable Pointer opaque,
            @Nullable Pointer free);

    int virConnectDomainEventDeregisterAny(Pointer connection, int id);

    int virConnectSetKeepAlive(Pointer connection, int seconds, int count);

    void virSetErrorFunc(@Nullable Pointer user, ErrorSink sink);

    String virGetLastErrorMessage();

    String virDomainGetName(Pointer domain);
}
