package faultline.driver;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.libvirt.Domain;
import org.libvirt.DomainInfo.DomainState;
import org.libvirt.DomainJobStats;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.TypedParameter;

/** One guest at one host, through libvirt. */
public final class Guest {
    private final String name;
    private final Domain domain;

    Guest(String name, Domain domain) {
        this.name = name;
        this.domain = domain;
    }

    public String name() {
        return name;
    }

    /** libvirt's word for its state: {@code VIR_DOMAIN_RUNNING} and the like. */
    public DomainState state() {
        return asked("state", () -> domain.getInfo().state);
    }

    public boolean running() {
        return state() == DomainState.VIR_DOMAIN_RUNNING;
    }

    public String xml() {
        return asked("XML", () -> domain.getXMLDesc(0));
    }

    /** Statistics of the job that runs, by libvirt's names; empty where none runs. */
    public Map<String, String> jobStatistics() {
        return asked("job statistics", () -> {
            DomainJobStats stats = domain.getJobStats(0);
            return values(stats.stats);
        });
    }

    /** The size of one of its disks, as the guest sees it; 0 where libvirt does not tell. */
    public long diskBytes(String path) {
        try {
            return domain.blockInfo(path).getCapacity();
        } catch (LibvirtException e) {
            return 0;
        }
    }

    /** Asks QEMU itself. */
    public String monitor(String command) {
        return asked("monitor's answer", () -> domain.qemuMonitorCommand(command, 0));
    }

    /**
     * Migrates, and returns when it has ended.
     *
     * @throws DriverException if it did not succeed, with what libvirt said
     */
    public void migrate(String peerUri, List<TypedParameter> parameters, int flags) {
        asked("migration", () -> domain.migrateToURI(peerUri, parameters.toArray(new TypedParameter[0]), flags));
    }

    /** Aborts the running job. */
    public void abort() {
        asked("abort", domain::abortJob);
    }

    public void resume() {
        asked("resume", () -> {
            domain.resume();
            return 0;
        });
    }

    /** Ends the guest at once; one that has just ended by itself is as well. */
    public void destroy() {
        asked("end", () -> {
            try {
                domain.destroy();
            } catch (LibvirtException e) {
                if (e.getError().getCode() != ErrorNumber.VIR_ERR_NO_DOMAIN) {
                    throw e;
                }
            }
            return 0;
        });
    }

    static Map<String, String> values(TypedParameter[] parameters) {
        Map<String, String> values = new TreeMap<>();
        for (TypedParameter parameter : parameters) {
            values.put(parameter.field, parameter.getValueAsString());
        }
        return values;
    }

    private interface Question<T> {
        T ask() throws LibvirtException;
    }

    private <T> T asked(String what, Question<T> question) {
        try {
            return question.ask();
        } catch (LibvirtException e) {
            throw new DriverException("no " + what + " of guest " + name, e);
        }
    }
}
