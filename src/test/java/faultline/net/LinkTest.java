package faultline.net;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.model.LinkSpec;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Setting;
import faultline.model.Transport;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final long RTT_PS = 10_000_000_000L;
    private static final Span RTT = Span.ofMillis(10);
    private static final Rate RATE = new Rate(8_000_000_000L); // a byte a nanosecond

    private static final Profile HOSTS = new Profile(
            "hosts",
            "hosts that say nothing of the link",
            new Profile.Behaviour(Profile.DemandService.PIPELINED, true, false, Profile.DowntimeEnd.WRITTEN),
            Map.of());

    private static LinkRates rates(@Nullable Bytes window, @Nullable Bytes sendBuffer) {
        return LinkRates.of(new LinkSpec(RATE, RTT, window, sendBuffer, 1, 0, null), Transport.TCP, HOSTS);
    }

    private static long sendAll(Link link, long bytes, long count) {
        for (long left = count; left > 0; ) {
            left -= link.sendPiece(Long.MAX_VALUE, bytes, link.rates().wirePs(bytes), left);
        }
        return link.freePs();
    }

    @Test
    void theSecondConnectionHasAWindowOfItsOwnAndLeavesTheWireToTheFirst() {
        Link link = new Link(rates(null, null));
        long service = 1_000_000;
        // Ten segments are 14,480 bytes: four messages of 4104 may start, then the next round trip's.
        assertThat(link.sendAside(4104, service, 6)).isEqualTo(4);
        assertThat(link.pieceStartPs()).isZero();
        assertThat(link.sendAside(4104, service, 2)).isEqualTo(2);
        assertThat(link.pieceStartPs()).isEqualTo(RTT_PS);
        assertThat(link.freePs()).isEqualTo(6 * service);

        assertThat(link.sendPiece(Long.MAX_VALUE, 4104, service, 1)).isEqualTo(1);
        assertThat(link.pieceStartPs()).isEqualTo(6 * service);
    }

    @Test
    void hostsGiveAShareOfTheGoodputAndTheBufferThatTheLinkDoesNotName() {
        Map<Parameter, Setting> settings = Map.of(
                Parameter.LINK_SHARE, new Setting(750_000, "test", null, null),
                Parameter.HOST_SEND_BUFFER, new Setting(30_000_000, "test", null, null));
        Profile hosts = new Profile("hosts", "test", HOSTS.behaviour(), settings);

        LinkRates rates = LinkRates.of(LinkSpec.of(RATE, RTT), Transport.TCP, hosts);
        assertThat(rates.bitsPerSecond()).isEqualTo(6_000_000_000L);
        assertThat(rates.leadPs()).isEqualTo(40_000_000_000L - RTT_PS);

        LinkSpec named = new LinkSpec(RATE, RTT, null, new Bytes(15_000_000), 1, 0, null);
        assertThat(LinkRates.of(named, Transport.TCP, hosts).leadPs()).isEqualTo(20_000_000_000L - RTT_PS);
    }

    @Test
    void aSocketGrowsWithTheWindowUpToTheHostsLimit() {
        // 8 Gbit/s and 10 ms are 10 MB in flight, and the queue of 2 MB fills as well.
        assertThat(grown(40_000_000)).isEqualTo(24_000_000);
        assertThat(grown(15_000_000)).isEqualTo(15_000_000);
    }

    private static long grown(long most) {
        Map<Parameter, Setting> settings = Map.of(
                Parameter.HOST_PATH_QUEUE, new Setting(2_000_000, "test", null, null),
                Parameter.HOST_SEND_WINDOWS, new Setting(2000, "test", null, null),
                Parameter.HOST_SEND_BUFFER, new Setting(most, "test", null, null));
        return LinkRates.of(
                        LinkSpec.of(RATE, RTT),
                        Transport.TCP,
                        new Profile("hosts", "test", HOSTS.behaviour(), settings))
                .socketBytes();
    }

    @Test
    void aWindowBelowTheBandwidthDelayProductGoesOncePerRoundTrip() {
        for (int rounds = 1; rounds < 50; rounds++) {
            Link link = new Link(rates(new Bytes(8208), null));
            assertThat(sendAll(link, 4104, 2L * rounds)).isEqualTo((rounds - 1) * RTT_PS + 2 * 4104_000L);
        }
    }

    @Test
    void whatARoundUsedTooMuchTheNextOnePays() {
        Link link = new Link(rates(new Bytes(1000), null));
        // Each message of 4104 bytes is 4.104 windows: 100 of them need 410 windows.
        assertThat(sendAll(link, 4104, 101)).isEqualTo(410 * RTT_PS + 4104_000L);
    }

    @Test
    void slowStartDoublesTheWindowEachRound() {
        long sent = 0;
        for (int rounds = 1; rounds <= 9; rounds++) {
            long last = 10L << (rounds - 1);
            sent += last;
            Link link = new Link(rates(null, null));
            assertThat(sendAll(link, 1448, sent)).isEqualTo((rounds - 1) * RTT_PS + last * 1448_000L);
        }
    }

    @Test
    void aWindowThatFillsTheLinkNoLongerBinds() {
        Link link = new Link(rates(new Bytes(10_000_000), null));
        link.idleUntil(0);
        sendAll(link, 1448, 10 * 1023); // slow start: ten rounds, the last with 7.4 MB in flight
        assertThat(sendAll(link, 1448, 100_000)).isEqualTo(10 * RTT_PS + 100_000 * 1448_000L);
    }

    @Test
    void anIdleRoundGivesANewWindow() {
        Link link = new Link(rates(new Bytes(8208), null));
        sendAll(link, 4104, 1);
        link.idleUntil(3 * RTT_PS);
        assertThat(sendAll(link, 4104, 2)).isEqualTo(3 * RTT_PS + 2 * 4104_000L);
        assertThat(link.pieceStartPs()).isEqualTo(3 * RTT_PS);
    }

    @Test
    void withoutRoundTripsNoWindowBinds() {
        LinkSpec spec = new LinkSpec(RATE, Span.ZERO, new Bytes(1), null, 1, 0, null);
        assertThat(sendAll(new Link(LinkRates.of(spec, Transport.TCP, HOSTS)), 4104, 1000))
                .isEqualTo(1000 * 4104_000L);
    }

    @Test
    void aMessageGoesOnlyWhenTheOneBeforeHasLeft() {
        Link link = new Link(rates(null, null));
        assertThat(link.sendPiece(2500, 1, 1000, 10)).isEqualTo(3); // at 0, 1000 and 2000
        assertThat(link.sendPiece(2500, 1, 1000, 10)).isZero();
        assertThat(link.sendPiece(3000, 1, 1000, 10)).isOne();
        assertThat(link.freePs()).isEqualTo(4000);
    }

    @Test
    void bulkGoesInChunksAndARest() {
        LinkSpec spec = LinkSpec.of(RATE, Span.ZERO);
        Link link = new Link(LinkRates.of(spec, Transport.TCP, HOSTS));
        assertThat(link.sendBulk(5000, 10_000, 4096)).isEqualTo(5000 + 10_000_000L);
        assertThat(link.sendBulk(0, 0, 4096)).isEqualTo(5000 + 10_000_000L);
        assertThat(link.freePs()).isEqualTo(5000 + 10_000_000L);
    }

    @Test
    void goodputPaysHeadersAndSharesTheLink() {
        LinkSpec spec = new LinkSpec(RATE, RTT, null, null, 2, 3, new Bytes(1500));
        long line = 8_000_000_000L / 1538 * 1448 + 8_000_000_000L % 1538 * 1448 / 1538;
        assertThat(LinkRates.of(spec, Transport.TCP, HOSTS).bitsPerSecond()).isEqualTo(line / 5 * 2 + line % 5 * 2 / 5);
    }

    @Test
    void theLeadIsWhatTheSocketHoldsBeyondTheBytesInFlight() {
        assertThat(rates(null, null).leadPs()).isZero();
        assertThat(rates(null, new Bytes(9_000_000)).leadPs()).isZero(); // the link holds 10 MB
        assertThat(rates(null, new Bytes(14_000_000)).leadPs()).isEqualTo(4_000_000_000L);
        // A window of 5 MB halves the rate: 14 MB take 28 ms.
        assertThat(rates(new Bytes(5_000_000), new Bytes(14_000_000)).leadPs()).isEqualTo(18_000_000_000L);
        assertThat(LinkRates.of(new LinkSpec(RATE, Span.ZERO, null, new Bytes(1000), 3, 0, null), Transport.TCP, HOSTS)
                        .leadPs())
                .isEqualTo(3_000_000L);
    }

    @Test
    void theFirstWindowIsTenSegmentsAStream() {
        LinkSpec spec = new LinkSpec(RATE, RTT, new Bytes(100_000), null, 3, 0, null);
        assertThat(LinkRates.of(spec, Transport.TCP, HOSTS).initialWindow()).isEqualTo(43_440);
        assertThat(LinkRates.of(spec, Transport.TCP, HOSTS).window()).isEqualTo(300_000);
        assertThat(LinkRates.of(spec, Transport.TCP, HOSTS).bandwidthDelayBytes())
                .isEqualTo(10_000_000);
    }

    @Test
    void wireTimeIsRoundedToThePicosecondAndNeverNothing() {
        LinkRates odd = LinkRates.of(LinkSpec.of(new Rate(3_000_000_000L), RTT), Transport.TCP, HOSTS);
        assertThat(odd.wirePs(1)).isEqualTo(2667);
        assertThat(odd.wirePs(2)).isEqualTo(5333);
        assertThat(odd.wirePs(0)).isOne();
        assertThat(odd.wirePs(1L << 30)).isEqualTo(1024 * odd.wirePs(1 << 20));
    }
}
