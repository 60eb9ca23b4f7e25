package faultline.model;

/**
 * A quantity of hosts, hypervisor or orchestrator that a profile gives and calibration may fit.
 *
 * <p>Values are whole numbers of the kind's base unit.
 */
public enum Parameter {
    SETUP_BASE("setup.base", Kind.SPAN, "orchestrator and libvirt before the first byte: checks, reservation, connect"),
    SETUP_IMAGE_CHECK("setup.imageCheck", Kind.SPAN, "time to check a GiB of the disk's image before the migration"),
    SETUP_IMAGE_SIZE("setup.imageSize", Kind.BYTES, "most of a disk that is checked: the size of its base image"),
    SETUP_ROUND_TRIPS("setup.roundTrips", Kind.COUNT, "round trips of the control plane before the first byte"),
    COMMIT_TIME("commit.time", Kind.SPAN, "from the last page's arrival to the end of the job"),

    PRECOPY_PAGE("precopy.page", Kind.SPAN, "the source's time for a normal page while a loaded guest runs beside it"),
    PRECOPY_PER_VCPU("precopy.perVcpu", Kind.SPAN, "more of it for each busy vCPU beyond the first"),
    PRECOPY_SYNC("precopy.sync", Kind.SPAN, "time to read the dirty log of one GiB at the end of a pass"),
    PRECOPY_LOOK("precopy.look", Kind.SPAN, "how often the source looks whether a pass is to end; 0: all the time"),
    STOP_BASE("stop.base", Kind.SPAN, "time to stop the guest and save what cannot be post-copied"),
    STOP_PER_DOUBLING(
            "stop.perDoubling", Kind.SPAN, "more of it for each doubling of memory above 512 MiB (empirical)"),
    STOP_QUIESCE("stop.quiesce", Kind.SPAN, "time for a guest under load to come to rest, beside the handshake"),
    STOP_HANDSHAKE("stop.handshakeRoundTrips", Kind.COUNT, "round trips of the handover that the quiescing hides"),
    STOP_ROUND_TRIPS("stop.roundTrips", Kind.COUNT, "round trips of the handover that nothing hides"),
    DEVICE_STATE("device.state", Kind.BYTES, "size of the state of devices"),
    DEVICE_STATE_PER_VCPU("device.statePerVcpu", Kind.BYTES, "size of the state of one vCPU"),
    RESUME_LOAD("resume.load", Kind.SPAN, "time to load that state and start the guest at the destination"),

    SOURCE_PAGE("source.page", Kind.SPAN, "the source's time for one normal page"),
    SOURCE_ZERO_PAGE("source.zeroPage", Kind.SPAN, "the source's time for one zero page"),
    DEMAND_HANDLING("demand.handling", Kind.SPAN, "from a vCPU's touch to its request on the wire"),
    DEMAND_GATHER("demand.gather", Kind.SPAN, "how long a batching fault daemon gathers faults before it asks"),
    DEMAND_INSTALL("demand.install", Kind.SPAN, "time to place one page that was asked for under the running guest"),
    DEMAND_WINDOW("demand.window", Kind.PAGES, "pages sent for one request, from the wanted one on"),
    DEMAND_REPEAT("demand.repeat", Kind.SPAN, "how often a waiting vCPU asks again; 0: never"),
    PLACE_PAGE("place.page", Kind.SPAN, "from a page's arrival to its residence at the destination"),
    PLACE_TICK(
            "place.tick", Kind.SPAN, "pages become resident in bursts, at whole multiples of this; 0: each by itself"),
    PLACE_SEGMENT(
            "place.segment",
            Kind.BYTES,
            "or of the time that so many bytes take on the link, if that is more: what arrives at once; 0: a page"),

    LINK_SHARE("link.share", Kind.SHARE, "share of the probed goodput that the migration's stream gets; 0: all of it"),
    HOST_SEND_BUFFER(
            "host.sendBuffer", Kind.BYTES, "what a stream's socket holds, where the link does not say; 0: nothing"),
    HOST_SEND_WINDOWS(
            "host.sendWindows",
            Kind.COUNT,
            "congestion windows that a socket grows to hold, host.sendBuffer at most; 0: that from the start"),
    HOST_PATH_QUEUE(
            "host.pathQueue",
            Kind.BYTES,
            "what of it has left the host: urgent pages of their own channel wait for it"),

    PUSH_WRITE(
            "push.write",
            Kind.PAGES,
            "what the push writes at once, which an urgent page of the same thread waits for; 0: a page"),
    PUSH_PATIENCE("push.patience", Kind.SPAN, "interval of the push's reviews, yielding to a stalled guest; 0: never"),
    PUSH_QUIET(
            "push.quiet",
            Kind.SPAN,
            "time without requests, beyond a round trip, after which a push that yielded goes on"),
    PREFETCH_WINDOW("prefetch.window", Kind.PAGES, "pages sent again for each round trip of the prefetcher; 0: none"),
    PREFETCH_DELAY("prefetch.delay", Kind.SPAN, "from the resume to the prefetcher's first request"),

    GUEST_SYSTEM("guest.system", Kind.BYTES, "nonzero memory of the guest's kernel, beside the shares below"),
    GUEST_PER_PAGE("guest.perPage", Kind.BYTES, "the kernel's account of each page, nonzero too"),
    GUEST_REUSED("guest.reused", Kind.BYTES, "nonzero memory, free since the boot, that a load is given first"),
    GUEST_TOP("guest.top", Kind.BYTES, "how much of the nonzero system memory lies at the top"),
    GUEST_ABOVE(
            "guest.above",
            Kind.BYTES,
            "how much of it lies right above the load, with the zero pages behind; 0: zero pages lie below the load"),
    GUEST_NONZERO_IDLE("guest.nonzeroIdle", Kind.SHARE, "share of an idle guest's memory that is not zero"),
    GUEST_NONZERO_LOADED("guest.nonzeroLoaded", Kind.SHARE, "share of a loaded guest's other memory that is not zero"),
    GUEST_TOUCH("guest.touch", Kind.SPAN, "a stress worker's time for one page"),
    GUEST_INTERLEAVE(
            "guest.interleave",
            Kind.BYTES,
            "what each of several stress workers is given in turn of the load's memory; 0: all of its share at once"),
    GUEST_TABLE_REACH(
            "guest.tableReach",
            Kind.BYTES,
            "what one page of a stress worker's page tables maps, each a system page by itself; 0: no page tables"),
    GUEST_HOT_SET(
            "guest.hotSet", Kind.PAGES, "system pages that a vCPU's kernel touches one by one when it runs again"),
    GUEST_HOT_GROUP(
            "guest.hotGroup", Kind.PAGES, "neighbours among them, touched from the top down; 0: each is by itself"),
    GUEST_HOT_WRITTEN("guest.hotWritten", Kind.PAGES, "how many of them are written too, in whole groups; 0: all"),
    GUEST_HOT_PERIOD("guest.hotPeriod", Kind.SPAN, "time in which it writes each of these once; 0: no time at all"),
    GUEST_IDLE_RATE("guest.idleRate", Kind.COUNT, "accesses a second of an idle guest's kernel"),
    GUEST_IDLE_SET("guest.idleSet", Kind.BYTES, "memory that these accesses fall on"),
    DISK_ALLOCATED("disk.allocated", Kind.SHARE, "share of a disk that block migration has to send"),
    DISK_BLOCK("disk.block", Kind.BYTES, "what block migration sends at a time, however little was written; 0: 4 KiB"),
    DISK_READ("disk.read", Kind.SPAN, "the source's time to read a block ahead, while the guest runs"),
    DISK_REREAD("disk.reread", Kind.SPAN, "its time to read a block before it is sent, while the guest stands"),
    DISK_WRITE_SIZE("disk.writeSize", Kind.BYTES, "one write of the guest, each in another block; 0: a whole block"),

    XBZRLE_ENCODED("xbzrle.encoded", Kind.BYTES, "size of a page's difference, beside the record's 11 bytes"),
    XBZRLE_ENCODE("xbzrle.encode", Kind.SPAN, "the source's time to find a page's difference, beside a page's own"),
    RDMA_PAGE("rdma.page", Kind.SPAN, "the source's time for one normal page over RDMA"),
    RDMA_LATENCY("rdma.latency", Kind.SPAN, "from the wire to memory over RDMA, beside half a round trip"),
    RDMA_PIN("rdma.pin", Kind.SPAN, "time to pin a GiB of memory for RDMA, before the first byte");

    /** What a parameter counts. */
    public enum Kind {
        /** Nanoseconds. */
        SPAN(86_400_000_000_000L),
        /** Bytes. */
        BYTES(1L << 50),
        /** Pages of 4 KiB. */
        PAGES(1L << 34),
        /** Millionths of the whole. */
        SHARE(1_000_000L),
        /** Thousandths of one. */
        COUNT(1_000_000_000L);

        private final long most;

        Kind(long most) {
            this.most = most;
        }

        /** Returns the largest value that a parameter of this kind may have: beyond it no host is. */
        public long most() {
            return most;
        }
    }

    private final String key;
    private final Kind kind;
    private final String meaning;

    Parameter(String key, Kind kind, String meaning) {
        this.key = key;
        this.kind = kind;
        this.meaning = meaning;
    }

    /** Returns its name in files. */
    public String key() {
        return key;
    }

    /** Returns what it counts. */
    public Kind kind() {
        return kind;
    }

    /** Returns what it is, in a line. */
    public String meaning() {
        return meaning;
    }
}
