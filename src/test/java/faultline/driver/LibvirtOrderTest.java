package faultline.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import faultline.model.AutoConverge;
import faultline.model.BandwidthLimits;
import faultline.model.MigrationSpec;
import faultline.model.PostcopyOptions;
import faultline.model.PrecopyOptions;
import faultline.model.Preempt;
import faultline.model.Prepaging;
import faultline.model.Reorder;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Transport;
import faultline.model.Xbzrle;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.libvirt.Domain.MigrateFlags;
import org.libvirt.TypedParameter;

class LibvirtOrderTest {
    private static final Hosts HOSTS = Hosts.of("qemu+tls://a/system", "qemu+tls://b/system");
    private static final MigrationSpec PRE_COPY = preCopy(Storage.SHARED);
    private static final PrecopyOptions OPTIONS =
            new PrecopyOptions(Reorder.NONE, new Xbzrle(Xbzrle.CACHE_DEFAULT), AutoConverge.DEFAULT);

    @Test
    void postCopyIsAskedForByFlag() {
        int flags = LibvirtOrder.flags(MigrationSpec.postCopy());
        assertThat(flags & MigrateFlags.POSTCOPY).isNotZero();
        assertThat(flags & MigrateFlags.PEER2PEER).isNotZero();
        assertThat(flags & (MigrateFlags.NON_SHARED_DISK | MigrateFlags.COMPRESSED | MigrateFlags.AUTO_CONVERGE))
                .isZero();
        assertThat(LibvirtOrder.parameters(HOSTS, MigrationSpec.postCopy())).isEmpty();
    }

    @Test
    void eachOptionHasItsFlagAndItsParameters() {
        MigrationSpec spec = preCopy(Storage.BLOCK).with(OPTIONS);

        int flags = LibvirtOrder.flags(spec);

        assertThat(flags & MigrateFlags.POSTCOPY).isZero();
        for (int flag : List.of(MigrateFlags.NON_SHARED_DISK, MigrateFlags.COMPRESSED, MigrateFlags.AUTO_CONVERGE)) {
            assertThat(flags & flag).isEqualTo(flag);
        }
        assertThat(LibvirtOrder.parameters(HOSTS, spec).stream().map(LibvirtOrderTest::text))
                .containsExactly(
                        "compression=xbzrle",
                        "compression.xbzrle.cache=67108864",
                        "auto_converge.initial=20",
                        "auto_converge.increment=10");
    }

    @Test
    void limitsAreWholeMebibytes() {
        Rate twenty = Rate.parse("20 MiB/s");
        Rate thirty = Rate.parse("30 MiB/s");
        assertThat(LibvirtOrder.parameters(HOSTS, PRE_COPY.with(new BandwidthLimits(twenty, thirty))).stream()
                        .map(LibvirtOrderTest::text))
                .containsExactly("bandwidth=20", "bandwidth.postcopy=30");

        MigrationSpec uneven = PRE_COPY.with(new BandwidthLimits(Rate.parse("100 Mbit/s"), null));
        assertThatThrownBy(() -> LibvirtOrder.parameters(HOSTS, uneven))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("12 MiB/s");
    }

    @Test
    void whatQemuHasNotIsRefused() {
        MigrationSpec post = MigrationSpec.postCopy();
        Prepaging bubble = new Prepaging(64, Prepaging.Direction.FORWARD, 1);
        assertThat(LibvirtOrder.refusal(post)).isNull();
        assertThat(LibvirtOrder.refusal(PRE_COPY.with(OPTIONS))).isNull();
        assertThat(LibvirtOrder.refusal(post.with(new PostcopyOptions(Preempt.CHANNEL, null))))
                .isNull();
        assertThat(LibvirtOrder.refusal(post.with(new PostcopyOptions(Preempt.OFF, bubble))))
                .contains("simulated only");
        assertThat(LibvirtOrder.refusal(post.with(new PostcopyOptions(Preempt.FULL, null))))
                .contains("QEMU 8");
        assertThat(LibvirtOrder.refusal(PRE_COPY.with(new PrecopyOptions(Reorder.LRU, null, null))))
                .contains("simulated only");
        assertThat(LibvirtOrder.refusal(PRE_COPY.with(Transport.RDMA))).contains("TCP");
        assertThat(LibvirtOrder.refusal(
                        PRE_COPY.with(new PrecopyOptions(Reorder.NONE, null, new AutoConverge(20, 10, 80)))))
                .contains("99 %");
    }

    @Test
    void tellsWhatQemuToldOfTheOptions() {
        OptionFigures figures = new OptionFigures();
        figures.sample(Map.of("auto_converge_throttle", "70"));
        Map<String, String> job = Map.of("compression_pages", "12", "compression_bytes", "345", "disk_total", "9");

        assertThat(figures.told(preCopy(Storage.BLOCK).with(OPTIONS), job))
                .contains("12 pages as 345 B", "throttled to 70 %", "of 9 B");
        assertThat(figures.told(MigrationSpec.postCopy(), job)).isEmpty();
    }

    private static String text(TypedParameter parameter) {
        return parameter.field + "=" + parameter.getValueAsString();
    }

    private static MigrationSpec preCopy(Storage storage) {
        return new MigrationSpec(
                Strategy.PRE_COPY, new Switchover.Immediately(), storage, false, null, Span.ofMillis(300), 30);
    }
}
