package faultline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import faultline.model.InputException;
import faultline.model.Plan;
import faultline.model.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlansTest {
    @TempDir
    Path folder;

    @Test
    void theCampaignInTheRepositoryIsLargeEnough() {
        Plan plan = Plans.read("calibration/testbed/plan.json");
        assertThat(plan.slots()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(plan.cells().stream().filter(cell -> cell.repeats() >= 3)).hasSizeGreaterThanOrEqualTo(6);
        assertThat(plan.slots().stream().map(Plan.Slot::id).distinct()).hasSameSizeAs(plan.slots());
    }

    @Test
    void repeatsOfACellAreOnOneSideAndTheSidesAreAboutEqual() {
        Plan plan = Plans.read("calibration/testbed/plan.json");
        Map<String, Long> sides = plan.slots().stream()
                .collect(Collectors.groupingBy(
                        slot -> Split.cell(slot.id()),
                        Collectors.mapping(
                                slot -> Split.isTrain(slot.id()),
                                Collectors.collectingAndThen(Collectors.toSet(), s -> (long) s.size()))));
        assertThat(sides.values()).containsOnly(1L);
        long train =
                plan.slots().stream().filter(slot -> Split.isTrain(slot.id())).count();
        assertThat(train).isBetween(plan.slots().size() * 2L / 5, plan.slots().size() * 3L / 5);
    }

    @Test
    void saysEverythingThatIsWrong() throws IOException {
        Path file = folder.resolve("plan.json");
        Files.writeString(file, """
                [{"vm": [{"vcpus": 0, "memory": "256 MiB"}], "load": [], "link": [{"bandwidth": "1 Gbit/s"}],
                  "migration": [{"strategy": "post-copy"}], "repeat": 3}]
                """);
        assertThatThrownBy(() -> Plans.read(file.toString()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("vcpus")
                .hasMessageContaining("[0].load")
                .hasMessageContaining("rtt")
                .hasMessageContaining("repeat");
    }
}
