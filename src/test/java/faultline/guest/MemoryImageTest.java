package faultline.guest;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Setting;
import faultline.model.Vm;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a guest's nonzero pages lie and how many there are. */
class MemoryImageTest {
    private static final Map<Parameter, Long> KERNEL = Map.of(
            Parameter.GUEST_SYSTEM, 100L * Vm.PAGE,
            Parameter.GUEST_PER_PAGE, 64L,
            Parameter.GUEST_REUSED, 30L * Vm.PAGE,
            Parameter.GUEST_TOP, 20L * Vm.PAGE);

    private static MemoryImage image(Load load) {
        return image(load, 0);
    }

    private static MemoryImage image(Load load, long abovePages) {
        Vm vm = new Vm(1, new Bytes(1024L * Vm.PAGE), null, new Bytes(Vm.PAGE), null);
        LinkSpec link = LinkSpec.of(new Rate(1_000_000_000), Span.ZERO);
        Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);
        KERNEL.forEach((parameter, value) -> settings.put(parameter, new Setting(value, "test", null, null)));
        settings.put(Parameter.GUEST_ABOVE, new Setting(abovePages * Vm.PAGE, "test", null, null));
        Profile profile = new Profile(
                "test",
                "test",
                new Profile.Behaviour(Profile.DemandService.PIPELINED, true, false, Profile.DowntimeEnd.WRITTEN),
                settings);
        return MemoryImage.of(new Scenario("image", null, vm, load, link, MigrationSpec.postCopy(), null), profile);
    }

    @Test
    void anIdleGuestHasItsKernelAndItsAccountOfPages() {
        MemoryImage image = image(new Load.Idle());
        assertThat(image)
                .isEqualTo(new MemoryImage(1024, 1004, 1004, 96, 1004)); // 100 + 1024 · 64 / 4096 − 20 at the top
        assertThat(image.systemPages()).isEqualTo(116);
        assertThat(image.systemPage(95)).isEqualTo(95);
        assertThat(image.systemPage(96)).isEqualTo(1004);
        assertThat(image.zeroPages(0, 1024)).isEqualTo(908);
    }

    @Test
    void aLoadIsGivenNonzeroPagesFirst() {
        MemoryImage image = image(new Load.Stress(new Bytes(500L * Vm.PAGE), 1));
        assertThat(image).isEqualTo(new MemoryImage(1024, 504, 1004, 66, 504));
        assertThat(image.loadPages()).isEqualTo(500);
        assertThat(image.isZero(66)).isTrue();
        assertThat(image.isZero(503)).isTrue();
        assertThat(image.isZero(504)).isFalse();
        assertThat(image.isZero(1023)).isFalse();
    }

    @Test
    void aKernelAboveTheLoadHasTheZeroPagesBehindIt() {
        MemoryImage image = image(new Load.Stress(new Bytes(500L * Vm.PAGE), 1), 40);
        assertThat(image).isEqualTo(new MemoryImage(1024, 26, 526, 566, 1004)); // 66 − 40 pages below the load
        assertThat(image.lowPages()).isEqualTo(26);
        assertThat(image.systemPages()).isEqualTo(86);
        assertThat(image.systemPage(25)).isEqualTo(25);
        assertThat(image.systemPage(26)).isEqualTo(526);
        assertThat(image.systemPage(65)).isEqualTo(565);
        assertThat(image.systemPage(66)).isEqualTo(1004);
        assertThat(image.kindEnd(0)).isEqualTo(566);
        assertThat(image.kindEnd(566)).isEqualTo(1004);
        assertThat(image.kindEnd(1004)).isEqualTo(1024);
        assertThat(image.zeroPages(500, 600)).isEqualTo(34);
    }

    @Test
    void aKernelThatIsAllAboveLeavesNothingBelow() {
        MemoryImage image = image(new Load.Stress(new Bytes(500L * Vm.PAGE), 1), 1000);
        assertThat(image).isEqualTo(new MemoryImage(1024, 0, 500, 566, 1004));
        assertThat(image.systemPage(0)).isEqualTo(500);
    }
}
