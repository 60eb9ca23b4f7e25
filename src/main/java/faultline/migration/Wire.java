package faultline.migration;

import faultline.guest.MemoryImage;
import faultline.guest.PageMap;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Transport;
import faultline.net.Link;
import faultline.net.LinkRates;
import faultline.stats.Recorder;
import faultline.stats.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * What pages cost on the link, and the account of what was sent.
 *
 * <p>A page's service time is the larger of its time on the wire and the source's time for it: the two are a pipeline.
 */
final class Wire {
    /** Bytes of a normal page: a header of 8 and the contents. */
    static final int NORMAL_BYTES = 8 + 4096;

    /** Bytes of a zero page. */
    static final int ZERO_BYTES = 9;

    /** Bytes of the mark at the end of a pass, and of an answer that has come to its end. */
    static final int MARK_BYTES = 8;

    /** Bytes of one range of a discard command. */
    static final int DISCARD_BYTES = 16;

    final Link link;
    final MemoryImage image;
    final Scratch scratch;
    final long normalPs;
    final long zeroPs;
    final long markPs;

    /** The source's time for a normal page, by whatever carries it. */
    final long sourcePs;

    private final Recorder recorder;

    /** Pages of 4 KiB that were sent before, or null while none can have been. */
    private @Nullable PageMap sentBefore;

    private Traffic.Stage stage = Traffic.Stage.PRE_COPY;

    Wire(Link link, MemoryImage image, Transport transport, Profile profile, Recorder recorder, Scratch scratch) {
        this.link = link;
        this.image = image;
        this.recorder = recorder;
        this.scratch = scratch;
        LinkRates rates = link.rates();
        Parameter page = switch (transport) {
            case TCP -> Parameter.SOURCE_PAGE;
            case RDMA -> Parameter.RDMA_PAGE;
        };
        sourcePs = profile.get(page) * 1000;
        normalPs = Math.max(rates.wirePs(NORMAL_BYTES), sourcePs);
        zeroPs = Math.max(rates.wirePs(ZERO_BYTES), profile.get(Parameter.SOURCE_ZERO_PAGE) * 1000);
        markPs = rates.wirePs(MARK_BYTES);
    }

    /** Says which stage the bytes from now on belong to. */
    void enter(Traffic.Stage next) {
        stage = next;
    }

    /** Remembers from now on which pages were sent. */
    void trackSent() {
        sentBefore = scratch.pages(image.pages());
    }

    /** Returns the service time of so many pages together. */
    long servicePs(long normal, long zero) {
        return zero * zeroPs + normal * normalPs;
    }

    /** Returns the bytes of so many pages together. */
    static long bytes(long normal, long zero) {
        return zero * ZERO_BYTES + normal * NORMAL_BYTES;
    }

    /** Accounts for pages {@code from} to {@code to} − 1, {@code zero} of which are zero pages. */
    void pagesSent(long from, long to, long zero) {
        long normal = to - from - zero;
        long zeroAgain = 0;
        long normalAgain = 0;
        if (sentBefore != null) {
            long zeroFrom = Math.min(to, Math.max(from, image.zeroFirst()));
            zeroAgain = sentBefore.count(zeroFrom, zeroFrom + zero);
            normalAgain = sentBefore.count(from, to) - zeroAgain;
            sentBefore.setRange(from, to);
        }
        recorder.normalPages += normal;
        recorder.zeroPages += zero;
        recorder.resentPages += zeroAgain + normalAgain;
        Traffic traffic = recorder.traffic();
        traffic.add(stage, Traffic.Kind.PAGES, (normal - normalAgain) * 4096);
        traffic.add(stage, Traffic.Kind.HEADERS, (normal - normalAgain) * 8);
        traffic.add(stage, Traffic.Kind.ZERO_PAGES, (zero - zeroAgain) * ZERO_BYTES);
        traffic.add(stage, Traffic.Kind.RESENT, normalAgain * NORMAL_BYTES + zeroAgain * ZERO_BYTES);
    }

    /** Accounts for pages {@code from} to {@code to} − 1, all sent before, that went as differences. */
    void deltasSent(long from, long to, long bytesEach) {
        recorder.resentPages += to - from;
        recorder.traffic().add(stage, Traffic.Kind.RESENT, (to - from) * bytesEach);
    }

    /** Accounts for bytes that are not pages. */
    void account(Traffic.Kind kind, long bytes) {
        recorder.traffic().add(stage, kind, bytes);
    }

    /** Returns the bytes sent so far, without the disk's. */
    long memoryBytes() {
        Traffic traffic = recorder.traffic();
        long disk = 0;
        for (Traffic.Stage each : Traffic.Stage.values()) {
            disk += traffic.bytes(each, Traffic.Kind.DISK);
        }
        return traffic.total() - disk;
    }

    /** Sends {@code pages} normal pages once more, behind what is queued, from {@code nowPs} on. */
    void resend(long nowPs, long pages) {
        link.idleUntil(nowPs);
        for (long left = pages; left > 0; ) {
            left -= link.sendPiece(Long.MAX_VALUE, NORMAL_BYTES, normalPs, left);
        }
        recorder.normalPages += pages;
        recorder.resentPages += pages;
        recorder.traffic().add(stage, Traffic.Kind.RESENT, pages * NORMAL_BYTES);
    }

    /** Sends a mark behind what is queued, from {@code nowPs} on. */
    void mark(long nowPs) {
        link.idleUntil(nowPs);
        link.sendPiece(Long.MAX_VALUE, MARK_BYTES, markPs, 1);
        recorder.traffic().add(stage, Traffic.Kind.HEADERS, MARK_BYTES);
    }

    /** Sends {@code bytes} of one kind that is not pages, from {@code nowPs} on. */
    void bulk(long nowPs, Traffic.Kind kind, long bytes) {
        link.sendBulk(nowPs, bytes, 4096);
        recorder.traffic().add(stage, kind, bytes);
    }
}
