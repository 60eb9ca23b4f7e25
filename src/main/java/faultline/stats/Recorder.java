package faultline.stats;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/** Counts what happens while a migration is simulated. */
public final class Recorder {
    /** Longest wait that is told apart, in ns: an hour. */
    public static final long LATENCY_MAX_NS = 3_600_000_000_000L;

    private static final int DIGITS = 3;

    private final Traffic traffic = new Traffic();
    private final Histogram faultLatency;

    /** Normal pages sent, each sending counted. */
    public long normalPages;

    /** Zero pages sent, each sending counted. */
    public long zeroPages;

    /** Pages of both kinds that had been sent before. */
    public long resentPages;

    /** Request messages, repeats too. */
    public long pageRequests;

    /** Pages waited for, each counted once. */
    public long distinctFaults;

    /** Rare path: a fault on a page that was already on the wire. */
    public long faultsInFlight;

    /** Rare path: a request for a page that the push had sent by the time it arrived. */
    public long requestsTooLate;

    /** Rare path: a request for a zero page. */
    public long requestsForZero;

    /** Rare path: the push yielded to a stalled guest. */
    public long pushYields;

    /** Rare path: a vCPU waited for a page that another vCPU waited for. */
    public long sharedWaits;

    /** Pages that the push sent around a fault. */
    public long prepagedPages;

    /** Pages that went as their difference. */
    public long xbzrleHits;

    /** Pages that were sent again whole, as the cache did not have them. */
    public long xbzrleMisses;

    /** Blocks of the disk that were sent because the guest had written them. */
    public long dirtiedBlocks;

    /** Makes a recorder with every count at 0. */
    public Recorder() {
        this(latencies());
    }

    /** Makes a recorder that notes the waits of faults in {@code faultLatency}, which is empty. */
    public Recorder(Histogram faultLatency) {
        this.faultLatency = faultLatency;
    }

    /** Returns an empty histogram of waits. */
    public static Histogram latencies() {
        return new Histogram(LATENCY_MAX_NS, DIGITS);
    }

    /** Returns the bytes sent. */
    public Traffic traffic() {
        return traffic;
    }

    /** Returns a copy of the waits of faults, in ns, that takes little memory. */
    public Histogram faultLatency() {
        Histogram copy = new PackedHistogram(LATENCY_MAX_NS, DIGITS);
        if (faultLatency.getTotalCount() > 0) {
            copy.add(faultLatency);
        }
        return copy;
    }

    /** Notes that a vCPU waited {@code ns} for a page. */
    public void waited(long ns) {
        faultLatency.recordValue(Math.min(ns, LATENCY_MAX_NS));
    }
}
