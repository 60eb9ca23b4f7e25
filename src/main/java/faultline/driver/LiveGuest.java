package faultline.driver;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A guest as a host has it now: its definition, the sizes of its disks, and how fast it dirties memory. */
public final class LiveGuest implements AutoCloseable {
    private static final int STATS_DIRTYRATE = 1 << 9;
    private static final String STATUS = "dirtyrate.calc_status";
    private static final String RATE = "dirtyrate.megabytes_per_second";
    private static final String MEASURED = "2";
    private static final long MIB = 1L << 20;
    private static final int POLL_MS = 100;
    private static final int GRACE_SECONDS = 20;

    private final NativeLibvirt libvirt = LibvirtRuntime.get();
    private final Rates rates = rates();
    private final Pointer connection;
    private final Pointer domain;
    private final String name;

    /** The calls of libvirt 7.2 and later that its Java binding lacks. */
    interface Rates extends Library {
        int virDomainStartDirtyRateCalc(Pointer domain, int seconds, int flags);

        int virDomainListGetStats(Pointer[] domains, int stats, PointerByReference records, int flags);

        void virDomainStatsRecordListFree(Pointer records);

        int virDomainGetBlockInfo(Pointer domain, String disk, long[] capacityAllocationPhysical, int flags);

        @Nullable
        Pointer virDomainGetXMLDesc(Pointer domain, int flags);
    }

    private LiveGuest(Pointer connection, Pointer domain, String name) {
        this.connection = connection;
        this.domain = domain;
        this.name = name;
    }

    private static Rates rates() {
        return Native.load("virt", Rates.class);
    }

    /**
     * Finds a guest.
     *
     * @throws DriverException if there is no libvirt, or no such guest, with what libvirt said
     */
    public static LiveGuest find(String uri, String name) {
        NativeLibvirt libvirt = LibvirtRuntime.get();
        Pointer connection = libvirt.virConnectOpen(uri);
        if (connection == null) {
            throw new DriverException("cannot connect to " + uri + ": " + libvirt.virGetLastErrorMessage());
        }
        Pointer domain = libvirt.virDomainLookupByName(connection, name);
        if (domain == null) {
            String reason = libvirt.virGetLastErrorMessage();
            libvirt.virConnectClose(connection);
            throw new DriverException("there is no guest " + name + " at " + uri + ": " + reason);
        }
        return new LiveGuest(connection, domain, name);
    }

    /** Returns its definition, as {@code virsh dumpxml} prints it. */
    public String xml() {
        Pointer text = rates.virDomainGetXMLDesc(domain, 0);
        if (text == null) {
            throw new DriverException("no XML of guest " + name + ": " + libvirt.virGetLastErrorMessage());
        }
        String xml = text.getString(0, "UTF-8");
        Native.free(Pointer.nativeValue(text));
        return xml;
    }

    /** Returns what the guest sees of a disk, in bytes, or 0 where the host does not say. */
    public long diskBytes(String target) {
        long[] sizes = new long[3];
        return rates.virDomainGetBlockInfo(domain, target, sizes, 0) == 0 ? Math.max(0, sizes[0]) : 0;
    }

    /**
     * Measures for some seconds how much memory the guest dirties in a second.
     *
     * @return bytes of pages that were written in a second, each page counted once
     * @throws DriverException if the host cannot measure it, with what it said
     */
    public long dirtyBytesPerSecond(int seconds) {
        try {
            if (rates.virDomainStartDirtyRateCalc(domain, seconds, 0) != 0) {
                throw new DriverException(libvirt.virGetLastErrorMessage());
            }
            long untilNs = System.nanoTime() + (seconds + GRACE_SECONDS) * 1_000_000_000L;
            while (System.nanoTime() < untilNs) {
                Map<String, Object> stats = stats();
                if (MEASURED.equals(stats.get(STATUS))) {
                    return Long.parseLong(String.valueOf(stats.get(RATE))) * MIB;
                }
                Thread.sleep(POLL_MS);
            }
            throw new DriverException("the host did not end its measurement of the dirty rate");
        } catch (UnsatisfiedLinkError e) {
            throw new DriverException("libvirt is older than 7.2, which measures dirty rates", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("interrupted", e);
        }
    }

    private Map<String, Object> stats() {
        PointerByReference records = new PointerByReference();
        int count = rates.virDomainListGetStats(new Pointer[] {domain, null}, STATS_DIRTYRATE, records, 0);
        if (count < 1) {
            throw new DriverException("no statistics of guest " + name + ": " + libvirt.virGetLastErrorMessage());
        }
        Pointer list = records.getValue();
        try {
            // struct { virDomainPtr dom; virTypedParameterPtr params; int nparams; }
            Pointer record = list.getPointer(0);
            int parameters = record.getInt(2L * Native.POINTER_SIZE);
            Pointer first = record.getPointer(Native.POINTER_SIZE);
            return parameters == 0 ? new LinkedHashMap<>() : Parameters.read(first, parameters);
        } finally {
            rates.virDomainStatsRecordListFree(list);
        }
    }

    @Override
    public void close() {
        libvirt.virDomainFree(domain);
        libvirt.virConnectClose(connection);
    }
}
