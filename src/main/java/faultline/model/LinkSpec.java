package faultline.model;

import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import org.jspecify.annotations.Nullable;

/**
 * The network between the two hosts.
 *
 * @param bandwidth goodput that one idle bulk transfer reaches, as iperf reports it; line rate where {@code mtu} is set
 * @param rtt round-trip time of the idle link: the study's delays are ping averages, so they are round trips
 * @param window most bytes in flight on one stream (least of cwnd limit and receive window); null where the window
 *     does not bind
 * @param sendBuffer most bytes that one stream's socket holds, sent and unacknowledged ones too; null where nothing
 *     queues in front of an urgent page
 * @param streams TCP connections that carry the migration
 * @param competing other long transfers that share the link fairly with each stream
 * @param mtu largest packet, where {@code bandwidth} is the line's and headers must be paid from it; null where it is
 *     goodput
 */
public record LinkSpec(
        Rate bandwidth,
        Span rtt,
        @Nullable Bytes window,
        @Nullable Bytes sendBuffer,
        int streams,
        int competing,
        @Nullable Bytes mtu) {
    /** A link that is known by its bandwidth and round-trip time only. */
    public static LinkSpec of(Rate bandwidth, Span rtt) {
        return new LinkSpec(bandwidth, rtt, null, null, 1, 0, null);
    }
}
