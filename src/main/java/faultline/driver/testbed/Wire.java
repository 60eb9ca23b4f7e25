package faultline.driver.testbed;

import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Ratio;
import faultline.unit.Span;

/**
 * What a wire does to a frame, alike in both directions.
 *
 * @param rate bytes on the wire, link headers too
 * @param delay one way
 * @param queue most bytes that wait for the bottleneck; a frame beyond them is dropped
 */
public record Wire(Rate rate, Span delay, Bytes queue) {
    /** Large frames, so that the wire costs little of the processors that the guests need too. */
    static final int MTU = 9000;

    private static final long QUEUE_MIN = 1 << 20;

    /** Of IP and of TCP with its time stamps. */
    private static final int PACKET_HEADERS = 52;

    private static final int ETHERNET_HEADER = 14;

    /** A wire of this rate and round-trip time, with a queue of one product of the two, at least 1 MiB. */
    public static Wire of(Rate rate, Span rtt) {
        double product = rate.bitsPerSecond() / 8.0 * rtt.seconds();
        return new Wire(rate, new Span(rtt.ns() / 2), new Bytes(Math.max(QUEUE_MIN, (long) product)));
    }

    /** Returns what TCP gets of full frames: 397.07 of 400 Mbit/s. */
    public Rate goodput() {
        return new Rate(Ratio.of(rate.bitsPerSecond(), MTU - PACKET_HEADERS, MTU + ETHERNET_HEADER));
    }

    /** The line that {@link WireProcess} reads. */
    String command() {
        return "set " + rate.bitsPerSecond() + " " + delay.ns() + " " + queue.count();
    }

    /** Reads back what {@link #command} wrote. */
    public static Wire parse(String line) {
        String[] words = line.split(" ", -1);
        return new Wire(
                new Rate(Long.parseLong(words[1])),
                new Span(Long.parseLong(words[2])),
                new Bytes(Long.parseLong(words[3])));
    }
}
