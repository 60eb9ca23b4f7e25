package faultline.guest;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Setting;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the pages lie that a kernel touches when it runs again, and in which order it does. */
class HotPagesTest {
    /** A hundred system pages, the lower half below the load and the upper above it. */
    private static final MemoryImage IMAGE = new MemoryImage(200, 50, 100, 150, 200);

    private static Profile profile(long count, long group, long written) {
        Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);
        settings.put(Parameter.GUEST_HOT_SET, new Setting(count, "test", null, null));
        settings.put(Parameter.GUEST_HOT_GROUP, new Setting(group, "test", null, null));
        settings.put(Parameter.GUEST_HOT_WRITTEN, new Setting(written, "test", null, null));
        return new Profile(
                "test",
                "test",
                new Profile.Behaviour(Profile.DemandService.PIPELINED, true, false, Profile.DowntimeEnd.WRITTEN),
                settings);
    }

    private static HotPages hotPages(long count, long group, long written, long seed) {
        HotPages hot = HotPages.of(profile(count, group, written), IMAGE, seed);
        assertThat(hot).isNotNull();
        return hot;
    }

    @Test
    void liesEvenlyOverTheSystemsPages() {
        long[] pages = hotPages(10, 0, 0, 1).written();
        assertThat(pages).containsExactly(5, 15, 25, 35, 45, 105, 115, 125, 135, 145);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void touchesEachGroupFromTheTopDown(long seed) {
        long[] pages = hotPages(10, 4, 0, seed).inOrder(0);
        assertThat(Arrays.stream(pages).filter(page -> page <= 35)).containsExactly(35L, 25L, 15L, 5L);
        assertThat(Arrays.stream(pages).filter(page -> page > 35 && page <= 125))
                .containsExactly(125L, 115L, 105L, 45L);
        assertThat(Arrays.stream(pages).filter(page -> page > 125)).containsExactly(145L, 135L);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void writesWholeGroupsAndTheTablesLieBelowOneOfThem(long seed) {
        HotPages hot = hotPages(20, 5, 6, seed);
        long[] written = hot.written();
        assertThat(written).hasSize(10).isSorted();
        assertThat(hot.inOrder(1)).hasSize(20).contains(written);
        long below = IMAGE.systemPage(hot.belowWritten() + 1);
        assertThat(written).contains(below);
        assertThat(written).doesNotContain(IMAGE.systemPage(hot.belowWritten()));
    }

    @Test
    void thereAreNoneWithoutACountOrWithoutAKernel() {
        assertThat(HotPages.of(profile(0, 5, 5), IMAGE, 1)).isNull();
        assertThat(HotPages.of(profile(9, 5, 5), new MemoryImage(10, 0, 10, 10, 10), 1))
                .isNull();
    }
}
