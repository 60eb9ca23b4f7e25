package faultline.driver.campaign;

import faultline.driver.DriverException;
import faultline.model.Measured;
import faultline.model.Plan;
import faultline.model.Run;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Makes the runs of a plan one after another; a failed one is recorded as failed and the campaign goes on. */
public final class Campaign {
    private final Plan plan;
    private final Bench bench;
    private final RunStore store;
    private final Consumer<String> log;

    public Campaign(Plan plan, Bench bench, RunStore store, Consumer<String> log) {
        this.plan = plan;
        this.bench = bench;
        this.store = store;
        this.log = log;
    }

    /** Makes every run that the store does not have yet; returns how many failed. */
    public int run() {
        Set<String> finished = store.finished();
        List<Plan.Slot> slots = plan.slots();
        int failed = 0;
        int number = 0;
        for (Plan.Slot slot : slots) {
            number++;
            String place = "[" + number + "/" + slots.size() + "] " + slot.id() + ": ";
            if (finished.contains(slot.id())) {
                log.accept(place + "already there");
                continue;
            }
            Run run = make(slot);
            store.keep(run);
            failed += run.failed() == null ? 0 : 1;
            log.accept(place + summary(run));
        }
        return failed;
    }

    private Run make(Plan.Slot slot) {
        try {
            return bench.make(slot);
        } catch (RuntimeException e) { // Whatever it was, the runs after this one are still to be made.
            tidy(slot);
            String why = e instanceof DriverException ? String.valueOf(e.getMessage()) : e.toString();
            return new Run(slot.scenario().named(slot.id()), Measured.NOTHING, why, null, Map.of());
        }
    }

    private void tidy(Plan.Slot slot) {
        try {
            bench.tidy(slot);
        } catch (RuntimeException e) {
            log.accept(slot.id() + ": " + e.getMessage());
        }
    }

    private static String summary(Run run) {
        if (run.failed() != null) {
            return "failed: " + run.failed();
        }
        Measured measured = run.measured();
        return "total " + measured.totalTime() + ", downtime " + measured.downtime() + " (guest "
                + measured.guestDowntime() + "), " + measured.transferred() + ", " + measured.pageRequests()
                + " requests, blocked " + measured.vcpuBlocktime();
    }
}
