package faultline.driver.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.driver.DriverException;
import faultline.model.Measured;
import faultline.model.Plan;
import faultline.model.Run;
import faultline.model.Scenarios;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private final List<Run> kept = new ArrayList<>();
    private final List<String> made = new ArrayList<>();
    private final List<String> tidied = new ArrayList<>();
    private final Plan plan =
            new Plan(List.of(new Plan.Cell(Scenarios.idle("a"), 2), new Plan.Cell(Scenarios.idle("b"), 1)));

    private final RunStore store = new RunStore() {
        @Override
        public Set<String> finished() {
            Set<String> ids = new HashSet<>();
            kept.forEach(run -> ids.add(run.id()));
            return ids;
        }

        @Override
        public void keep(Run run) {
            kept.add(run);
        }
    };

    private Bench bench(String broken) {
        return new Bench() {
            @Override
            public Run make(Plan.Slot slot) {
                made.add(slot.id());
                if (slot.id().equals(broken)) {
                    throw new DriverException("the guest did not boot");
                }
                return new Run(slot.scenario().named(slot.id()), Measured.NOTHING);
            }

            @Override
            public void tidy(Plan.Slot slot) {
                tidied.add(slot.id());
            }
        };
    }

    @Test
    void repeatsComeAfterEveryCellHasHadItsFirst() {
        assertThat(new Campaign(plan, bench("none"), store, line -> {}).run()).isZero();
        assertThat(made).containsExactly("a-r1", "b-r1", "a-r2");
    }

    @Test
    void aFailedRunIsRecordedAndTheCampaignGoesOn() {
        assertThat(new Campaign(plan, bench("b-r1"), store, line -> {}).run()).isEqualTo(1);
        assertThat(kept).extracting(Run::id).containsExactly("a-r1", "b-r1", "a-r2");
        assertThat(kept.get(1).failed()).isEqualTo("the guest did not boot");
        assertThat(tidied).containsExactly("b-r1");
    }

    @Test
    void goesOnWhereItEnded() {
        kept.add(new Run(Scenarios.idle("a").named("a-r1"), Measured.NOTHING));
        new Campaign(plan, bench("none"), store, line -> {}).run();
        assertThat(made).containsExactly("b-r1", "a-r2");
    }
}
