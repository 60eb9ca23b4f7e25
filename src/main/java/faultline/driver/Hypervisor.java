package faultline.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** A connection to one host's libvirt. */
public final class Hypervisor implements AutoCloseable {
    private static final int KEEPALIVE_SECONDS = 5;
    private static final int KEEPALIVE_COUNT = 6;

    private static final int START_PAUSED = 1;

    private final String uri;
    private final Connect connect;

    private Hypervisor(String uri, Connect connect) {
        this.uri = uri;
        this.connect = connect;
    }

    /**
     * Connects.
     *
     * @throws DriverException if there is no libvirt there, with what it said
     */
    public static Hypervisor open(String uri) {
        LibvirtRuntime.get();
        try {
            Connect connect = new Connect(uri);
            if (!uri.startsWith("test:")) {
                connect.setKeepAlive(KEEPALIVE_SECONDS, KEEPALIVE_COUNT);
            }
            return new Hypervisor(uri, connect);
        } catch (LibvirtException e) {
            throw new DriverException("cannot connect to " + uri, e);
        }
    }

    public String uri() {
        return uri;
    }

    /** Returns the named guest, running or only defined. */
    public Optional<Guest> find(String name) {
        try {
            Domain domain = connect.domainLookupByName(name);
            return Optional.of(new Guest(name, domain));
        } catch (LibvirtException e) {
            if (e.getError().getCode() == ErrorNumber.VIR_ERR_NO_DOMAIN) {
                return Optional.empty();
            }
            throw new DriverException("cannot look up " + name + " at " + uri, e);
        }
    }

    /** Returns the named guest. */
    public Guest guest(String name) {
        return find(name).orElseThrow(() -> new DriverException("there is no guest " + name + " at " + uri));
    }

    /** Starts a guest that libvirt forgets when it ends; paused where asked. */
    public Guest start(String name, String xml, boolean paused) {
        try {
            return new Guest(name, connect.domainCreateXML(xml, paused ? START_PAUSED : 0));
        } catch (LibvirtException e) {
            throw new DriverException("cannot start " + name + " at " + uri, e);
        }
    }

    /** The host's capabilities, as libvirt's XML. */
    public String capabilities() {
        return asked("capabilities", connect::getCapabilities);
    }

    public long libvirtVersion() {
        return asked("version", connect::getLibVersion);
    }

    public long hypervisorVersion() {
        return asked("version", connect::getVersion);
    }

    public long freeMemoryBytes() {
        return asked("free memory", connect::getFreeMemory);
    }

    public boolean encrypted() {
        return asked("encryption", connect::isEncrypted) == 1;
    }

    public String hostName() {
        return asked("host name", connect::getHostName);
    }

    /** Returns whether this host's processor can do all that the described one can. */
    public boolean canRunCpu(String xml) {
        return asked("comparison of processors", () -> connect.compareCPU(xml))
                .toString()
                .matches(".*(IDENTICAL|SUPERSET)");
    }

    /** The XML of each active storage pool. */
    List<String> storagePools() {
        return asked("storage pools", () -> {
            List<String> pools = new ArrayList<>();
            for (String name : connect.listStoragePools()) {
                pools.add(connect.storagePoolLookupByName(name).getXMLDesc(0));
            }
            return pools;
        });
    }

    @Override
    public void close() {
        try {
            connect.close();
        } catch (LibvirtException e) {
            // The other side has gone already.
        }
    }

    private interface Question<T> {
        T ask() throws LibvirtException;
    }

    private <T> T asked(String what, Question<T> question) {
        try {
            return question.ask();
        } catch (LibvirtException e) {
            throw new DriverException("no " + what + " from " + uri, e);
        }
    }
}
