package faultline.net;

import faultline.model.LinkSpec;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Transport;
import faultline.unit.Bytes;
import faultline.unit.Ratio;

/**
 * What a link's description comes to, in picoseconds and bytes.
 *
 * @param bitsPerSecond goodput that the migration gets
 * @param rttPs round-trip time
 * @param initialWindow bytes that may be in flight in the first round trip: ten segments a stream (RFC 6928)
 * @param window most bytes in flight, or {@link Long#MAX_VALUE}
 * @param bandwidthDelayBytes bytes that fill the link: a window of this size no longer binds
 * @param leadPs how long before its transmission a page is committed to the socket: the time that the bytes which stand
 *     unsent in front of it take
 * @param socketBytes what the sockets hold, sent and not yet acknowledged or not yet sent
 * @param pathLeadPs how much of that has left the host, so that no other channel overtakes it
 * @param oneWayPs from a byte's departure to its arrival
 */
public record LinkRates(
        long bitsPerSecond,
        long rttPs,
        long initialWindow,
        long window,
        long bandwidthDelayBytes,
        long socketBytes,
        long leadPs,
        long pathLeadPs,
        long oneWayPs) {
    private static final long PS_PER_S = 1_000_000_000_000L;
    private static final long SHARE_ONE = 1_000_000;
    private static final long COUNT_ONE = 1000;
    private static final int SEGMENT = 1448;
    private static final int INITIAL_SEGMENTS = 10;
    private static final int PACKET_HEADERS = 52;
    private static final int FRAME_OVERHEAD = 38;
    private static final long CHUNK = 1 << 20;

    /**
     * Works out the rates of {@code link} between the hosts of {@code profile}.
     */
    public static LinkRates of(LinkSpec link, Transport transport, Profile profile) {
        long bits = link.bandwidth().bitsPerSecond();
        Bytes mtu = link.mtu();
        if (mtu != null) {
            bits = Ratio.of(bits, mtu.count() - PACKET_HEADERS, mtu.count() + FRAME_OVERHEAD);
        }
        bits = Ratio.of(bits, link.streams(), (long) link.streams() + link.competing());
        long share = profile.get(Parameter.LINK_SHARE);
        if (share > 0) {
            bits = Ratio.of(bits, share, SHARE_ONE);
        }
        bits = Math.max(1, bits);
        long rttPs = link.rtt().ns() * 1000;
        long delayBytes = (long) StrictMath.ceil(bits / 8.0 * (rttPs / (double) PS_PER_S));
        if (transport == Transport.RDMA) {
            long oneWayPs = rttPs / 2 + profile.get(Parameter.RDMA_LATENCY) * 1000;
            return new LinkRates(bits, rttPs, Long.MAX_VALUE, Long.MAX_VALUE, delayBytes, 0, 0, 0, oneWayPs);
        }
        Bytes perStream = link.window();
        long window = perStream == null ? Long.MAX_VALUE : perStream.count() * link.streams();
        long initial = Math.min(window, (long) INITIAL_SEGMENTS * SEGMENT * link.streams());
        Bytes known = link.sendBuffer();
        long socketBytes = known == null ? grown(profile, link.streams(), delayBytes) : known.count() * link.streams();
        long leadPs = lead(socketBytes, bits, rttPs, window);
        double pathPs = profile.get(Parameter.HOST_PATH_QUEUE) * 8.0 / bits * PS_PER_S;
        long pathLeadPs = Math.min(leadPs, (long) pathPs);
        return new LinkRates(bits, rttPs, initial, window, delayBytes, socketBytes, leadPs, pathLeadPs, rttPs / 2);
    }

    /** Linux lets a socket's buffer grow with the congestion window, which grows until the path's queue is full, too. */
    private static long grown(Profile profile, int streams, long delayBytes) {
        long most = profile.get(Parameter.HOST_SEND_BUFFER) * streams;
        long windows = profile.get(Parameter.HOST_SEND_WINDOWS);
        long congestionWindow = delayBytes + profile.get(Parameter.HOST_PATH_QUEUE);
        return windows == 0 ? most : Math.min(most, Ratio.of(congestionWindow, windows, COUNT_ONE));
    }

    /** Unsent bytes in front of an urgent page are what the socket holds beyond what is in flight. */
    private static long lead(long socketBytes, long bits, long rttPs, long window) {
        double seconds = rttPs / (double) PS_PER_S;
        double rate = seconds == 0 ? bits : Math.min((double) bits, window * 8.0 / seconds);
        double leadPs = (socketBytes * 8.0 / rate - seconds) * PS_PER_S;
        return Math.max(0, (long) leadPs);
    }

    /** Returns the time that {@code bytes} take on the wire, at least 1 ps, to the nearest ps for each started MiB. */
    public long wirePs(long bytes) {
        long chunks = bytes / CHUNK;
        return Math.max(1, chunks * smallWirePs(CHUNK) + smallWirePs(bytes % CHUNK));
    }

    private long smallWirePs(long bytes) {
        return (bytes * 8 * PS_PER_S + bitsPerSecond / 2) / bitsPerSecond;
    }
}
