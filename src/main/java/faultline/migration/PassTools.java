package faultline.migration;

import faultline.model.Load;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Reorder;
import faultline.model.Scenario;
import faultline.model.Transport;
import faultline.model.Xbzrle;
import faultline.stats.Recorder;

/** What a pre-copy is made with: which page is next, what it costs, when it may go, and the disk beside them. */
record PassTools(Wire wire, DiskCopy disk, Sender sender, PassOrder order, PassPages pages) {
    /** Makes what the options of {@code scenario} ask for. */
    static PassTools of(
            Scenario scenario, Profile profile, Wire wire, DiskCopy disk, Sender sender, Recorder recorder) {
        return new PassTools(wire, disk, sender, order(scenario, wire), pages(scenario, profile, wire, recorder));
    }

    private static PassOrder order(Scenario scenario, Wire wire) {
        Reorder order = scenario.migration().precopy().reorder();
        return switch (order) {
            case NONE -> new MemoryOrder();
            case LRU -> new LruOrder(wire.image.pages());
        };
    }

    private static PassPages pages(Scenario scenario, Profile profile, Wire wire, Recorder recorder) {
        long sourcePs = Math.max(wire.sourcePs, besideNs(scenario, profile) * 1000);
        WholePages whole = new WholePages(wire, Math.max(wire.normalPs, sourcePs));
        Xbzrle xbzrle = scenario.migration().precopy().xbzrle();
        if (xbzrle == null) {
            return whole;
        }
        long encoded = Math.min(profile.get(Parameter.XBZRLE_ENCODED), Wire.NORMAL_BYTES - DeltaPages.RECORD_BYTES);
        int bytes = DeltaPages.RECORD_BYTES + (int) encoded;
        long wirePs = wire.link.rates().wirePs(bytes);
        long encodePs = profile.get(Parameter.XBZRLE_ENCODE) * 1000;
        return new DeltaPages(
                whole,
                wire,
                recorder,
                Math.min(xbzrle.cache().count() / 4096, wire.image.pages()),
                bytes,
                Math.max(wirePs, sourcePs + encodePs),
                Math.max(wirePs, wire.sourcePs + encodePs));
    }

    /** Returns the source's time for a normal page that the vCPUs leave it which run beside it; none of it over RDMA. */
    private static long besideNs(Scenario scenario, Profile profile) {
        int busy = busyVcpus(scenario);
        return busy == 0 || scenario.migration().transport() == Transport.RDMA
                ? 0
                : profile.get(Parameter.PRECOPY_PAGE) + (busy - 1) * profile.get(Parameter.PRECOPY_PER_VCPU);
    }

    private static int busyVcpus(Scenario scenario) {
        int vcpus = scenario.vm().vcpus();
        if (scenario.load() instanceof Load.Stress stress) {
            return Math.min(vcpus, stress.workers());
        }
        return scenario.load() instanceof Load.Idle ? 0 : vcpus;
    }
}
